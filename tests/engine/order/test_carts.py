"""Carts: changed, left behind by our own clock or the shop's word, bought."""

from __future__ import annotations

from datetime import timedelta

from bot.model.events import ShopReported
from tests.engine.chat import Chat, Opens, playbook

REMINDER = """
flow: reminder
title: Panier
purpose: service
starts: [{ event: cart.abandoned }]
steps:
  - say: "Panier {{ cart.id | default: '?' }} : {{ cart.total }}"
"""


def known(chat: Opens) -> Chat:
    return chat(playbook(REMINDER)).says("merci").hears("plaisir")


def test_a_cart_that_nothing_happens_to_is_left_behind(chat: Opens) -> None:
    lea = known(chat).shop("cart.updated", id="c", total=20, abandoned_after=60).waits(minutes=50)
    lea.shop("cart.updated", id="c", total=30, abandoned_after=60).waits(minutes=50).hears_nothing()
    lea.waits(minutes=11).hears("Panier c : 30").waits(days=2).hears_nothing()


def test_a_shop_that_tells_itself_is_not_asked_again(chat: Opens) -> None:
    lea = known(chat).shop("cart.updated", id="c", total=20).waits(days=1).hears_nothing()
    lea.shop("cart.abandoned", id="c").hears("Panier c : 20").shop("cart.abandoned", id="c").hears_nothing()


def test_a_cart_that_was_bought_is_not_left_behind(chat: Opens) -> None:
    lea = known(chat).shop("cart.updated", id="c", total=20, abandoned_after=60).shop("order.confirmed", id=1, cart="c")
    lea.waits(days=1).hears_nothing()
    assert lea.customer.cart is not None
    assert lea.customer.cart.ordered
    lea.shop("cart.updated", id="c", total=20, abandoned_after=60).waits(days=1).hears_nothing()


def test_an_order_that_does_not_name_its_cart_is_of_the_one_in_hand(chat: Opens) -> None:
    lea = known(chat).shop("cart.updated", id="c", total=20, abandoned_after=60).shop("order.paid", id=1)
    lea.waits(days=1).hears_nothing()


def test_another_order_leaves_the_cart_alone(chat: Opens) -> None:
    lea = known(chat).shop("cart.updated", id="c", total=20, abandoned_after=60).shop("order.paid", id=1, cart="other")
    lea.waits(hours=2).hears("Panier c : 20")


def test_older_news_of_a_cart_change_nothing(chat: Opens) -> None:
    lea = known(chat).shop("cart.updated", id="c", total=20)
    before = lea.now - timedelta(hours=3)
    lea.meets(ShopReported(id="", name="cart.updated", data={"id": "c", "total": 5}, happened_at=before))
    assert lea.customer.cart is not None
    assert lea.customer.cart.total == 20


def test_a_cart_that_is_completed_is_bought(chat: Opens) -> None:
    lea = (
        known(chat)
        .shop("cart.updated", id="c", total=20, abandoned_after=60)
        .shop("cart.updated", id="c", ordered=True)
    )
    lea.waits(days=1).hears_nothing()
