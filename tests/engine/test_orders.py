"""Orders in a customer's life: each news heard once, whatever its order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.model.effects import ForgetOrder, RecordOrder
from bot.model.events import CustomerImported, ShopReported
from bot.playbook.compiled import Playbook
from bot.rules.order_values import order_values
from tests.engine.chat import Chat, playbook

Opens = Callable[..., Chat]
NEWS = """
flow: news
title: Nouvelles
purpose: service
starts: [{ event: order.confirmed }, { event: order.shipped }, { event: order.delivered }]
steps:
  - say: "{{ event.name }} {{ order.number | default: '?' }} {{ order.status }}"
"""


def known(chat: Opens) -> Chat:
    return chat(playbook(NEWS)).says("merci").hears("plaisir")


def test_the_same_news_twice_are_told_once(chat: Opens) -> None:
    lea = known(chat).shop("order.confirmed", id=1, number="A").hears("order.confirmed A confirmed")
    lea.shop("order.confirmed", id=1, number="A", total=20).hears_nothing()
    assert order_values(lea.customer.orders[0])["total"] == 20


def test_a_parcel_that_has_arrived_is_not_on_its_way(chat: Opens) -> None:
    lea = known(chat).shop("order.delivered", id=1, number="A").hears("order.delivered A delivered")
    lea.shop("order.shipped", id=1, tracking_url="https://suivi.example/1").hears_nothing()
    assert lea.customer.orders[0].tracking.url == "https://suivi.example/1"


def test_a_cancelled_order_is_not_thanked_for_and_not_counted(chat: Opens) -> None:
    lea = known(chat).shop("order.cancelled", id=1).hears_nothing().shop("order.confirmed", id=1).hears_nothing()
    assert lea.customer.facts.get("orders_count", 0) == 0
    lea.shop("order.confirmed", id=2, number="B").hears("B").shop("order.cancelled", id=2)
    assert lea.customer.facts["orders_count"] == 0


def test_an_old_order_counts_and_starts_nothing(chat: Opens) -> None:
    lea = known(chat)
    lea.meets(ShopReported(id="", name="order.paid", data={"id": "9"}, happened_at=lea.now - timedelta(days=90)))
    lea.hears_nothing()
    assert lea.customer.facts["orders_count"] == 1
    assert lea.customer.orders[0].status == "paid"


def test_an_order_of_before_the_shops_own_count_is_in_it(chat: Opens) -> None:
    lea = known(chat).meets(CustomerImported(id="", facts={"orders_count": 3}))
    lea.meets(ShopReported(id="", name="order.paid", data={"id": "9"}, happened_at=lea.now - timedelta(days=90)))
    assert lea.customer.facts["orders_count"] == 3
    lea.waits(hours=1).shop("order.confirmed", id=10, number="C").hears("C")
    assert lea.customer.facts["orders_count"] == 4


def test_two_orders_that_turn_out_to_be_one_are_one(chat: Opens) -> None:
    lea = known(chat).shop("order.created", id=1).shop("order.paid", number="A")
    assert len(lea.customer.orders) == 2
    lea.shop("order.shipped", id=1, number="A").hears("order.shipped A shipped")
    [order] = lea.customer.orders
    assert set(order.milestones) == {"created", "paid", "shipped"}


def test_news_without_a_name_are_of_the_order_in_hand(chat: Opens) -> None:
    lea = known(chat).shop("order.confirmed", number="A").hears("A").shop("order.delivered").hears("order.delivered A")
    lea.shop("order.delivered").hears("order.delivered")
    assert [order.status for order in lea.customer.orders] == ["delivered", "delivered"]


def test_what_changes_is_recorded_and_doubles_are_forgotten(chat: Opens, book: Playbook) -> None:
    lea = chat(book).shop("order.created", id=1).shop("order.paid", number="A")
    lea.shop("order.cancelled", id=1, number="A")
    assert [type(one) for one in lea.effects if isinstance(one, RecordOrder | ForgetOrder)] == [
        RecordOrder,
        ForgetOrder,
    ]
