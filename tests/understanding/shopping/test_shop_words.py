"""What shops sell, asked for in the other language."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.understanding.shopping.offer_words import tokens
from bot.understanding.shopping.shop_words import in_the_other_language
from bot.understanding.shopping.sold_offers import SoldOffers
from bot.web.imports.product_exports import Shopify
from bot.web.imports.product_rows import Products
from bot.web.imports.tables import lines_of, text_of

FILE = Path(__file__).resolve().parents[2] / "data" / "products" / "shopify.csv"


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("canape", ("sofa", "couch")),
        ("sofa", ("canape",)),
        ("gris", ("grey", "gray")),
        ("grise", ("grey", "gray")),
        ("grinder", ("moulin",)),
        ("livre", ()),
        ("argent", ()),
        ("sofas", ("canape",)),
    ],
)
def test_a_word_in_the_other_language(word: str, others: tuple[str, ...]) -> None:
    assert in_the_other_language(tokens(word)[0]) == others


@pytest.fixture(scope="module")
def sold() -> SoldOffers:
    return SoldOffers({}, Products("shopify.csv", "EUR", Shopify()).offers(lines_of(text_of(FILE.read_bytes()))), ())


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("vous avez un fauteuil rose ?", "pink-armchair"),
        ("une lampe en cuivre", "copper-light"),
        ("un pot en argile pour une plante", "clay-plant-pot"),
        ("a pink armchair", "pink-armchair"),
    ],
)
def test_french_words_find_english_offers(sold: SoldOffers, text: str, first: str) -> None:
    _, found = sold.search(text)
    assert found[0].id.startswith(first)


@pytest.mark.parametrize("text", ["vous livrez en Suisse ?", "quels sont vos horaires", "je veux mon argent"])
def test_what_is_no_offer_finds_none(sold: SoldOffers, text: str) -> None:
    assert sold.search(text) == (None, ())
