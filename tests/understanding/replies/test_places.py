"""Places named in words."""

import pytest

from bot.understanding.replies.places import FIGURES, place_named, places_named


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("la deuxieme", 1),
        ("the last one", 3),
        ("avant derniere", 2),
        ("second to last", None),
        ("n 3", 2),
        ("n3", 2),
        ("la deuxieme me plait bien", 1),
        ("j aime mieux la premiere", 0),
        ("i love the second one", 1),
        ("je garderai la troisieme merci", 2),
        ("la deuxieme me plait moins", None),
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


@pytest.mark.parametrize(
    ("said", "places"),
    [
        ("3 ou quatre", (2, 3)),
        ("one or two", (0, 1)),
        ("la premiere ou la derniere", (0, 3)),
        ("3 ou 3", ()),
        ("3 ou 5", ()),
        ("1 2 3", ()),
        ("du cafe ou du the", ()),
    ],
)
def test_two_places_among_four(said: str, places: tuple[int, ...]) -> None:
    assert places_named(said.split(), 4) == places
