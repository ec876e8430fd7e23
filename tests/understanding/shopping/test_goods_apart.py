"""Goods that are counted out one after the other."""

from __future__ import annotations

import pytest

from bot.model.offer import Named
from bot.understanding.shopping.goods_apart import goods_apart, is_a_count

NAMES = {"huila": "huila", "yirga": "yirga", "forza": "forza", "moulin": "moulin", "aroma": "aroma", "piston": "piston"}


def named_by(words: str) -> Named | None:
    found = tuple(id_ for word, id_ in NAMES.items() if word in words.split())
    return Named(found) if found else Named((), said=words) if is_a_count(words.split()) else None


def in_a_name(pair: tuple[str, str], offers: object) -> bool:
    return pair == ("aroma", "2")


@pytest.mark.parametrize(
    ("part", "goods"),
    [
        ("2 huila 1 yirga", ["2 huila", "1 yirga"]),
        ("2 huila 250 1 yirga 250 3 aroma", ["2 huila 250", "1 yirga 250", "3 aroma"]),
        ("huila x 2 yirga x 1", ["huila x 2", "yirga x 1"]),
        ("la forza avec le moulin", ["la forza", "le moulin"]),
        ("the forza with a moulin", ["the forza", "a moulin"]),
        ("2 huila 1 sidamo", ["2 huila", "1 sidamo"]),
        ("2 aroma 2 huila", ["2 aroma 2 huila"]),  # of a name, or a number: it stays with whoever asks
        ("aroma 2", ["aroma 2"]),
        ("un piston 8 tasses", ["un piston 8 tasses"]),
        ("2 huila 3 fois par mois", ["2 huila 3 fois par mois"]),
        ("huila 2 x 250 g", ["huila 2 x 250 g"]),
        ("le moulin qui va avec la forza", ["le moulin qui va avec la forza"]),
        ("le moulin avec ma forza", ["le moulin avec ma forza"]),
        ("un moulin", ["un moulin"]),
        ("", [""]),
    ],
)
def test_each_is_named_by_itself(part: str, goods: list[str]) -> None:
    assert goods_apart(part, named_by, in_a_name) == goods


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        ("2 sidamo", True),
        ("2 fois", False),
        ("5 rue", False),
        ("12 decembre", False),
        ("2 ou", False),
        ("sidamo", False),
    ],
)
def test_a_count_of_a_thing(said: str, is_one: bool) -> None:
    assert is_a_count(said.split()) is is_one
