from datetime import timedelta

import pytest

from bot.web.console.wording.stages import DIRECTIONS, Chip, chip, chips, steady_before, way_of
from tests.store.samples import NOON
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


@pytest.mark.parametrize(
    ("days", "lasts", "drawn"),
    [(6, 7, "advancing"), (7, 7, "advancing"), (8, 7, "steady"), (8, None, "advancing"), (None, 7, "advancing")],
)
def test_who_has_been_in_a_stage_for_longer_than_it_lasts_goes_no_way(
    days: int | None, lasts: int | None, drawn: str
) -> None:
    stage = Chip("j", "s", 1, "Un", timedelta(days=lasts) if lasts else None)
    since = NOON - timedelta(days=days) if days else None
    assert way_of("advancing", since, stage, NOON) == DIRECTIONS[drawn]
    assert way_of(None, since, stage, NOON) is None


def test_each_stage_has_its_own_patience() -> None:
    paths = book().journeys
    before = steady_before(paths, NOON)
    known = chips(book(), "fr")
    assert before == {key: NOON - one.lasts for key, one in known.items() if one.lasts}
    assert len(before) == sum(len(path.stages) for path in paths)
