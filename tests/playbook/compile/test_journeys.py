"""Journeys and segments."""

from __future__ import annotations

from datetime import timedelta

from bot.playbook.compile.journeys import SHIPPED
from bot.playbook.compiled import Signal
from tests.playbook.playbooks import JOURNEY, assert_told, playbook

TEXT = """journey: a
title: Un parcours
for: customer.kind != "business"
stages:
  - discovery: { expected: 3 days, goal: sait }
  - renewal: { next: discovery }
signals:
  - { on: order.returned, moves: discovery, relationship: -15 }
"""


def test_a_journey_keeps_its_rules_as_plain_data() -> None:
    (journey,) = playbook({JOURNEY: TEXT}).journeys
    assert (journey.id, journey.title) == ("a", "Un parcours")
    assert [(stage.id, stage.expected, stage.next) for stage in journey.stages] == [
        ("discovery", timedelta(days=3), None),
        ("renewal", None, "discovery"),
    ]
    assert journey.source["signals"] == [{"on": "order.returned", "moves": "discovery", "relationship": -15}]
    assert journey.condition is not None
    assert journey.condition.holds({"customer": {"kind": "person"}})


def test_signals_are_found_by_their_event_and_silences_on_their_map() -> None:
    more = TEXT + (
        '  - { on: answer.given, if: answer.tags contains "price", for: renewal, weight: 2 }\n'
        "  - { on: order.returned, relationship: -5 }\n"
        "  - { on: silence, after: 14 days, in: [renewal], moves: discovery }\n"
        "half_life: 5 days\n"
    )
    book = playbook({JOURNEY: more})
    assert set(book.signals) == {"order.returned", "answer.given"}
    (certain,), (hint,) = book.signals["order.returned"], book.signals["answer.given"]
    assert (certain.stage, certain.certain, hint.stage, hint.certain, hint.weight) == (
        "discovery",
        True,
        "renewal",
        False,
        2,
    )
    assert hint.condition is not None
    assert hint.condition.holds({"answer": {"tags": ["price"]}})
    (journey,) = book.journeys
    silence = Signal(
        journey="a",
        on="silence",
        stage="discovery",
        certain=True,
        after=timedelta(days=14),
        within=("renewal",),
        place=journey.silences[0].place,
    )
    assert journey.silences == (silence,)
    assert journey.half_life == timedelta(days=5)


def test_without_a_journey_the_shipped_one_stands_in() -> None:
    assert playbook({}).journeys == (SHIPPED,)


def test_a_segment() -> None:
    (segment,) = playbook(
        {"flows/segments.yaml": "- segment: a\n  title: Fidèles\n  if: customer.orders_count > 2\n"}
    ).segments
    assert (segment.id, segment.title) == ("a", "Fidèles")
    assert segment.condition.holds({"customer": {"orders_count": 3}})


def test_a_condition_that_can_not_be_read_is_told_once_at_its_place() -> None:
    assert_told(JOURNEY, TEXT.replace("for: customer.kind !=", "for: ▸(customer.kind !="), "")
