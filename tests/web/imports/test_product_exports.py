"""Shopify's and WooCommerce's exports."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.model.offer import Attribute, Offer
from bot.web.imports.product_cells import BadCell
from bot.web.imports.product_exports import Shopify, WooCommerce, is_shopify, is_woocommerce
from bot.web.imports.product_rows import Products, Reads
from bot.web.imports.tables import Line, lines_of, plain_name, text_of

DATA = Path(__file__).resolve().parents[2] / "data" / "products"
TODAY = date(2026, 3, 2)


def read(text: str, reads: Reads) -> tuple[dict[str, Offer], list[str]]:
    products = Products("p.csv", "EUR", reads)
    offers = products.offers(lines_of(text))
    return {offer.id: offer for offer in offers}, [f"{one.line}: {one.reason}" for one in products.told]


def sample(name: str) -> str:
    return text_of((DATA / name).read_bytes())


def columns(text: str) -> frozenset[str]:
    first = next(lines_of(text))
    assert isinstance(first, Line)
    return frozenset(plain_name(name) for name in first.cells)


def test_who_wrote_a_file_is_told_by_its_columns() -> None:
    assert [is_shopify(columns(sample(name))) for name in ("shopify.csv", "woocommerce.csv")] == [True, False]
    files = ("woocommerce.csv", "woocommerce_fr.csv", "woocommerce.json", "shopify.csv")
    assert [is_woocommerce(columns(sample(name))) for name in files] == [True, True, True, False]


def test_shopify_puts_the_sizes_of_a_product_on_lines_below_it() -> None:
    offers, told = read(sample("shopify.csv"), Shopify())
    assert told == []
    pot = offers["clay-plant-pot"]
    assert (pot.name, pot.category, pot.price, pot.pieces) == ("Clay Plant Pot", "Outdoor", Decimal("9.99"), 4)
    assert (pot.description, pot.tags) == ("Classic blown clay pot for plants", ("Pot", "Plants", "Company 123"))
    assert pot.variants == ("clay-plant-pot.Regular", "clay-plant-pot.Large")
    large = offers["clay-plant-pot.Large"]
    assert (large.name, large.price, large.parent) == ("Clay Plant Pot (Large)", Decimal("15.99"), "clay-plant-pot")
    assert (large.options, large.stock) == ({"Size": "Large"}, {"": 3})


def test_a_stock_that_shopify_does_not_count_is_no_shortage() -> None:
    offers, _ = read(sample("shopify.csv"), Shopify())
    assert offers["pink-armchair"].is_available
    assert offers["biodegradable-cardboard-pots"].stock == {"": 8}


def test_shopifys_newer_columns() -> None:
    text = (
        "Title,URL handle,Description,Product category,Type,Tags,Published on online store,Status,SKU,Option1 name,"
        "Option1 value,Price,Inventory tracker,Inventory quantity,Continue selling when out of stock,Product image URL,"
        "Bruit (product.metafields.custom.bruit)\n"
        "Aroma 2,aroma-2,<p>x</p>,Home > Coffee Makers,,,TRUE,active,A2,Title,Default Title,349.00,"
        "shopify,0,TRUE,a.jpg,52 dB\n"
        "Old,old,,,,,TRUE,archived,,Title,Default Title,9,,,,,\n"
    )
    offers, told = read(text, Shopify())
    aroma = offers["aroma-2"]
    assert (told, aroma.category, aroma.sku, aroma.stock) == ([], "Coffee Makers", "A2", {"": 0})
    assert (aroma.is_available, aroma.attributes) == (True, {"Bruit": Attribute(52, "dB")})
    assert not offers["old"].sold


def test_lines_of_shopify_that_do_not_fit_are_told() -> None:
    head = "Handle,Title,Option1 Name,Option1 Value,Variant Price\n"
    rows = "a,A,Title,Default Title,5\na,,,,\nb,,Size,L,4\na,Again,Title,Default Title,6\n,C,,,3\nd,D,,,\n"
    offers, told = read(head + rows, Shopify())
    assert set(offers) == {"a"}
    assert told == [
        "4: `b` has no title on its first line",
        "5: the id `a` is there already",
        "6: this line has no handle",
        "7: `d` has no price",
    ]


def test_woocommerce_names_the_whole_on_the_lines_of_its_sizes() -> None:
    offers, told = read(sample("woocommerce.csv"), WooCommerce(TODAY))
    mug = offers["mug"]
    assert (mug.price, mug.category, mug.tags) == (Decimal("7.90"), "Cups", ("gift", "coffee"))
    assert (mug.description, mug.picture) == ("A mug for espresso", "https://x.example/mug.jpg")
    assert (mug.complements, mug.variants) == (("spoon", "12"), ("mug-red", "mug-blue"))
    assert mug.attributes == {"weight": Attribute(0.3, "kg"), "Colour": Attribute("Red, Blue")}
    assert (offers["mug-red"].options, offers["mug-red"].stock) == ({"Colour": "Red"}, {"": 4})
    assert offers["mug-blue"].is_available
    assert (offers["12"].price, offers["12"].is_available) == (Decimal("3.00"), False)  # the sale is over
    assert (offers["spoon"].sold, offers["spoon"].stock) == (False, {"": 0})
    assert told == ["6: the stock -2 is below zero; counted as none"]


def test_woocommerce_in_french_and_latin_1() -> None:
    offers, told = read(sample("woocommerce_fr.csv"), WooCommerce(TODAY))
    pot = offers["cafetiere"]
    assert (told, pot.name, pot.price) == ([], "Cafetière à l’italienne", Decimal("1249.90"))
    assert (pot.category, pot.stock, pot.complements) == ("Cafetières", {"": 7}, ("tasse",))
    assert pot.attributes == {"poids": Attribute(1.2, "kg"), "Bruit": Attribute(52, "dB")}


def test_customers_ask_for_a_brand() -> None:
    written = "Type,SKU,Name,Regular price,Tags,{}\nsimple,oro,Qualità Oro,18.90,grains,Lavazza\n"
    for column in ("Brands", "Marques"):
        assert read(written.format(column), WooCommerce(TODAY))[0]["oro"].tags == ("grains", "Lavazza")
    told = '{"id": 7, "name": "Oro", "regular_price": "18.90", "brands": [{"name": "Lavazza"}]}'
    assert read(told, WooCommerce(TODAY))[0]["7"].tags == ("Lavazza",)


def test_a_product_of_woocommerces_api() -> None:
    _, told = read(sample("woocommerce.json"), WooCommerce(TODAY))
    assert told == ["1: `799` has no price"]
    offers, told = read(
        sample("woocommerce.json").replace('"regular_price": ""', '"regular_price": "20"'), WooCommerce(TODAY)
    )
    idea = offers["799"]
    assert (told, idea.name, idea.category, idea.price) == ([], "Ship Your Idea", "T-shirts", Decimal(20))
    assert idea.attributes["Color"] == Attribute("Black, Green")


TYPES = (
    "ID,Type,SKU,Name,Published,Regular price,Parent\n"
    "1,simple,a,Mug,1,9.50,\n"
    '2,"simple, downloadable, virtual",b,Guide,1,5.00,\n'
    "3,variable,c,Cup,1,,\n"
    "4,variation,c-red,Cup - Red,1,7.00,c\n"
    '5,"variation, virtual",c-blue,Cup - Blue,1,8.00,c\n'
    "6,grouped,d,Mug and spoon,1,,\n"
    "7,external,e,Grinder,1,80.00,\n"
    "8,subscription,f,Coffee each month,1,20.00,\n"
    "9,,g,Spoon,1,2.00,\n"
    "10,virtual,h,Course,1,55.00,\n"
)


def test_each_type_of_product_is_sold_or_told_where_it_stands() -> None:
    offers, told = read(TYPES, WooCommerce(TODAY))
    assert set(offers) == {"a", "b", "c", "c-red", "c-blue", "g", "h"}
    assert (offers["c"].variants, offers["c"].price) == (("c-red", "c-blue"), Decimal("7.00"))
    assert told == [
        "7: a `grouped` product is a page of others, which are sold one by one",
        "8: an `external` product is sold on another site",
        "9: products of the type `subscription` are not known here",
    ]


def test_types_are_the_same_in_a_product_of_the_rest_api() -> None:
    line = {"id": 7, "name": "Set", "regular_price": "", "type": "grouped"}
    with pytest.raises(BadCell, match="sold one by one"):
        WooCommerce(TODAY)(Line(1, line), "EUR")


def test_what_shopify_does_not_ship_is_not_to_be_brought() -> None:
    text = (
        "Handle,Title,Published,Option1 Name,Option1 Value,Variant Price,Variant Requires Shipping,Gift Card\n"
        "carte,Carte cadeau,true,Montant,20 €,20,false,true\n"
        "carte,,,,50 €,50,false,\n"
        "atelier,Atelier,true,Title,Default Title,55,false,false\n"
        "tasse,Tasse,true,Title,Default Title,9,true,false\n"
    )
    offers, told = read(text, Shopify())
    assert told == []
    assert {offers[id_].ships for id_ in ("carte", "carte.20--", "carte.50--") if id_ in offers} == {False}
    assert (offers["atelier"].ships, offers["tasse"].ships) == (False, True)


def test_what_is_virtual_in_woocommerce_is_not_to_be_brought_and_a_download_alone_is() -> None:
    offers, _ = read(TYPES + '11,"simple, downloadable",i,Record,1,20.00,\n', WooCommerce(TODAY))
    assert {id_ for id_, one in offers.items() if not one.ships} == {"b", "c-blue", "h"}


def test_so_is_a_virtual_product_of_the_rest_api() -> None:
    [offer] = WooCommerce(TODAY)(
        Line(1, {"id": 7, "name": "Guide", "regular_price": "5", "type": "simple", "virtual": True}), "EUR"
    )
    assert not offer.ships
