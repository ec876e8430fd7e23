"""The same as last time, but in one thing."""

from __future__ import annotations

import pytest

from bot.understanding.shopping.same_but import same_but, size_wanted


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("le même mais en moulu", "moulu"),
        ("La même chose, en 250 g svp", "250 g"),
        ("je voudrais le même café mais en plus grand", "plus grand"),
        ("pareil que la dernière fois mais moulu", "moulu"),
        ("the same but ground please", "ground"),
        ("can I have the same in 1 kg this time", "1 kg"),
        ("same again but decaf", "decaf"),
        ("same thing, a bigger bag", "a bigger bag"),
    ],
)
def test_what_is_to_be_otherwise_is_cut_out(text: str, rest: str) -> None:
    assert same_but(text) == rest


@pytest.mark.parametrize(
    "text",
    ["le même", "la même chose que la dernière fois", "same as last time please", "en moulu", "2 kg de Huila", ""],
)
def test_the_same_as_it_is_is_no_such_wish(text: str) -> None:
    assert same_but(text) == ""


def test_the_size_may_be_what_is_otherwise() -> None:
    assert [size_wanted(one) for one in ("plus grand", "a bigger bag", "plus petit", "smaller", "moulu")] == [
        "larger", "larger", "smaller", "smaller", ""
    ]  # fmt: skip
