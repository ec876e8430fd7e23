"""Timers that come due: reminders, silence, waits, and those that nobody waits for any more."""

from __future__ import annotations

from datetime import datetime

import pytest
from msgspec.structs import replace

from bot.engine.advance import advance
from bot.model.effects import SetTimer
from bot.model.events import TimerDue
from bot.playbook.compiled import Playbook
from tests.engine.chat import PARIS, Opens, playbook

ASKS = """
flow: asks
title: Question
purpose: service
starts: [{ event: chat.opened }]
expires: 3 days
steps:
  - ask: Alors ?
    as: choice
    save: x
    choices:
      - Oui: { stop: yes_ }
      - Non: { stop: no_ }
    remind: { after: 5 hours, say: Toujours là ?, times: 2 }
    silent: { go: gone }
  - id: gone
    say: Je vous laisse tranquille.
  - stop: silent
"""
WAITS = """
flow: waits
title: Attente
purpose: service
starts: [{ event: chat.opened }]
steps:
  - say: Je reviens.
  - wait: { until: "18:00" }
  - say: Me revoilà.
  - wait: { event: order.delivered, at_most: 10 days, late: { go: late } }
  - say: "Livrée : {{ order.number | default: '?' }}."
  - stop: delivered
  - id: late
    say: Toujours rien ?
  - stop: late
"""


@pytest.fixture(scope="module")
def asks() -> Playbook:
    return playbook(ASKS)


@pytest.fixture(scope="module")
def waits() -> Playbook:
    return playbook(WAITS)


def test_a_question_is_called_to_mind_as_often_as_the_author_said(chat: Opens, asks: Playbook) -> None:
    lea = chat(asks).opens().hears("Alors")
    lea.waits(hours=5).hears("Toujours là", choices=("Oui", "Non"))
    lea.waits(hours=5).hears("Toujours là").waits(days=2).hears_nothing()
    lea.presses("Oui").ends("yes_")


def test_silence_takes_its_branch(chat: Opens, asks: Playbook) -> None:
    lea = chat(asks).opens().hears("Alors").waits(hours=11).ignores_what_was_said()
    lea.waits(days=3).hears("tranquille").ends("silent").waits(days=30).hears_nothing()


def test_a_reminder_keeps_good_hours(chat: Opens, asks: Playbook) -> None:
    lea = chat(asks, at=datetime(2026, 3, 2, 20, 0, tzinfo=PARIS)).opens().hears("Alors")
    lea.until(datetime(2026, 3, 3, 7, 59, tzinfo=PARIS)).hears_nothing(because="quiet hours")
    lea.until(datetime(2026, 3, 3, 8, 1, tzinfo=PARIS)).hears("Toujours là")


def test_an_answer_silences_the_timers(chat: Opens, asks: Playbook) -> None:
    chat(asks).opens().hears("Alors").presses("Non").waits(days=10).hears_nothing().ends("no_")


def test_a_question_without_a_branch_for_silence_just_expires(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said().waits(days=3, hours=1).hears_nothing().ends("expired")
    assert lea.customer.conversations == ()


def test_a_wait_until_an_hour_ends_at_that_hour_of_the_customers_day(chat: Opens, waits: Playbook) -> None:
    lea = chat(waits, at=datetime(2026, 3, 28, 19, 0, tzinfo=PARIS)).opens().hears("Je reviens")
    lea.until(datetime(2026, 3, 29, 17, 59, tzinfo=PARIS)).hears_nothing()  # the night has an hour less
    lea.until(datetime(2026, 3, 29, 18, 0, tzinfo=PARIS)).hears("Me revoilà")


def test_a_wait_for_an_event_ends_with_the_event(chat: Opens, waits: Playbook) -> None:
    lea = chat(waits).opens().hears("Je reviens").waits(hours=9).hears("Me revoilà")
    lea.waits(days=1).shop("order.delivered", number="A7").hears("Livrée").ends("delivered")
    lea.waits(days=20).hears_nothing()


def test_a_wait_for_an_event_is_not_for_ever(chat: Opens, waits: Playbook) -> None:
    lea = chat(waits).opens().hears("Je reviens").waits(hours=9).hears("Me revoilà")
    lea.waits(days=10, hours=12).hears("Toujours rien").ends("late")


def test_the_customer_talks_of_something_else_meanwhile(chat: Opens, waits: Playbook) -> None:
    lea = chat(waits).opens().hears("Je reviens")
    lea.says("merci").hears("Avec plaisir").waits(hours=9).hears("Me revoilà")


def test_a_timer_that_nobody_waits_for_changes_nothing(chat: Opens, asks: Playbook) -> None:
    lea = chat(asks).opens().hears("Alors")
    conversation = lea.customer.conversations[-1]
    stale = [
        TimerDue(id="t", kind=kind, set_by="event-1", due_at=lea.now, at=lea.now, conversation=whose, flow="asks")
        for kind in ("remind", "patience", "wait", "late", "start", "give_back", "whatever")
        for whose in (conversation.id, "nobody", None)
    ]
    for timer in stale:
        turn = advance(lea.shelf, lea.customer, timer)
        assert turn.effects == ()
        assert replace(turn.customer, turns=0) == replace(lea.customer, turns=0)


def test_after_an_outage_what_follows_counts_from_now(chat: Opens, asks: Playbook) -> None:
    lea = chat(asks).opens().hears("Alors")
    late = lea.now.replace(day=4)
    timer = next(t for _, _, t in lea._timers if t.kind == "remind")
    turn = advance(lea.shelf, lea.customer, replace(timer, at=late))
    following = [e for e in turn.effects if isinstance(e, SetTimer)]
    assert [(e.due_at - late).total_seconds() for e in following] == [5 * 3600]
