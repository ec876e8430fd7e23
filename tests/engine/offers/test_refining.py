"""What was listed, wanted otherwise: what was asked for before still holds, and where there is none, that is said."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from bot.engine.offers.refining import keeps
from bot.model.message import Reading
from bot.model.offer import Attribute, Offer, Sought, Wanted
from bot.playbook import build
from bot.playbook.compiled import Playbook
from bot.understanding.shopping.sold_offers import SoldOffers
from tests.engine.chat import Chat, Opens, book_files
from tests.understanding.shop import ATTRIBUTES, OFFERS


@pytest.fixture
def shop() -> Playbook:
    files = book_files() | {"flows/catalog/a.csv": OFFERS, "flows/catalog/attributes.yaml": ATTRIBUTES}
    files["flows/store.yaml"] += "points_of_sale: [{ id: lyon, name: Lyon }]\n"
    checked = build(files)
    assert checked.playbook is not None, [str(fault) for fault in checked.faults]
    return checked.playbook


def asks(lea: Chat, text: str, *imported: Offer) -> Chat:
    sold = SoldOffers(lea.shelf.current.offers, imported, lea.shelf.current.criteria)
    lea.shelf = replace(lea.shelf, catalogue=sold)
    return lea.reads(text, sold.read(Reading("fr", (), reader="test"), text))


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["une machine à cappuccino à moins de 1500 ?", "et à moins de 400 ?"], ["aroma-2"]),
        (["une machine à cappuccino à moins de 1500 ?", "et plus silencieuse ?"], ["aroma-2"]),  # the nearest
        (["une machine à moins de 300 ?", "et jusqu'à 450 ?"], ["brio-mini", "presto-15", "aroma-2"]),
        (["une machine à moins de 500 ?", "avec un réservoir de plus de 2 litres ?"], ["presto-15"]),
        (["une machine à moins de 500 ?", "moins cher ?"], ["brio-mini"]),
        (["une machine à plus de 400 euros ?", "et plus silencieuse ?"], ["aroma-2"]),
        (["une machine à moins de 300 ?", "autre chose ?"], ["brio-mini"]),  # nothing else keeps the price
    ],
)
def test_a_list_is_narrowed_or_moved(chat: Opens, shop: Playbook, texts: list[str], found: list[str]) -> None:
    lea = chat(shop)
    for text in texts:
        asks(lea, text).ignores_what_was_said()
    assert [id_ for id_, _ in lea.customer.shown[-1].offers.values()] == found


def test_where_nothing_goes_so_far_that_is_said_with_the_nearest(chat: Opens, shop: Playbook) -> None:
    lea = asks(chat(shop), "une machine à moins de 500 ?").ignores_what_was_said()
    asks(lea, "et à moins de 50 ?").hears("Nous n’avons pas cela", "• Machine Brio Mini")


def test_how_it_is_asks_of_those_that_are_listed(chat: Opens, shop: Playbook) -> None:
    lea = asks(chat(shop), "une machine à moins de 400 ?").ignores_what_was_said()
    asks(lea, "et le bruit ?").hears("• Machine Aroma 2\u00a0: bruit 52", "• Machine Brio Mini\u00a0: bruit 56")


def test_cheaper_than_what_is_asked_where_nothing_was_listed(chat: Opens, shop: Playbook) -> None:
    asks(chat(shop), "vous avez quoi de moins cher ?").hears("De quel article")


def test_imported_offers_that_are_like_it_are_looked_through_too(chat: Opens, shop: Playbook) -> None:
    price = Decimal(199)
    volta = Offer(id="volta", name="Machine Volta", category="machine", price=price, currency="EUR", stock={"": 3})
    lea = asks(chat(shop), "une machine à moins de 300 ?", volta).ignores_what_was_said()
    asks(lea, "moins cher ?", volta).ignores_what_was_said()
    asks(lea, "et à moins de 200 ?", volta).hears("• Machine Volta")


@pytest.mark.parametrize(
    ("sought", "kept"),
    [
        (Sought(), True),
        (Sought(at_most=300), True),
        (Sought(at_most=200), False),
        (Sought(around=300), True),
        (Sought(around=500), False),
        (Sought(at_least=300), False),
        (Sought(wanted=(Wanted("bruit", "lower"),)), True),
        (Sought(wanted=(Wanted("bruit", at_most=50),)), False),
        (Sought(wanted=(Wanted("mousseur"),)), False),
        (Sought(wanted=(Wanted("mousseur", at_most=0.0),)), True),
        (Sought(wanted=(Wanted("pression", "higher"),)), False),  # the catalogue does not say
    ],
)
def test_what_an_offer_keeps(sought: Sought, kept: bool) -> None:
    cells = {"bruit": Attribute(56, "dB"), "mousseur": Attribute("non")}
    assert keeps(Offer(id="a", name="A", price=Decimal(279), attributes=cells), sought) is kept
