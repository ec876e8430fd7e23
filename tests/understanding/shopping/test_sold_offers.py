"""What is sold now: the playbook's offers and the imported ones."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from bot.model.message import Reading
from bot.model.offer import Attribute, Offer
from bot.rules.offers.catalogue import Plain
from bot.understanding.shopping import sold_offers
from bot.understanding.shopping.sold_offers import SoldOffers
from tests.understanding.shop import shop, shop_in_english

BOOK = shop()
VOLTA = Offer(
    id="volta",
    name="Machine Volta",
    category="machine",
    price=Decimal(199),
    stock={"": 3},
    attributes={"bruit": Attribute(48, "dB")},
)
CHEAPER = Offer(id="aroma-2", name="x", price=Decimal(299), stock={"": 9})


def sold(*imported: Offer) -> SoldOffers:
    return SoldOffers(BOOK.offers, imported, BOOK.criteria)


def ids(shop: SoldOffers, text: str) -> list[str]:
    return [one.id for one in shop.search(text)[1]]


def test_the_playbooks_own_are_its_very_own() -> None:
    assert sold().get("aroma-2") is BOOK.offers["aroma-2"]
    assert sold().get("nothing") is None
    assert len(sold()) == len(BOOK.offers)


def test_imported_ones_are_found_beside_them() -> None:
    shop = sold(VOLTA)
    assert shop.get("volta") == VOLTA
    assert ids(shop, "machine silencieuse à moins de 400 €")[0] == "volta"
    assert "volta" in shop.similar("brio-mini", 4)


def test_who_says_only_what_it_may_cost_finds_the_dearest_of_each_kind() -> None:
    shop = sold(VOLTA)
    by_kind = [shop.get(id_) for id_ in ids(shop, "quelque chose à moins de 300 euros")]
    kinds = [offer.category for offer in by_kind if offer is not None]
    assert len(kinds) == len(set(kinds)) > 1
    prices = [offer.price for offer in by_kind if offer is not None and offer.price is not None]
    assert prices == sorted(prices, reverse=True)
    assert all(price <= 300 for price in prices)
    assert ids(shop, "anything under 300 €") == ids(shop, "quelque chose à moins de 300 euros")
    cheaper = shop.changed([replace(VOLTA, price=Decimal(295))])
    assert ids(cheaper, "a present for 300 euros max")[0] == "volta"


@pytest.mark.parametrize("text", ["environ 190 euros", "190 €", "un truc vers 190 euros", "a gift, about €190"])
def test_who_says_about_what_it_may_cost_finds_the_nearest_of_each_kind(text: str) -> None:
    shop = sold(VOLTA)
    found = [offer for id_ in ids(shop, text) if (offer := shop.get(id_)) is not None and offer.price is not None]
    far = [abs(offer.price - 190) for offer in found if offer.price is not None]
    assert found[0].id == "moulin"
    assert far == sorted(far)
    assert len({offer.category for offer in found}) == len(found) > 1
    assert all(away <= 76 for away in far), "what costs half as much is not about as dear"
    assert ids(shop, "9000 euros") == []


def test_a_price_with_anything_else_or_without_an_upper_end_is_no_such_wish() -> None:
    for text in (
        "livraison à 300 euros",
        "livraison à moins de 300 euros",
        "pas moins de 300 euros",
        "plus de 300 euros",
    ):
        assert ids(sold(), text) == [], text


def test_an_import_renews_price_and_stock() -> None:
    aroma = sold(CHEAPER).get("aroma-2")
    assert aroma is not None
    assert (aroma.name, aroma.price, aroma.stock) == ("Machine Aroma 2", Decimal(299), {"": 9})
    assert ids(sold(CHEAPER), "machine silencieuse à moins de 310 €")[0] == "aroma-2"


def test_a_change_makes_another_catalogue_and_leaves_the_first() -> None:
    before = sold(VOLTA)
    after = before.changed([CHEAPER, replace(VOLTA, stock={"": 0})]).changed([replace(VOLTA, price=Decimal(149))])
    assert before.get("volta") == VOLTA
    found = after.get("volta")
    assert found is not None
    assert found.price == Decimal(149)
    assert ids(after, "machine à moins de 160 €") == ["volta"]
    aroma = after.get("aroma-2")
    assert aroma is not None
    assert aroma.price == Decimal(299)
    assert len(after) == len(before)


def test_many_changes_are_packed_anew() -> None:
    many = [replace(VOLTA, id=f"v-{number}", name=f"Volta {number}") for number in range(sold_offers.MANY + 10)]
    shop = sold(VOLTA, CHEAPER).changed(many).changed([replace(VOLTA, price=Decimal(149))])
    assert len(shop) == len(BOOK.offers) + 1 + len(many)
    assert shop.get("v-7") == many[7]
    aroma = shop.get("aroma-2")
    assert aroma is not None
    assert aroma.price == Decimal(299)


def test_likeness_is_the_same_as_without_an_index() -> None:
    for id_ in BOOK.offers:
        assert sold().similar(id_, 4) == Plain(BOOK.offers).similar(id_, 4)
    assert sold().similar("nothing", 4) == ()


def test_what_asks_for_something_else_is_left_alone() -> None:
    assert sold().search("quel est le délai de livraison ?") == (None, ())
    assert sold().search("ma commande arrive quand, je pars en vacances avec une machine ?")[0] is None
    reading = Reading("fr", reader="lexical/1")
    assert sold().read(reading, "bonjour") is reading
    assert [one.id for one in sold().read(reading, "un moulin").offers] == ["moulin"]


def test_an_offer_is_found_by_its_sku_as_it_is_now() -> None:
    before = sold(replace(VOLTA, sku="VO 1"))
    after = before.changed([replace(VOLTA, sku="VO 2")])
    assert (before.by_sku("VO 1"), before.by_sku("VO 2"), before.by_sku("")) == ("volta", None, None)
    assert (after.by_sku("VO 1"), after.by_sku("VO 2")) == (None, "volta")


def both(*imported: Offer) -> SoldOffers:
    """Return what is sold by the shop that has its offers in English too."""
    book = shop_in_english()
    return SoldOffers(book.offers, imported, book.criteria, book.offer_words)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the quiet machine under 400 euros", "aroma-2"),
        ("a machine that is not noisy, quiet, under 400", "aroma-2"),
        ("the grinder", "moulin"),
        ("an electric grindr", "moulin"),
        ("I need a desclaer", "detartrant"),
        ("jasmine coffee", "yirga"),
        ("a machine with a steam wand", "forza"),
        ("beans from ethiopia", "yirga"),
        ("un moulin électrique", "moulin"),
        ("café d'éthiopie", "yirga"),
    ],
)
def test_an_offer_is_found_by_its_name_in_either_language(text: str, found: str) -> None:
    assert ids(both(), text)[0] == found


def test_a_kind_is_named_in_either_language_and_what_it_is_comes_last_in_english() -> None:
    shop = both(VOLTA)
    assert {shop.get(one).category for one in ids(shop, "a coffee machine")} == {"machine"}  # sold
    assert {shop.get(one).category for one in ids(shop, "do you have coffee?")} == {"café"}  # sold
    assert ids(shop, "coffee grinder") == ["moulin"]
    assert ids(shop, "moulin à café") == ["moulin"]
    assert ids(shop, "cleaning and care") == ["detartrant"]


def test_what_is_imported_is_found_by_the_words_of_the_catalogue_too() -> None:
    burr = Offer(id="burr", name="Moulin Nacre", category="moulin", price=Decimal(99), stock={"": 3})
    assert ids(both(burr), "a grinder under 150 euros") == ["burr"]
    later = both().changed([burr])
    assert ids(later, "a grinder under 150 euros") == ["burr"]


def test_what_is_ordered_is_named_and_counted_in_either_language() -> None:
    reading = both().read(Reading("en", reader="test"), "2 gentle descalers and one lima grinder")
    assert [(one.offers, one.quantity) for one in reading.named] == [(("detartrant",), 2), (("moulin",), 1)]


ARROSOIR = Offer(
    id="arrosoir",
    name="Arrosoir en cuivre",
    category="jardin",
    price=Decimal(34),
    stock={"": 3},
    words={"en": {"name": "Copper watering can", "category": "outdoors", "description": "For herbs."}},
    description="Pour les aromates.",
)


def test_an_imported_offer_is_found_by_its_own_words_in_either_language() -> None:
    for packed in (both(ARROSOIR), both().changed([ARROSOIR])):
        for text in ("a watering can", "un arrosoir", "something for the outdoors", "herbs", "les aromates"):
            assert ids(packed, text) == ["arrosoir"], text
        assert [one.offers for one in packed.read(Reading("en"), "two watering cans please").named] == [("arrosoir",)]


def test_what_a_word_of_imported_offers_is_elsewhere_is_told_as_it_is_now() -> None:
    before = both(ARROSOIR)
    assert before.said("Arrosoir en cuivre") == {"en": "Copper watering can"}
    assert (before.said("jardin"), before.said("moulin"), before.said("")) == ({"en": "outdoors"}, {}, {})
    after = before.changed([replace(ARROSOIR, words={"en": {"name": "Watering can"}})])
    assert after.said("Arrosoir en cuivre") == {"en": "Watering can"}
    assert after.said("jardin") == {"en": "outdoors"}


def test_an_import_that_renews_one_of_the_playbooks_brings_words_for_what_it_fills_in() -> None:
    news = replace(CHEAPER, description="Neuve.", words={"en": {"name": "y", "description": "New."}})
    renewed = both(news).get("aroma-2")
    assert renewed is not None
    assert renewed.words == ({"en": {"description": "New."}} if not BOOK.offers["aroma-2"].description else {})


def test_what_is_named_is_read_with_its_short_forms_written_out() -> None:
    named = sold().read(Reading("fr"), "ok jpren la brio mini").named
    assert [one.offers for one in named] == [("brio-mini",)]
