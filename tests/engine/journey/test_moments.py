"""Moments of truth: what they do to the relationship, and what the bot says less of then."""

from __future__ import annotations

import pytest

from bot.model.effects import OpenHandover, RecordMoment
from bot.playbook.compiled import Playbook
from tests.engine.chat import Chat, Opens, playbook

JOURNEY = """
journey: purchase
title: Achat
stages: [discovery, usage, after_sales]
signals:
  - { on: order.returned, moves: after_sales, relationship: -15 }
  - { on: silence, after: 60 days, relationship: -5 }
moments:
  - { on: feedback.given, if: feedback.level == "low",  relationship: -20, pause: marketing for 30 days, start: sorry }
  - { on: feedback.given, if: feedback.level == "high", relationship: +10 }
  - { on: x.quiet, pause: care for 3 days }
"""
SORRY = "flow: sorry\ntitle: Excuses\npurpose: service\nsteps:\n  - say: Nous sommes désolés.\n"
NEWS = """
flow: news
title: Nouveautés
purpose: marketing
starts: [{ event: x.news }]
steps:
  - say: "Du nouveau ! ({{ customer.relationship }})"
"""
ADVICE = "flow: advice\ntitle: Conseil\npurpose: care\nstarts: [{ event: x.care }]\nsteps:\n  - say: Un conseil.\n"


@pytest.fixture(scope="module")
def book() -> Playbook:
    return playbook(SORRY, NEWS, ADVICE, journey=JOURNEY)


def value(lea: Chat) -> float:
    assert lea.customer.relationship is not None
    return lea.customer.relationship.value


def met(lea: Chat) -> Chat:
    """Let the conversation of this morning be over; it is eleven o'clock."""
    return lea.says("merci").hears("plaisir").waits(hours=1)


def test_a_low_mark_weighs_pauses_and_begins_its_flow(chat: Opens, book: Playbook) -> None:
    lea = met(chat(book, consent=("marketing",))).shop("feedback.given", level="low").hears("Nous sommes désolés.")
    assert value(lea) == 30
    assert any(row.words == "Relation avec le client : -20 (il a donné son avis), à 30 sur 100." for row in lea.ledger)
    (record,) = [one for one in lea.effects if isinstance(one, RecordMoment)]
    assert (record.change, record.value, record.cause) == (-20.0, 30.0, "feedback.given")
    lea.waits(days=1).shop("x.news").hears_nothing("n’est pas envoyé")
    lea.waits(days=25).shop("x.news").hears_nothing("pause").waits(days=6).hears("Du nouveau")


def test_a_high_mark_strengthens(chat: Opens, book: Playbook) -> None:
    assert value(met(chat(book)).shop("feedback.given", level="high")) == 60


def test_a_signal_may_move_both(chat: Opens, book: Playbook) -> None:
    lea = met(chat(book)).shop("order.returned")
    assert (value(lea), lea.customer.journeys[0].stage) == (35, "after_sales")


def test_a_weak_relationship_waits_twice_as_long_between_two_advertisements(chat: Opens, book: Playbook) -> None:
    lea = met(chat(book, consent=("marketing",))).shop("order.returned", number=1).shop("order.returned", number=2)
    lea.shop("x.news").hears("Du nouveau ! (20)").waits(days=8).shop("x.news").hears_nothing("frequency cap")
    lea.waits(days=6).hears("Du nouveau")
    well = met(chat(book, consent=("marketing",))).shop("x.news").hears("Du nouveau ! (50)")
    well.waits(days=8).shop("x.news").hears("Du nouveau")


def test_a_broken_one_has_no_advertising_and_staff_are_told_once(chat: Opens, book: Playbook) -> None:
    lea = met(chat(book, consent=("marketing",))).shop("order.returned").shop("order.returned")
    assert not any(isinstance(one, OpenHandover) for one in lea.effects)
    lea.shop("order.returned")
    (opened,) = [one for one in lea.effects if isinstance(one, OpenHandover)]
    assert (opened.reason, opened.priority) == ("relationship", "high")
    lea.staff_gives_back().ignores_what_was_said().shop("order.returned")
    assert not any(isinstance(one, OpenHandover) for one in lea.effects)
    lea.waits(hours=1).shop("x.news").hears_nothing("relationship")


def test_what_breaks_is_an_event(chat: Opens) -> None:
    broken = JOURNEY + "follow_ups: [{ start: sorry, on: relationship.broken }]\n"
    lea = met(chat(playbook(SORRY, journey=broken.replace(", start: sorry }", " }")))).shop("order.returned")
    lea.shop("order.returned").shop("order.returned").hears("Nous sommes désolés.")


def test_silence_wears_it_down(chat: Opens, book: Playbook) -> None:
    lea = met(chat(book)).shop("x.quiet").waits(days=61)
    assert value(lea) == 45
    assert lea.customer.relationship is not None
    assert lea.customer.relationship.moments[0].cause == "60 jours de silence"


def test_a_pause_is_for_its_purpose_alone(chat: Opens, book: Playbook) -> None:
    lea = met(chat(book, consent=("marketing",))).shop("x.quiet").shop("x.care").hears_nothing("pause")
    lea.shop("x.news").hears("Du nouveau").waits(days=5).hears("Un conseil.")


def test_news_that_a_pause_would_hold_beyond_all_patience_are_given_up_for_that_pause(
    chat: Opens, book: Playbook
) -> None:
    lea = met(chat(book, consent=("marketing",))).shop("feedback.given", level="low").ignores_what_was_said()
    lea.waits(days=5).shop("x.news").ignores_what_was_said()
    [given_up] = [row for row in lea.ledger if row.facts.get("looked_at", {}).get("rule") == "pause"]
    assert given_up.kind == "not_sent"
    assert "une pause" in given_up.words
    assert given_up.facts["looked_at"]["cause"] == "feedback.given"
