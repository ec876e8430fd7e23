"""Conversations that move on by themselves, when they may."""

from __future__ import annotations

from datetime import datetime

from tests.engine.chat import PARIS, Chat, Opens, playbook

ADVICE = """
flow: advice
title: Conseil
purpose: care
starts: [{ event: order.confirmed }]
steps:
  - wait: { event: order.delivered, at_most: 10 days, late: { stop: late } }
  - set: { customer.delivered: "{{ order.number | default: '?' }}" }
  - { stop: returned, if: customer.returned == true }
  - say: "Un conseil pour {{ customer.delivered | default: '?' }}."
"""
STORE = """
store: Maison Moka
languages: [fr, en]
country: FR
timezone: Europe/Paris
currency: EUR
customer_facts: [returned]
"""


def opened(chat: Opens, when: datetime) -> Chat:
    lea = chat(playbook(ADVICE, store=STORE), at=when).says("merci").hears("plaisir")
    return lea.waits(days=2).shop("order.confirmed", number="A7")


def test_what_an_event_wakes_at_night_speaks_in_the_morning_with_what_the_event_brought(chat: Opens) -> None:
    lea = opened(chat, datetime(2026, 3, 2, 22, 0, tzinfo=PARIS)).shop("order.delivered", number="A7")
    lea.hears_nothing(because="quiet hours")
    assert "delivered" not in lea.customer.facts  # nothing has happened yet
    lea.until(datetime(2026, 3, 5, 9, 1, tzinfo=PARIS)).hears("Un conseil pour A7").ends("done")


def test_the_facts_of_the_morning_decide(chat: Opens) -> None:
    from bot.model.events import CustomerImported

    lea = opened(chat, datetime(2026, 3, 2, 22, 0, tzinfo=PARIS)).shop("order.delivered", number="A7")
    lea.meets(CustomerImported(id="", facts={"returned": True}))
    lea.until(datetime(2026, 3, 5, 9, 1, tzinfo=PARIS)).hears_nothing().ends("returned")


def test_what_may_not_be_said_at_all_ends(chat: Opens) -> None:
    from bot.model.events import ConsentGiven

    lea = opened(chat, datetime(2026, 3, 2, 10, 0, tzinfo=PARIS))
    lea.meets(ConsentGiven(id="", purpose="care", channel="telegram", wording="", source="form", granted=False))
    lea.shop("order.delivered").hears_nothing(because="consent").ends("refused")
    assert lea.customer.parked == ()
