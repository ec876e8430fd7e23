"""An order that is cancelled in so many words, before it is made and after."""

from __future__ import annotations

import pytest

from bot.model.offer import Named
from tests.engine.chat import Chat
from tests.engine.order.test_order_named import in_lyon, wanting
from tests.engine.ordering import book, flow, lea_with, line, placed

CHANGES = """
flow: order_change
title: Changer ma commande
purpose: service
starts: [{ intent: order_change }]
examples: [je veux changer ma commande]
steps:
  - order: { from: order, confirmed: kept, cancelled: gone, empty: none }
  - id: kept
    say: "Elle reste comme elle est."
  - stop: changed
  - id: gone
    say: "Elle est annulée."
  - stop: cancelled
  - id: none
    say: "Je n’en vois pas."
"""


def ordered() -> Chat:
    """Return a customer whose order the shop has."""
    lea = Chat(book(flow(), CHANGES))
    lea.shop("order.confirmed", id="1", number="M-1", total=8.9, lines=[line("huila")])
    return lea.ignores_what_was_said()


@pytest.mark.parametrize(
    "words",
    [
        "J'annule la commande",
        "annulez ma commande svp",
        "je n'en veux plus",
        "cancel my order",
        "I changed my mind",
        "hmm non j'annule",
        "too expensive, cancel it",
    ],
)
def test_one_that_is_not_made_is_let_go_at_once(words: str) -> None:
    lea = wanting(Named(("brio",))).hears("Comment souhaitez-vous la recevoir").says(words)
    lea.hears("C’est annulé\u00a0: rien n’est parti, rien à payer.").ends("cancelled")


def test_so_is_one_that_is_being_summed_up_and_nothing_is_told_the_shop() -> None:
    lea = in_lyon(wanting(Named(("brio",))).hears("1 × Brio"))
    lea.says("annuler la commande").hears("C’est annulé")
    assert not placed(lea)


def test_a_cart_stays_where_it_is() -> None:
    lea = lea_with({"id": "c1", "lines": [line("huila")]}).hears("Comment souhaitez-vous la recevoir")
    lea.says("j'annule la commande").hears("C’est annulé")
    assert lea.customer.cart is not None
    assert not lea.customer.cart.ordered


@pytest.mark.parametrize("words", ["je veux annuler ma commande", "cancel my order"])
def test_one_that_the_shop_has_is_asked_about_once(words: str) -> None:
    lea = (
        ordered()
        .says(words)
        .hears("J’annule votre commande M-1, c’est bien cela", choices=("Oui, l’annuler", "Non, la garder"))
    )
    lea.says("oui").hears("Votre commande M-1 est annulée.").hears("Elle est annulée.").ends("cancelled")
    assert lea.customer.orders[-1].status == "cancelled"


def test_one_that_the_shop_has_is_kept() -> None:
    lea = ordered().says("j'annule ma commande").hears("J’annule votre commande M-1").says("non")
    lea.hears("Elle reste comme elle est.").ends("changed")
    assert lea.customer.orders[-1].status == "confirmed"


def test_one_that_is_looked_at_again_is_asked_about() -> None:
    lea = ordered().says("je veux changer ma commande", means="flow:order_change").hears("Tout est juste")
    lea.presses("Changer quelque chose").ignores_what_was_said()
    lea.says("finalement j'annule la commande").hears("J’annule votre commande M-1").says("oui")
    lea.hears("Votre commande M-1 est annulée.").hears("Elle est annulée.")


def test_a_question_cancels_nothing() -> None:
    lea = ordered().says("je peux annuler ma commande ?")
    lea.ignores_what_was_said()
    assert lea.customer.orders[-1].status == "confirmed"


def test_what_has_left_is_not_cancelled() -> None:
    lea = ordered()
    lea.shop("order.shipped", id="1", number="M-1")
    lea.ignores_what_was_said().says("annulez ma commande").ignores_what_was_said()
    assert lea.customer.orders[-1].status == "shipped"
