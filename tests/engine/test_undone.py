"""An order that was cancelled in the chat is cancelled for the whole playbook."""

from __future__ import annotations

from bot.playbook import build
from tests.engine.chat import Chat, book_files
from tests.engine.ordering import CATALOGUE, STORE, line

HUILA = {"id": "c1", "lines": [line("huila", 2)]}
BUY = """
flow: buy
title: Commander
purpose: service
starts: [{ intent: buy }]
examples: [je commande]
steps:
  - order: { from: cart, confirmed: payment, cancelled: none }
  - id: payment
    wait: { event: order.confirmed, at_most: 2 hours, late: { go: late } }
  - stop: converted
  - id: late
    say: Je n’ai pas vu passer le paiement.
  - stop: late
  - id: none
    stop: none
"""
CHANGE = """
flow: change
title: Changer
purpose: service
starts: [{ intent: change }]
examples: [changer ma commande]
steps:
  - order: { from: order, confirmed: kept, cancelled: gone }
  - id: kept
    stop: kept
  - id: gone
    say: Une autre fois.
  - stop: gone
"""
TOLD = """
flow: told
title: Annulée
purpose: service
starts: [{ event: order.cancelled }]
steps:
  - say: "Votre commande a été annulée par la boutique."
"""
ASKED = """
flow: asked
title: Avis
purpose: service
steps:
  - say: "Alors, ce café ?"
"""
JOURNEY = """
journey: purchase
title: Achat
stages: [discovery: {}, purchase: {}]
signals:
  - { on: order.created, moves: purchase }
  - { on: order.cancelled, moves: discovery, relationship: -5 }
follow_ups:
  - { start: asked, on: order.created, after: 3 days, unless: [order.cancelled] }
"""


def ordered() -> Chat:
    files = book_files(BUY, CHANGE, TOLD, ASKED, store=STORE, journey=JOURNEY)
    checked = build({**files, "flows/catalog/offers.csv": CATALOGUE})
    assert checked.playbook is not None, [str(fault) for fault in checked.faults]
    lea = Chat(checked.playbook, postcode="69002").shop("cart.updated", **HUILA)
    lea.says("je commande", means="flow:buy").hears("Comment").says("point relais").hears("Je valide")
    return lea.says("je confirme")


def test_nobody_asks_for_the_payment_of_an_order_that_they_have_cancelled() -> None:
    lea = ordered()
    lea.shop("order.created", reference=lea.customer.orders[-1].key)
    lea.says("changer ma commande", means="flow:change").hears("Tout est juste").says("annuler la commande")
    lea.hears("est annulée").hears("Une autre fois").hears_nothing()
    assert [state.stage for state in lea.customer.journeys] == ["discovery"]
    lea.waits(days=5).hears_nothing()
    assert lea.customer.parked == ()


def test_the_shops_word_on_it_afterwards_is_no_news() -> None:
    lea = ordered().says("changer ma commande", means="flow:change").hears("Tout est juste").says("annuler la commande")
    lea.hears("est annulée").hears("Une autre fois")
    lea.shop("order.cancelled", reference=lea.customer.orders[-1].key).hears_nothing()


def test_an_order_that_the_shop_cancels_is_told_and_waited_for_no_more() -> None:
    lea = ordered()
    lea.shop("order.cancelled", reference=lea.customer.orders[-1].key).hears("annulée par la boutique")
    lea.waits(days=5).hears_nothing()


def test_what_is_paid_late_is_asked_for_as_ever() -> None:
    ordered().waits(hours=3).hears("Je n’ai pas vu passer le paiement")
