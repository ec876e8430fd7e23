"""What a flow or the customer says of buying again is kept, moves the day, and is heard by the journeys."""

from __future__ import annotations

from datetime import date

from tests.engine.renewal.test_renewing import Opens, due, known, line, shop_book

BUTTONS = """
flow: renew
title: Reprendre du café
purpose: service
steps:
  - id: q
    ask: "Encore ? {{ offer.name | default: '?' }}"
    as: choice
    choices:
      - Pas avant juin:
          - set: { customer.renewal: "2026-06-01" }
          - stop: postponed
      - Il en reste:
          - set: { customer.renewal: still_some }
          - stop: postponed
      - Autre marque:
          - set: { customer.renewal: switched }
          - stop: switched
      - Rien:
          - set: { customer.renewal: nonsense }
          - stop: nothing
"""


def asked(chat: Opens) -> object:
    lea = known(chat, shop_book(BUTTONS)).shop("order.confirmed", number="A", lines=[line("kilo")])
    return lea.waits(days=26).hears("Encore ? Café 1 kg")


def test_a_day_that_a_flow_was_told_is_the_day_and_it_is_asked_again_then(chat: Opens) -> None:
    lea = known(chat, shop_book(BUTTONS)).shop("order.confirmed", number="A", lines=[line("kilo")])
    lea.waits(days=26).hears("Encore ?").presses("Pas avant juin").ends("postponed")
    assert due(lea) == date(2026, 6, 1)
    lea.until(lea.now.replace(month=5, day=31)).hears_nothing()
    lea.waits(days=2).hears("Encore ?")


def test_some_is_left(chat: Opens) -> None:
    lea = known(chat, shop_book(BUTTONS)).shop("order.confirmed", number="A", lines=[line("kilo")])
    lea.waits(days=26).hears("Encore ?").presses("Il en reste")
    assert due(lea) == date(2026, 4, 4)
    lea.hears_nothing()


def test_another_brand_ends_it_is_kept_and_felt_until_they_buy_again(chat: Opens) -> None:
    lea = known(chat, shop_book(BUTTONS)).shop("order.confirmed", number="A", lines=[line("kilo")])
    lea.waits(days=26).hears("Encore ?").presses("Autre marque")
    assert due(lea) is None
    assert lea.fact("changed_brand") == "café"
    assert [state.stage for state in lea.customer.journeys] == ["discovery"]
    assert lea.customer.relationship is not None
    assert any("a changé de marque" in why for why in lea.why())
    lea.waits(days=200).hears_nothing()
    lea.shop("order.confirmed", number="B", lines=[line("kilo")])
    assert due(lea) is not None
    assert "changed_brand" not in lea.customer.facts


def test_what_is_no_word_and_no_day_says_nothing(chat: Opens) -> None:
    lea = known(chat, shop_book(BUTTONS)).shop("order.confirmed", number="A", lines=[line("kilo")])
    lea.waits(days=26).hears("Encore ?").presses("Rien")
    assert due(lea) == date(2026, 4, 1)


def test_the_same_again_lies_in_the_cart_at_todays_price(chat: Opens) -> None:
    same = BUTTONS.replace("nonsense", "same")
    lea = known(chat, shop_book(same)).shop("order.confirmed", number="A", lines=[{**line("kilo", 2), "price": 30}])
    lea.waits(days=56).hears("Encore ?").presses("Rien")
    assert lea.customer.cart is not None
    assert [(one.offer, one.quantity, one.price) for one in lea.customer.cart.lines] == [("kilo", 2, 32)]
    assert lea.customer.cart.total == 64
