"""What the shop says."""

from __future__ import annotations

import pytest

from bot.model.address import Address
from bot.model.events import ShopReported
from bot.playbook.compiled import Playbook
from bot.rules.order.order_news import MOST_LINES
from bot.rules.order.order_values import cart_values, order_values
from tests.engine.chat import Opens, playbook

LISTENS = """
flow: listens
title: Suites
purpose: service
starts: [{ event: order.delivered }]
steps:
  - say: "Commande {{ order.number | default: '?' }}, {{ event.city | default: 'sans ville' }}."
  - wait: { event: customer.replied, at_most: 2 days, late: { stop: silent } }
  - say: Merci de votre mot.
  - stop: replied
"""


def test_an_event_starts_a_flow_that_sees_it(chat: Opens) -> None:
    lea = chat(playbook(LISTENS)).says("merci").hears("plaisir")
    lea.shop("order.confirmed", number="A7", total=20).shop("order.delivered", number="A7", city="Lyon")
    lea.hears("Commande A7, Lyon.")
    known = {"number": "A7", "total": 20, "city": "Lyon", "status": "delivered", "placed": True}
    assert order_values(lea.customer.orders[-1]) == known


def test_a_word_of_the_customers_ends_a_wait_for_it(chat: Opens) -> None:
    lea = chat(playbook(LISTENS)).says("merci").hears("plaisir").shop("order.delivered").hears("sans ville")
    lea.says("super").hears("Merci de votre mot").ends("replied")
    lea.shop("order.delivered").hears("sans ville").waits(days=3).hears_nothing().ends("silent")


def test_orders_are_counted_once_each(chat: Opens, book: Playbook) -> None:
    lea = chat(book).shop("order.confirmed", number="1").shop("order.confirmed", number="1")
    assert lea.fact("orders_count") == 1
    assert lea.shop("order.confirmed", number="2").customer.facts["orders_count"] == 2


def test_another_order_takes_nothing_from_the_last_one(chat: Opens, book: Playbook) -> None:
    lea = chat(book).shop("order.confirmed", number="1", gift=True).shop("order.confirmed", number="2")
    assert order_values(lea.customer.orders[-1]) == {"number": "2", "status": "confirmed", "placed": True}


def test_what_is_too_large_to_carry_is_cut_to_its_plain_values(chat: Opens, book: Playbook) -> None:
    lea = chat(book).shop("cart.updated", total=12, lines=["x" * 50] * 1000, note="y" * 30_000)
    assert lea.customer.cart is not None
    shown = cart_values(lea.customer.cart)
    assert (shown["total"], shown["note"]) == (12, "y" * 200)
    assert shown["items_count"] == MOST_LINES


ASKED = """
flow: asked
title: Avis
purpose: service
steps:
  - say: "Alors, la commande {{ order.number | default: '?' }} ?"
"""
ASKS = """
journey: purchase
stages: [discovery: {}]
follow_ups:
  - { start: asked, on: order.delivered, after: 3 days, unless: [order.returned, order.cancelled, order.confirmed] }
"""


def test_what_becomes_of_one_order_calls_off_what_is_planned_about_that_one_alone(chat: Opens) -> None:
    lea = chat(playbook(ASKED, journey=ASKS)).says("merci").hears("plaisir")
    lea.shop("order.delivered", number="1").shop("order.returned", number="2").waits(days=4).hears("la commande 1")
    lea.shop("order.delivered", number="3").shop("order.cancelled", number="3").waits(days=4)
    lea.hears_nothing(because="order.cancelled")
    lea.shop("order.delivered", number="4").shop("order.confirmed", number="5").waits(days=4)
    lea.hears_nothing(because="order.confirmed")


def test_a_newcomer_is_written_to_where_the_shop_says(chat: Opens) -> None:
    lea = chat(playbook(LISTENS.replace("{{ event.city | default: 'sans ville' }}", "merci")))
    phone = Address("sms", "+33612345678")
    lea.meets(ShopReported(id="", name="order.delivered", data={"number": "A7"}, address=phone)).hears("A7")
    assert [known.address for known in lea.customer.addresses] == [phone]


PAYMENT = """
flow: payment
title: Le paiement
purpose: service
starts: [{ event: order.created }]
steps:
  - wait: { event: order.confirmed, at_most: 2 hours, late: { go: late } }
  - say: C’est payé.
  - stop: converted
  - id: late
    say: Pas vu de paiement.
"""


@pytest.mark.parametrize("news", ["order.confirmed", "order.paid", "order.ready_for_pickup"])
def test_who_waits_for_an_order_to_be_confirmed_hears_it_of_what_follows_too(chat: Opens, news: str) -> None:
    lea = chat(playbook(PAYMENT)).says("merci").ignores_what_was_said()
    lea.shop("order.created", number="1").shop(news, number="1").hears("C’est payé.").waits(hours=3).hears_nothing()
