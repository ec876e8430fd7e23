"""Cells of product lists."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.model.offer import Attribute
from bot.web.imports.product_cells import (
    BadCell,
    amount,
    as_text,
    id_of,
    is_yes,
    pieces,
    plain_words,
    property_of,
    tags_of,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("349", "349"),
        ("349.90", "349.90"),
        ("349,90", "349.90"),
        ("1 249,90 €", "1249.90"),
        ("1\u202f249,90", "1249.90"),
        ("1,249.90", "1249.90"),
        ("1.249,90", "1249.90"),
        ("EUR 12", "12"),
        ("0.125", "0.125"),
        ("0", "0"),
    ],
)
def test_an_amount_is_read_to_the_cent(text: str, value: str) -> None:
    assert amount(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("cher", "the price `cher` is no amount"),
        ("1,249", "can be read in two ways; write it as 1249.00"),
        ("-5", "is below zero"),
        ("99999999", "is beyond belief"),
        ("12.3.4", "is no amount"),
        ("NaN", "is no amount"),
        ("1e400", "is no amount"),
    ],
)
def test_what_is_no_amount_is_told(text: str, says: str) -> None:
    with pytest.raises(BadCell, match=says.replace("(", "\\(")):
        amount(text)


def test_pieces_are_whole_and_may_be_owed() -> None:
    assert [pieces(text) for text in ("", "4", "-3", "12,00", "1 000")] == [None, 4, -3, 12, 1000]
    with pytest.raises(BadCell, match="is no whole number"):
        pieces("beaucoup")


def test_a_property_may_carry_its_unit() -> None:
    assert property_of("52 dB") == Attribute(52, "dB")
    assert property_of("1,8", "l") == Attribute(1.8, "l")
    assert property_of("buse vapeur") == Attribute("buse vapeur")
    assert property_of("Red, Blue") == Attribute("Red, Blue")


def test_ids_are_made_of_names_only_where_they_must() -> None:
    assert id_of("aroma-2") == "aroma-2"
    assert id_of("clay-plant-pot", "Large") == "clay-plant-pot.Large"
    assert id_of("Café d’Éthiopie", "1 kg") == "cafe-d-ethiopie.1-kg"


def test_words_have_no_html() -> None:
    assert plain_words("<p>A <b>mug</b>\\nfor &amp; by</p>") == "A mug for & by"


def test_yes_in_several_languages() -> None:
    assert [is_yes(text) for text in ("1", "TRUE", "oui", "notify", "0", "", "deny")] == [True] * 4 + [False] * 3


def test_json_values_as_cells() -> None:
    assert [as_text(value) for value in (None, True, 4, 1.5, " x ")] == ["", "1", "4", "1.5", "x"]


def test_whose_an_offer_is_stands_among_its_tags_once() -> None:
    assert tags_of(["Grains", " bio "], "Lavazza") == ("Grains", "bio", "Lavazza")
    assert tags_of(["lavazza", ""], "Lavazza, Illy") == ("lavazza", "Illy")
    assert tags_of([], "") == ()
