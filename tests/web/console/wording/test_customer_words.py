"""What the program writes about customers is in the reader's language; a marketer's own names stand."""

from __future__ import annotations

from typing import get_args

from bot.model.appointment import AppointmentStatus
from bot.model.order import OrderStatus
from bot.web.console.wording.customer_words import APPOINTMENTS, ORDERS, fact_name, happened, said


def test_every_state_has_words() -> None:
    assert set(ORDERS) == set(get_args(OrderStatus))
    assert set(APPOINTMENTS) == set(get_args(AppointmentStatus))
    assert said(ORDERS, "shipped", "fr") == "expédiée"
    assert said(APPOINTMENTS, "missed", "en") == "missed"


def test_facts_have_names() -> None:
    assert [fact_name(name, "fr") for name in ("last_order", "coffee_taste")] == ["Dernière commande", "Coffee taste"]


def test_what_moved_a_relationship_is_said() -> None:
    assert happened("order.returned", "fr") == "la commande a été retournée"
    assert [happened(cause, "en") for cause in ("order.returned", "x.own")] == ["the order was returned", "x.own"]


def test_several_causes_and_a_silence_are_said_in_the_readers_language() -> None:
    assert happened("ticket.closed, 14 jours de silence", "en") == "a case was closed, 14 days of silence"
    assert happened("14 jours de silence", "fr") == "14 jours de silence"
    assert happened("playbook", "fr") == "prévu par le playbook"
