"""Each order is waited for by itself, and one that is over by nobody."""

from __future__ import annotations

import pytest

from tests.engine.chat import Chat, Opens, playbook

NEWS = """
flow: news
title: Nouvelles du colis
purpose: service
starts: [{ event: order.shipped }]
steps:
  - say: "Partie : {{ order.number | default: '?' }}"
  - wait: { event: order.delivered, at_most: 6 days, late: { go: late } }
  - say: "Arrivée : {{ order.number | default: '?' }}"
  - stop: delivered
  - id: late
    say: "Où est {{ order.number | default: '?' }} ?"
  - stop: late
"""


def shipped(chat: Opens, *numbers: str) -> Chat:
    lea = chat(playbook(NEWS)).says("merci").hears("plaisir")
    for number in numbers:
        lea.shop("order.confirmed", number=number).shop("order.shipped", number=number).hears(f"Partie : {number}")
    return lea


def test_each_of_two_orders_has_its_own_news(chat: Opens) -> None:
    lea = shipped(chat, "A", "B").shop("order.delivered", number="B").hears("Arrivée : B")
    lea.hears_nothing().waits(days=5).shop("order.delivered", number="A").hears("Arrivée : A")
    lea.waits(days=9).hears_nothing()


def test_the_same_order_is_not_told_of_twice(chat: Opens) -> None:
    lea = shipped(chat, "A").shop("order.shipped", number="A", id="77").hears_nothing()
    lea.shop("order.delivered", id="77").hears("Arrivée : A").waits(days=9).hears_nothing()


def test_what_names_no_order_is_of_the_one_that_is_waited_for(chat: Opens) -> None:
    shipped(chat, "A").shop("order.delivered").hears("Arrivée : A").waits(days=9).hears_nothing()


@pytest.mark.parametrize("news", ["order.cancelled", "order.returned", "order.refunded"])
def test_nobody_asks_for_a_parcel_that_is_not_on_its_way_any_more(chat: Opens, news: str) -> None:
    lea = shipped(chat, "A", "B").shop(news, number="A").hears_nothing()
    lea.ends(news.removeprefix("order."))
    lea.waits(days=9).hears("Où est B").hears_nothing()


def test_a_part_that_comes_back_ends_no_wait(chat: Opens) -> None:
    lines = [{"id": "1", "name": "Huila", "quantity": 2}]
    lea = shipped(chat, "A").shop("order.shipped", number="A", lines=lines)
    lea.shop("order.returned", number="A", **{"return": {"id": "r", "lines": [{"id": "1", "quantity": 1}]}})
    lea.shop("order.delivered", number="A").hears("Arrivée : A")
