"""Columns in other languages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.model.offer import Offer
from bot.web.imports.product_cells import BadCell
from bot.web.imports.product_exports import Shopify
from bot.web.imports.product_languages import Column, InLanguages, column_of, columns_of, expanded, language_in
from bot.web.imports.product_rows import Products, read_own
from bot.web.imports.tables import Line, lines_of

DATA = Path(__file__).resolve().parents[2] / "data" / "products"
BOTH = ("fr", "en")


def read(
    text: str, make: object = None, known: Mapping[str, Offer] | None = None
) -> tuple[dict[str, Offer], list[str]]:
    lines = list(lines_of(text))
    reads = InLanguages(make or (lambda: read_own), columns_of(lines), BOTH, known or {})  # type: ignore[arg-type] # a class is one
    products = Products("p.csv", "EUR", reads)
    offers = {offer.id: offer for offer in products.offers(lines)}
    return offers, [f"{one.line}: {one.reason}" for one in (*products.told, *reads.told)]


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("Title (en)", Column("Title", "en")),
        ("Nom [Anglais]", Column("Nom", "en")),
        ("Description (en-GB)", Column("Description", "en")),
        ("name_en", Column("name", "en")),
        ("name.en", Column("name", "en")),
        ("Option1 Name (en)", Column("Option1 Name", "en")),
        ("attr.couleur (en)", Column("attr.couleur", "en")),
        ("Valeur(s) de l’attribut 1 (en)", Column("Valeur(s) de l’attribut 1", "en")),
        ("Title (de)", Column("Title", "de")),
        ("Price (en)", Column("Price", "en")),
        ("attr.volume (ml)", None),
        ("Weight (kg)", None),
        ("attr.bruit (dB)", None),
        ("stock.fr", None),
        ("Title", None),
        ("Bruit (product.metafields.custom.bruit)", None),
    ],
)
def test_which_columns_are_in_a_language(name: str, column: Column | None) -> None:
    assert column_of(name, BOTH) == column


def test_a_language_is_known_by_its_code_and_its_name() -> None:
    said = ("en", "EN", "en_US", "English", "anglais", "grams", "")
    assert [language_in(one) for one in said] == ["en", "en", "en", "en", "en", "", ""]


def test_shopifys_columns_are_read_as_its_own_are() -> None:
    offers, told = read((DATA / "shopify_in_english.csv").read_text("utf-8"), Shopify)
    pot, large = offers["pot-en-terre"], offers["pot-en-terre.Grand"]
    assert (pot.name, pot.description) == (
        "Pot en terre cuite",
        "Un pot tourné à la main, pour les plantes d’intérieur.",
    )
    english = pot.words["en"]
    assert english["name"] == "Clay Plant Pot"
    assert english["description"] == "Classic blown clay pot for plants", "without its HTML"
    assert (english["category"], english["value Matière"]) == ("Outdoor", "terracotta")
    assert (large.name, large.words["en"]["name"]) == ("Pot en terre cuite (Grand)", "Clay Plant Pot (Large)")
    assert (large.words["en"]["option Taille"], large.words["en"]["choice Taille"]) == ("Size", "Large")
    assert told == ["4: `Body (HTML) (en)` is empty here; `Body (HTML)` is shown as it is"]


def test_a_column_in_the_first_language_is_the_text_itself() -> None:
    offers, told = read("id,name_fr,name_en,price\na,Tasse,Cup,9\nb,Mug,Mug,8\n")
    assert [(one.name, one.words) for one in offers.values()] == [
        ("Tasse", {"en": {"name": "Cup"}}),
        ("Mug", {}),
    ]
    assert told == []


def test_a_list_of_translations_alone_is_of_what_was_imported_before() -> None:
    known = {"a": Offer(id="a", name="Tasse", description="Bleue.", options={"taille": "grande"})}
    offers, told = read("id,name,description (en),option.taille (en),price\na,Tasse,Blue.,large,9\n", known=known)
    assert offers["a"].words == {"en": {"description": "Blue.", "choice taille": "large"}}
    assert told == []


def test_what_is_amiss_in_a_column_is_told_once_where_it_begins_and_the_lines_are_kept() -> None:
    text = (
        "id,name,name (en),name (de),price,price (en),description,description (en)\n"
        "a,Tasse,,Tasse,9,10,,Blue.\nb,Bol,,,8,,Rond.,Round.\nc,Pot,Pot,,7,,,\nd,Vase,,,7,,,\ne,XL,,,7,,,\n"
    )
    offers, told = read(text)
    assert (list(offers), offers["b"].words) == (["a", "b", "c", "d", "e"], {"en": {"description": "Round."}})
    assert told == [
        "1: the column `name (de)` is in `de`; the store speaks fr, en; it was passed over",
        "1: the column `price (en)` was passed over: `price` is no text that is translated",
        "2: `name (en)` is empty here; `name` is shown as it is (and on 2 more: 3, 5)",
        "2: `description (en)` translates nothing here: `description` is empty",
    ]


def test_words_that_can_not_be_read_are_told_and_the_offer_stays() -> None:
    def once(line: Line, currency: str) -> tuple[Offer, ...]:
        if line.cells["name"] == "Cup":
            raise BadCell("no cup")
        return read_own(line, currency)

    offers, told = read("id,name,name (en),price\na,Tasse,Cup,9\n", lambda: once)
    assert (offers["a"].name, offers["a"].words) == ("Tasse", {})
    assert told == ["2: the words in `en` can't be read here: no cup"]


def test_json_may_have_its_texts_by_language() -> None:
    offers, told = read('{"id": "a", "name": {"fr": "Tasse", "en": "Cup"}, "price": 9, "stock": {"lyon": 2}}\n')
    assert (offers["a"].name, offers["a"].words, offers["a"].stock) == ("Tasse", {"en": {"name": "Cup"}}, {"lyon": 2})
    assert told == []
    assert expanded({"stock": {"lyon": 2}}) == {"stock": {"lyon": 2}}
