"""The same as last time, but in one thing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.understanding.shopping.same_but import same_but, size_said, size_wanted


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


@pytest.mark.parametrize(
    ("text", "of", "amount", "is_format"),
    [
        ("et 2kg", "kilo", "2", False),
        ("plutôt le kilo", "kilo", "1", True),
        ("en 250 g", "kilo", "0.250", True),
        ("250", "kilo", "0.250", False),
        ("make it 500g", "kilo", "0.500", False),
        ("50 cl please", "litre", "0.50", False),
    ],
)
def test_a_size_by_itself(text: str, of: str, amount: str, *, is_format: bool) -> None:
    said = size_said(text)
    assert said is not None
    assert (said.of, said.amount, said.is_format) == (of, Decimal(amount), is_format)


@pytest.mark.parametrize("text", ["3", "69003", "kilo", "2 kg de huila", "0 g", ""])
def test_what_is_no_size_by_itself(text: str) -> None:
    assert size_said(text) is None
