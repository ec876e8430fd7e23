from bot.web.console.wording.stages import Chip, chip, chips
from tests.web.console.counter import book


def test_stages_have_their_number_on_the_map_and_their_name() -> None:
    known = chips(book(), "fr")
    assert [(one.place, one.name, one.colour) for one in known.values()] == [
        (1, "Découverte", "s1"),
        (2, "Comparaison", "s2"),
        (3, "Décision", "s3"),
    ]
    assert chips(None, "fr") == {}


def test_a_stage_that_the_map_has_no_more_is_shown_by_its_id_and_the_eighth_is_coloured_as_the_first() -> None:
    assert chip({}, "purchase", "gone") == Chip("purchase", "gone", 0, "gone")
    assert chip({}, "purchase", None) is None
    assert Chip("j", "s", 8, "Huit").colour == "s1"
    assert Chip("j", "s", 0, "x").colour == ""
