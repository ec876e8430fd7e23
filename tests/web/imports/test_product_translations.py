"""Shopify's export of translations, after its export of products."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.model.offer import Offer
from bot.web.imports.product_file import FileRead, Shop, read_file
from bot.web.imports.product_translations import is_translations, translated
from bot.web.imports.tables import Line, Unreadable, lines_of

DATA = Path(__file__).resolve().parents[2] / "data" / "products"
SHOP = Shop("EUR", ("fr", "en"), date(2026, 3, 2))


def read(name: str, known: list[Offer]) -> FileRead:
    return read_file(name, list(lines_of((DATA / name).read_text("utf-8"))), known, SHOP)


def french() -> list[Offer]:
    """Return the products as an export without a column of English has them."""
    lines = [line for line in lines_of((DATA / "shopify_in_english.csv").read_text("utf-8")) if isinstance(line, Line)]
    bare = [Line(one.number, {name: text for name, text in one.cells.items() if "(en)" not in name}) for one in lines]
    return read_file("products.csv", bare, [], SHOP).offers


def test_translations_are_the_words_of_the_offers_that_say_their_texts() -> None:
    found = read("shopify_translations.csv", french())
    offers = {one.id: one for one in found.offers}
    in_columns = {one.id: one for one in read("shopify_in_english.csv", []).offers}
    assert not found.is_list
    for id_ in ("pot-en-terre", "pot-en-terre.Petit", "pot-en-terre.Grand"):
        assert offers[id_].words["en"] | {"attribute Matière": "Matière"} == in_columns[id_].words["en"] | {
            "attribute Matière": "Matière"
        }
    assert offers["arrosoir-cuivre"].words == {"en": {"category": "Outdoor"}}
    assert [f"{one.line}: {one.reason}" for one in found.told] == [
        "10: this line is in `de`; the store speaks fr, en; it was passed over",
        "11: this line has no translation in `en`; the text is shown as it is",
        "13: the text of this line is none of an imported offer; it was passed over",
    ]
    assert all(one.kept for one in found.told)


def test_the_same_again_changes_nothing() -> None:
    once = read("shopify_translations.csv", french()).offers
    known = {one.id: one for one in french()} | {one.id: one for one in once}
    assert read("shopify_translations.csv", list(known.values())).offers == []


def test_a_line_that_can_not_be_read_is_left_out() -> None:
    _, told = translated([Unreadable(3, "no")], [], ("fr", "en"))
    assert [(one.line, one.kept) for one in told] == [(3, False)]
    assert not is_translations(frozenset({"type", "name"}))
