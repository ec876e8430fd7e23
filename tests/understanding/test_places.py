"""Places named in words."""

import pytest

from bot.understanding.places import FIGURES, place_named


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("la deuxieme", 1),
        ("the last one", 3),
        ("avant derniere", 2),
        ("second to last", None),
        ("n 3", 2),
        ("n3", 2),
        ("je prends la 4e", 3),
        ("5", None),
        ("la premiere et la deuxieme", None),
        ("magasin", None),
        ("", None),
    ],
)
def test_a_place_among_four(said: str, place: int | None) -> None:
    assert place_named(said.split(), 4) == place


def test_small_numbers_in_words_have_their_figure() -> None:
    assert (FIGURES["deux"], FIGURES["ten"]) == ("2", "10")
