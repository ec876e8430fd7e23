"""Several follow-ups for one customer: one goes, the others wait and say why."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.playbook.compiled import Playbook
from tests.engine.chat import PARIS, Chat, Opens, playbook
from tests.engine.shop import COFFEE


def flow(name: str, purpose: str, stage: str = "discovery") -> str:
    return (
        f"flow: {name}\ntitle: « {name} »\npurpose: {purpose}\nstage: {stage}\n"
        f"steps:\n  - say: ceci est {name}\n  - stop: said\n"
    )


JOURNEY = """
journey: purchase
stages: [discovery, usage]
follow_ups:
  - { start: offer, on: x.offer, after: 1 hour, priority: 90 }
  - { start: second, on: x.second, after: 1 hour, priority: 20 }
  - { start: advice, on: x.advice, after: 1 hour, priority: 10 }
  - { start: used, on: x.used, after: 1 hour, priority: 20 }
  - { start: parcel, on: x.parcel, after: 1 hour, priority: 1 }
  - { start: offer, on: x.both }
  - { start: advice, on: x.both }
  - { start: parcel, on: x.both }
  - { start: advice, on: x.checked, after: 1 hour, if: customer.orders_count > 0 }
"""


@pytest.fixture(scope="module")
def book() -> Playbook:
    return playbook(
        flow("offer", "marketing"),
        flow("second", "marketing"),
        flow("used", "marketing", "usage"),
        flow("advice", "care", "usage"),
        flow("parcel", "service"),
        COFFEE,
        journey=JOURNEY,
        policy="caps: { marketing: [9 per 7 days] }\n",
    )


def lea(chat: Opens, book: Playbook, day: int = 3, hour: int = 12, **details: object) -> Chat:
    """A customer who wrote long ago."""
    one = chat(book, **{"consent": ("marketing",), **details})
    one.says("/preferences").ignores_what_was_said()
    return one.until(datetime(2026, 3, day, hour, tzinfo=PARIS))


def test_care_goes_before_an_offer_whatever_the_priority(chat: Opens, book: Playbook) -> None:
    one = lea(chat, book).shop("x.offer").shop("x.advice").waits(hours=1)
    one.hears("ceci est advice")
    row = next(row for row in one.ledger if row.rule == "competition")
    assert (row.kind, row.facts["winner"], row.facts["reason"]) == ("held", "« advice »", "son usage passe avant")
    one.waits(hours=4).hears_nothing(because="vient d’être envoyé")
    assert one.planned == ["offer"]
    one.waits(days=1).hears("ceci est offer")


def test_the_higher_priority_goes_first(chat: Opens, book: Playbook) -> None:
    one = lea(chat, book).shop("x.second").waits(minutes=30).shop("x.offer").waits(minutes=31)
    one.hears_nothing(because="sa priorité est plus haute").waits(minutes=30).hears("ceci est offer")
    assert one.planned == ["second"]


def test_the_one_of_the_stage_the_customer_is_in_goes_first(chat: Opens, book: Playbook) -> None:
    one = lea(chat, book).shop("x.used").shop("x.second").waits(hours=1)
    one.hears("ceci est second").hears_nothing(because="il convient à l’étape")


def test_what_was_asked_for_waits_for_nobody(chat: Opens, book: Playbook) -> None:
    one = lea(chat, book).shop("x.advice").shop("x.parcel").waits(minutes=61)
    one.hears("ceci est parcel")
    one.waits(minutes=10).hears_nothing().waits(minutes=20).hears("ceci est advice")


def test_several_that_begin_at_once_are_taken_by_their_rank(chat: Opens, book: Playbook) -> None:
    one = lea(chat, book).shop("x.both").hears("ceci est parcel").hears_nothing(because="conversation")
    one.waits(minutes=25).hears("ceci est advice").hears_nothing(because="vient d’être envoyé")
    one.waits(days=1).hears("ceci est offer")


def test_of_all_that_sunday_held_one_goes_on_monday(chat: Opens, book: Playbook) -> None:
    one = lea(chat, book, day=7, hour=22).shop("x.offer").shop("x.second").shop("x.advice").waits(hours=30)
    one.hears_nothing(because="quiet hours")
    one.until(datetime(2026, 3, 9, 12, 30, tzinfo=PARIS)).hears("ceci est advice").hears_nothing()
    one.until(datetime(2026, 3, 10, 12, 30, tzinfo=PARIS)).hears("ceci est offer").hears_nothing()
    one.until(datetime(2026, 3, 17, 9, 0, tzinfo=PARIS)).hears_nothing(because="frequency cap")
    one.until(datetime(2026, 3, 17, 15, 0, tzinfo=PARIS)).hears("ceci est second").hears_nothing()


def test_a_rival_that_may_not_go_holds_nobody_up(chat: Opens, book: Playbook) -> None:
    one = lea(chat, book, consent=()).shop("x.offer").shop("x.advice").waits(minutes=62).hears("ceci est advice")
    one.hears_nothing(because="accord")


def test_a_rival_that_comes_to_nothing_costs_a_short_pause(chat: Opens, book: Playbook) -> None:
    one = lea(chat, book).shop("x.offer").shop("x.checked").waits(minutes=62)
    one.hears_nothing(because="condition").waits(minutes=20).hears("ceci est offer")


def test_nobody_is_addressed_right_after_they_were_talked_with(chat: Opens, book: Playbook) -> None:
    one = lea(chat, book).shop("x.advice").waits(minutes=55).says("/help").ignores_what_was_said()
    one.waits(minutes=10).hears_nothing(because="conversation under way").waits(minutes=20).hears("ceci est advice")


def test_never_in_the_middle_of_a_conversation_and_then_the_best_one(chat: Opens, book: Playbook) -> None:
    one = lea(chat, book).shop("x.second").shop("x.offer").waits(minutes=55).opens().ignores_what_was_said()
    assert one.customer.conversations, "a question stands"
    one.waits(minutes=10).hears_nothing(because="conversation under way")
    one.says("2").ignores_what_was_said()
    assert sorted(one.planned) == ["offer", "second"], "both wait"
    one.waits(minutes=30).hears("ceci est offer").hears_nothing()
    assert one.planned == ["second"]


def test_never_over_staff_and_decided_afresh_once_they_are_done(chat: Opens, book: Playbook) -> None:
    one = lea(chat, book).shop("x.second").shop("x.advice").staff_takes_over().waits(hours=3)
    one.hears_nothing(because="l’équipe a la main")
    assert sorted(one.planned) == ["advice", "second"]
    one.staff_gives_back().ignores_what_was_said().waits(minutes=30).hears("ceci est advice").hears_nothing()
    one.waits(days=1, minutes=30).hears("ceci est second")


WEAK = JOURNEY + "moments:\n  - { on: x.upset, relationship: -30 }\n"


def test_whoever_the_store_has_upset_is_written_to_less_often(chat: Opens) -> None:
    book = playbook(
        flow("offer", "marketing"), flow("second", "marketing"), flow("used", "marketing", "usage"),
        flow("advice", "care", "usage"), flow("parcel", "service"), journey=WEAK,
        policy="caps: { marketing: [9 per 7 days] }\n",
    )  # fmt: skip
    apart = {}
    for upset in (False, True):
        one = lea(chat, book)
        if upset:
            one.shop("x.upset")
        one.shop("x.advice").waits(hours=1, minutes=1).hears("ceci est advice").shop("x.offer")
        apart[upset] = 0
        while not one.unheard:
            one.waits(hours=1)
            apart[upset] += 1
        one.hears("ceci est offer")
    assert 23 <= apart[False] <= 26, "the day after"
    assert 71 <= apart[True] <= 74, "three days after"


def test_who_loses_is_written_down_with_the_winner_and_planned_again(chat: Opens, book: Playbook) -> None:
    one = lea(chat, book).shop("x.second").shop("x.offer").waits(minutes=61).hears("ceci est offer")
    rows = [row for row in one.ledger if row.rule == "competition"]
    assert [(row.kind, row.facts["title"], row.facts["winner"]) for row in rows] == [
        ("held", "« second »", "« offer »")
    ]
    assert one.planned == ["second"], "planned again"
    (again,) = one.customer.planned
    assert again.due_at > one.now


def test_who_lost_and_is_called_off_meanwhile_is_not_said(chat: Opens) -> None:
    journey = JOURNEY.replace("on: x.second, after: 1 hour", "on: x.second, after: 1 hour, unless: [order.confirmed]")
    book = playbook(
        flow("offer", "marketing"), flow("second", "marketing"), flow("used", "marketing", "usage"),
        flow("advice", "care", "usage"), flow("parcel", "service"), journey=journey,
    )  # fmt: skip
    one = lea(chat, book).shop("x.second").shop("x.offer").waits(minutes=61).hears("ceci est offer")
    (again,) = one.customer.planned
    one.until(again.due_at - timedelta(seconds=1)).shop("order.confirmed", number="1").ignores_what_was_said()
    assert one.planned == []
    one.waits(days=30).hears_nothing(because="unless")


MENDING = JOURNEY + "moments:\n  - { on: x.late, relationship: -30, start: sorry }\n"


@pytest.fixture(scope="module")
def mending() -> Playbook:
    return playbook(
        flow("offer", "marketing"), flow("second", "marketing"), flow("used", "marketing", "usage"),
        flow("advice", "care", "usage"), flow("parcel", "service"), flow("sorry", "care", "usage"), journey=MENDING,
        policy="caps: { care: [9 per 7 days], marketing: [9 per 7 days] }\n",
    )  # fmt: skip


def test_what_a_moment_of_truth_starts_is_not_spaced_from_what_was_said(chat: Opens, mending: Playbook) -> None:
    one = lea(chat, mending).shop("x.offer").waits(minutes=61).hears("ceci est offer")
    one.shop("x.late").hears_nothing(because="conversation under way").waits(minutes=21).hears("ceci est sorry")


def test_what_a_moment_of_truth_starts_goes_before_what_is_due(chat: Opens, mending: Playbook) -> None:
    one = lea(chat, mending).shop("x.advice").waits(minutes=50).shop("x.late").hears("ceci est sorry")
    one.waits(minutes=30).hears_nothing(because="vient d’être envoyé").waits(days=3).hears("ceci est advice")
