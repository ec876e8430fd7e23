"""A list with some of the columns changes what it names and nothing else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.model.offer import Attribute, Delivery, Offer
from bot.web.imports.product_cells import BadCell
from bot.web.imports.product_columns import OverWhatStands
from bot.web.imports.product_exports import WooCommerce, is_woocommerce
from bot.web.imports.product_rows import read_own
from bot.web.imports.tables import Line, plain_name

STANDS = Offer(
    id="aroma-2",
    name="Machine Aroma 2",
    category="machine",
    price=Decimal(349),
    description="Deux tasses à la fois",
    picture="https://x.example/a.jpg",
    tags=("neuf",),
    sku="A2",
    attributes={"bruit": Attribute(52, "dB"), "largeur": Attribute(24, "cm")},
    stock={"lyon": 4, "annecy": 2},
    delivery=(Delivery("home", Decimal(5)), Delivery("relay", Decimal(3))),
    complements=("huila",),
)


def read(**cells: Any) -> Offer:
    [offer] = OverWhatStands(read_own, {STANDS.id: STANDS})(Line(2, cells), "EUR")
    return offer


def test_a_list_of_prices_and_stock_leaves_the_rest() -> None:
    found = read(**{"id": "aroma-2", "price": "329", "stock.lyon": "1"})
    assert (found.price, found.stock) == (Decimal(329), {"lyon": 1, "annecy": 2})
    same = ("name", "category", "description", "picture", "tags", "sku", "attributes", "delivery", "complements")
    assert all(getattr(found, field) == getattr(STANDS, field) for field in same)


@pytest.mark.parametrize(
    ("column", "field", "empty"),
    [
        ("description", "description", ""),
        ("category", "category", ""),
        ("tags", "tags", ()),
        ("picture", "picture", ""),
        ("complements", "complements", ()),
        ("attr.bruit (dB)", "attributes", {"largeur": STANDS.attributes["largeur"]}),
        ("stock.annecy", "stock", {"lyon": 4}),
        ("delivery.relay", "delivery", STANDS.delivery[:1]),
    ],
)
def test_an_empty_cell_of_a_column_that_is_there_empties_it(column: str, field: str, empty: object) -> None:
    found = read(**{"id": "aroma-2", "price": "349", column: ""})
    assert getattr(found, field) == empty
    assert getattr(read(id="aroma-2", price="349"), field) == getattr(STANDS, field)


def test_one_number_for_all_takes_the_place_of_the_stock_by_shop() -> None:
    assert read(id="aroma-2", price="349", stock="9").stock == {"": 9}


def test_a_list_without_a_price_leaves_the_price() -> None:
    assert read(**{"id": "aroma-2", "stock.lyon": "0"}).price == Decimal(349)


def test_an_offer_that_is_new_needs_its_name() -> None:
    with pytest.raises(BadCell, match="names no product"):
        read(id="presto", price="419")
    assert read(id="presto", name="Presto", price="419").description == ""


@pytest.mark.parametrize(("cells", "is_sold"), [({}, False), ({"name": "Aroma 2"}, True), ({"sold": "yes"}, True)])
def test_what_is_sold_no_longer_comes_back_by_its_name_and_not_by_its_price(
    cells: dict[str, str], is_sold: bool
) -> None:
    retired = Offer(id="aroma-2", name="Aroma 2", price=Decimal(349), sold=False)
    [offer] = OverWhatStands(read_own, {"aroma-2": retired})(Line(2, {"id": "aroma-2", "price": "5", **cells}), "EUR")
    assert offer.sold is is_sold


def test_a_shops_export_without_its_descriptions_leaves_them() -> None:
    cells = {"ID": "7", "Type": "simple", "SKU": "aroma-2", "Name": "Aroma 2", "Regular price": "329", "Stock": "3"}
    assert is_woocommerce(frozenset(map(plain_name, cells)))
    reads = OverWhatStands(WooCommerce(date(2026, 3, 2)), {STANDS.id: STANDS})
    [offer] = reads(Line(2, cells), "EUR")
    assert (offer.description, offer.price, offer.stock) == (STANDS.description, Decimal(329), {"": 3})
    [emptied] = reads(Line(2, {**cells, "Description": ""}), "EUR")
    assert emptied.description == ""
