"""Journeys and segments."""

from __future__ import annotations

from datetime import timedelta

from bot.playbook.compile.journeys import SHIPPED
from tests.playbook.playbooks import JOURNEY, assert_told, playbook

TEXT = """journey: a
title: Un parcours
for: customer.kind != "business"
stages:
  - discovery: { expected: 3 days, goal: sait }
  - renewal: { next: discovery }
signals:
  - { on: order.returned, moves: discovery, relationship: -15, weight: 2.5 }
"""


def test_a_journey_keeps_its_rules_as_plain_data() -> None:
    (journey,) = playbook({JOURNEY: TEXT}).journeys
    assert (journey.id, journey.title) == ("a", "Un parcours")
    assert [(stage.id, stage.expected, stage.next) for stage in journey.stages] == [
        ("discovery", timedelta(days=3), None),
        ("renewal", None, "discovery"),
    ]
    assert journey.source["signals"] == [
        {"on": "order.returned", "moves": "discovery", "relationship": -15, "weight": 2.5}
    ]
    assert journey.condition is not None
    assert journey.condition.holds({"customer": {"kind": "person"}})


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
