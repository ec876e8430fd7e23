"""WooCommerce's translated products, as its plugins export them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.model.offer import Offer
from bot.web.imports.product_file import Shop, read_file
from bot.web.imports.product_groups import folded
from bot.web.imports.tables import Line, lines_of, text_of

DATA = Path(__file__).resolve().parents[2] / "data" / "products"
SHOP = Shop("EUR", ("fr", "en"), date(2026, 3, 2))


def read(name: str) -> tuple[dict[str, Offer], list[str]]:
    found = read_file(name, list(lines_of(text_of((DATA / name).read_bytes()))), [], SHOP)
    return {one.id: one for one in found.offers}, [f"{one.line}: {one.reason}" for one in found.told]


def test_polylangs_lines_in_english_are_the_words_of_the_french_ones() -> None:
    offers, told = read("woocommerce_polylang.csv")
    assert list(offers) == ["TH-VERT", "TS", "TS-BL"], "one SKU in two languages is one offer"
    assert offers["TH-VERT"].words == {
        "en": {"name": "Green tea", "category": "Teas", "description": "A Chinese green tea."}
    }
    blue = offers["TS-BL"]
    assert (blue.name, blue.parent, blue.options) == ("Tee-shirt - Bleu", "TS", {"Couleur": "Bleu"})
    assert blue.words["en"] == {"name": "T-shirt - Blue", "option Couleur": "Colour", "choice Couleur": "Blue"}
    assert told == ["4: this line is in `de`; the store speaks fr, en; it was passed over"]


def test_wpmls_lines_are_grouped_by_its_meta_columns() -> None:
    offers, told = read("woocommerce_wpml.csv")
    assert [(one.name, one.words) for one in offers.values()] == [
        ("Miel de lavande", {"en": {"name": "Lavender honey", "category": "Honeys"}}),
        ("Nougat", {}),
    ]
    assert told == ["4: `Name (en)` is empty here; `Name` is shown as it is"]


def test_a_product_in_another_language_alone_is_what_is_sold() -> None:
    lines = [Line(2, {"Name": "Lavender honey", "Language": "en", "Translation group": "g"})]
    kept, told = folded(lines, ("fr", "en"))
    assert (kept, told) == ([Line(2, {"Name": "Lavender honey"})], [])


def test_without_languages_lines_stay_as_they_are() -> None:
    lines = [Line(2, {"Name": "Miel"})]
    assert folded(lines, ("fr", "en")) == (lines, [])


def test_polylangs_columns_are_known_by_what_stands_in_them_whatever_they_are_called() -> None:
    for language, group in (("Langue", "Translation group"), ("Sprache", "Übersetzungsgruppe")):
        lines = [
            Line(2, {"Name": "Miel", language: "fr", group: "pll_5cb6f1a2b3c4d"}),
            Line(3, {"Name": "Honey", language: "en", group: "pll_5cb6f1a2b3c4d"}),
        ]
        assert folded(lines, ("fr", "en")) == ([Line(2, {"Name": "Miel", "Name (en)": "Honey"})], [])
