"""What an offer says of itself, and what an import changes of one that the playbook has."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from bot.model.offer import Attribute, Offer, Sought, renewed

AROMA = Offer(id="aroma-2", name="Machine Aroma 2", price=Decimal("349.00"), stock={"lyon": 4}, source="offers.csv:3")


def test_an_amount_comes_back_from_json_to_the_cent() -> None:
    written = msgspec.json.encode(AROMA)
    assert b'"349.00"' in written
    assert msgspec.json.decode(written, type=Offer) == AROMA


@pytest.mark.parametrize(
    ("offer", "available"),
    [
        (Offer(id="a", name="A"), True),  # nobody counts the stock
        (Offer(id="a", name="A", stock={"lyon": 0, "annecy": 2}), True),
        (Offer(id="a", name="A", stock={"lyon": 0}), False),
        (Offer(id="a", name="A", stock={"lyon": 0}, on_order=True), True),
        (Offer(id="a", name="A", stock={"lyon": 5}, sold=False), False),
    ],
)
def test_whether_it_can_be_ordered(offer: Offer, available: bool) -> None:
    assert offer.is_available is available


def test_where_it_lies() -> None:
    assert AROMA.is_at("lyon")
    assert not AROMA.is_at("annecy")


@pytest.mark.parametrize(
    ("value", "has_it"), [("oui", True), ("buse vapeur", True), (15, True), ("Non", False), (0, False), (False, False)]
)
def test_a_cell_may_say_that_there_is_none(value: str | int | bool, has_it: bool) -> None:
    assert Attribute(value).has_it is has_it


def test_only_numbers_are_numbers() -> None:
    assert [Attribute(value).number for value in (52, 1.8, "52", True)] == [52.0, 1.8, None, None]


def test_price_and_stock_are_the_imports_and_words_the_playbooks() -> None:
    imported = Offer(
        id="aroma-2",
        name="AROMA II",
        price=Decimal(329),
        stock={"": 1},
        description="Nouvelle",
        attributes={"bruit": Attribute(52, "dB")},
        source="products.csv:9",
    )
    now = renewed(AROMA, imported)
    assert (now.name, now.price, now.stock) == ("Machine Aroma 2", Decimal(329), {"": 1})
    assert (now.description, now.attributes) == ("Nouvelle", {"bruit": Attribute(52, "dB")})
    assert now.source == "offers.csv:3, products.csv:9"


def test_an_import_without_price_or_stock_leaves_them() -> None:
    now = renewed(AROMA, Offer(id="aroma-2", name="x"))
    assert (now.price, now.stock) == (Decimal(349), {"lyon": 4})


def test_a_price_may_have_been_said() -> None:
    assert Sought(around=300).is_priced
    assert not Sought(words=("machine",)).is_priced
