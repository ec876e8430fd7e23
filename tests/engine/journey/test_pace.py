"""Customers who stand still for longer than others."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.playbook.compiled import Playbook
from bot.rules.journey.pace import Times
from tests.engine.chat import Opens, playbook

JOURNEY = """
journey: purchase
title: Achat
stages:
  - discovery: { expected: 3 days }
  - decision: { expected: 2 days }
  - renewal: { next: discovery }
signals:
  - { on: x.decides, moves: decision }
  - { on: x.renews, moves: renewal }
  - { on: x.again, moves: discovery }
follow_ups:
  - { start: nudge, on: journey.stalled }
"""
NUDGE = """
flow: nudge
title: Coup de pouce
purpose: service
steps:
  - say: "{{ journey.days_in_stage }} jours, {{ journey.velocity }} par semaine{% if journey.stalled %} !{% endif %}"
"""


def book() -> Playbook:
    return playbook(NUDGE, journey=JOURNEY)


def test_who_stays_longer_than_the_author_expects_is_stalled_once(chat: Opens) -> None:
    lea = chat(book()).says("merci").hears("plaisir").waits(days=2).hears_nothing()
    lea.waits(days=2).hears("3 jours, 0 par semaine").waits(days=30).hears_nothing()
    assert any("longer than usual" in row.words or "plus longtemps que d’ordinaire" in row.words for row in lea.ledger)


def test_a_move_begins_another_stay(chat: Opens) -> None:
    lea = chat(book()).says("merci").hears("plaisir").waits(days=1).shop("x.decides").waits(days=1).hears_nothing()
    lea.waits(days=2).hears("2 jours, 2.33 par semaine").waits(days=30).hears_nothing()


def test_once_enough_are_known_they_say_what_is_long(chat: Opens) -> None:
    lea = chat(book())
    lea.shelf = replace(lea.shelf, paces={("purchase", "discovery"): Times(30, timedelta(days=4), timedelta(days=9))})
    lea.says("merci").hears("plaisir").waits(days=8).hears_nothing().waits(days=2).hears("9 jours")


def test_in_a_stage_that_lasts_nobody_is_stalled_before_its_author_s_time(chat: Opens) -> None:
    lasting = JOURNEY.replace("- discovery: { expected: 3 days }", "- discovery: { expected: 20 days, lasting: true }")
    lea = chat(playbook(NUDGE, journey=lasting))
    lea.shelf = replace(lea.shelf, paces={("purchase", "discovery"): Times(30, timedelta(days=4), timedelta(days=9))})
    lea.says("merci").hears("plaisir").waits(days=19).hears_nothing().waits(days=2).hears("20 jours")


def test_a_timer_that_comes_too_early_sets_itself_again(chat: Opens) -> None:
    lea = chat(book()).says("merci").hears("plaisir")
    lea.shelf = replace(lea.shelf, paces={("purchase", "discovery"): Times(99, timedelta(days=4), timedelta(days=9))})
    lea.waits(days=8).hears_nothing().waits(days=2).hears("9 jours")


def test_nobody_looks_where_nothing_happens_upon_it(chat: Opens) -> None:
    lea = chat(playbook(journey=JOURNEY.partition("follow_ups")[0])).says("merci").hears("plaisir")
    assert lea.customer.journeys[0].timer == ""


def test_the_circle_begins_anew(chat: Opens) -> None:
    lea = chat(book()).says("merci").hears("plaisir").shop("x.decides").shop("x.renews")
    assert lea.customer.journeys[0].gained == 2
    lea.shop("x.again")
    state = lea.customer.journeys[0]
    assert (state.gained, state.direction, state.began) == (0, "advancing", state.since)
