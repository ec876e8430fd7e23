"""Cancelling without a word of what."""

from __future__ import annotations

import pytest

from bot.playbook import build
from bot.playbook.compiled import Playbook
from tests.engine.chat import Chat, Opens, book_files
from tests.engine.ordering import CATALOGUE, line
from tests.engine.test_announcing import BUY
from tests.engine.visiting import STORE, booked, flow, hers

SOLD = """
delivery:
  - { way: in_store }
  - { way: home, cost: 4.90, delay: 3 days }
"""
BOUGHT = {"number": "M-1", "total": 24, "lines": [line("huila", 2)], "fulfilment": {"kind": "in_store"}}
ORDER_CHANGE = """
flow: order_change
title: Changer ma commande
purpose: service
starts: [{ intent: order_change }]
examples: [changer ma commande]
steps:
  - order: { from: order, confirmed: kept, cancelled: gone }
  - id: kept
    stop: kept
  - id: gone
    say: Si vous changez d’avis, dites-le-moi.
  - stop: gone
"""
VISIT = flow(starts="intent: visit")
VISIT_CHANGE = flow("from: appointment", name="change", starts="intent: change")


@pytest.fixture(scope="module")
def book() -> Playbook:
    files = book_files(BUY, ORDER_CHANGE, VISIT, VISIT_CHANGE, store=STORE + SOLD)
    checked = build({**files, "flows/catalog/offers.csv": CATALOGUE})
    assert checked.playbook is not None, [str(fault) for fault in checked.faults]
    return checked.playbook


def books(lea: Chat) -> Chat:
    return booked(lea.says("un rendez-vous", means="flow:visit"))


def test_it_is_the_visit_that_was_just_booked_and_not_the_order_before_it(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("merci").hears("plaisir").shop("order.confirmed", **BOUGHT)
    books(lea).says("je dois annuler désolé").hears("rendez-vous").presses("L’annuler")
    lea.ignores_what_was_said()
    assert [status for _, status in hers(lea)] == ["cancelled"]
    assert lea.customer.orders[-1].status == "confirmed"


@pytest.mark.parametrize("words", ["annuler", "I have to cancel, sorry", "finalement j'annule"])
def test_it_is_the_order_that_was_just_made_and_not_the_visit_before_it(
    chat: Opens, book: Playbook, words: str
) -> None:
    lea = books(chat(book).says("merci").hears("plaisir")).shop("order.confirmed", **BOUGHT)
    lea.says(words).hears("J’annule votre commande M-1").says("oui").hears("est annulée").hears(
        "Si vous changez d’avis"
    )
    assert [status for _, status in hers(lea)] == ["booked"]


def test_once_the_visit_is_cancelled_it_is_the_order(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("merci").hears("plaisir").shop("order.confirmed", **BOUGHT)
    books(lea).says("annuler").hears("rendez-vous").presses("L’annuler").ignores_what_was_said()
    lea.says("annuler").hears("J’annule votre commande M-1")


def test_with_nothing_to_cancel_it_is_as_ever(chat: Opens, book: Playbook) -> None:
    chat(book).says("merci").hears("plaisir").says("annuler").hears("en cours")
