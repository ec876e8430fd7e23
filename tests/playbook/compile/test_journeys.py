"""Journeys and segments."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.playbook.check.vocabulary import EVENTS
from bot.playbook.compile.journeys import SHIPPED
from bot.playbook.compiled import Cap, Signal
from tests.playbook.playbooks import FLOW, JOURNEY, assert_told, flow, playbook

TEXT = """journey: a
title: Un parcours
for: customer.kind != "business"
stages:
  - discovery: { expected: 3 days, lasting: true, goal: sait }
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
    assert [stage.lasting for stage in journey.stages] == [True, False]
    assert journey.source["signals"] == [{"on": "order.returned", "moves": "discovery", "relationship": -15}]
    assert journey.condition is not None
    assert journey.condition.holds({"customer": {"kind": "person"}})


def test_a_stage_without_a_title_has_the_usual_one_in_both_languages_where_there_is_one() -> None:
    (journey,) = playbook(
        {JOURNEY: "journey: a\nstages:\n  - discovery\n  - waiting\n  - usage: { title: Chez vous }\n"}
    ).journeys
    discovery, waiting, usage = (stage.title for stage in journey.stages)
    assert discovery is not None
    assert [discovery.render({}, language) for language in ("fr", "en")] == ["Découverte", "Discovery"]
    assert waiting is None
    assert usage is not None
    assert usage.render({}, "fr") == "Chez vous"


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


def test_a_segment_has_its_title_and_its_condition() -> None:
    (segment,) = playbook(
        {"flows/segments.yaml": "- segment: a\n  title: Fidèles\n  if: customer.orders_count > 2\n"}
    ).segments
    assert (segment.id, segment.title) == ("a", "Fidèles")
    assert segment.condition.holds({"customer": {"orders_count": 3}})


def test_a_condition_that_can_not_be_read_is_told_once_at_its_place() -> None:
    assert_told(JOURNEY, TEXT.replace("for: customer.kind !=", "for: ▸(customer.kind !="), "")


@pytest.mark.parametrize(
    "rule",
    [
        "signals:\n  - { on: order.returned, moves: discovery, if: IF }",
        "signals:\n  - { on: silence, after: 3 days, moves: discovery, if: IF }",
        "moments:\n  - { on: order.returned, relationship: -15, if: IF }",
        "moments:\n  - { on: order.returned, start: order, if: IF }",
        "follow_ups:\n  - { start: order, on: order.returned, if: IF }",
        "for: IF",
    ],
)
def test_a_rule_whose_condition_can_not_be_read_is_told_at_its_place(rule: str) -> None:
    text = f"journey: a\nstages: [discovery, renewal]\n{rule}\n".replace("IF", "order.total ▸= 3")
    assert_told(JOURNEY, text, "use `==`", {FLOW: flow("  - say: Bonjour.")})


FOLLOWED = """journey: a
for: customer.kind != "business"
stages: [discovery]
follow_ups:
  - { start: order, on: renewal.due, before: 10 days, at: 9:30, if: event.due, unless: [order.paid],
      at_most: 2 per 30 days, priority: 70 }
  - { start: order, on: x.own, after: 3 hours, send_time: best }
"""


def test_follow_ups_are_found_by_their_event_a_flows_own_last() -> None:
    own = flow("  - stop: x", "starts: [{ event: x.own, after: 1 day }]")
    book = playbook({JOURNEY: FOLLOWED, FLOW: own})
    assert set(book.follow_ups) == {"renewal.due", "x.own"}
    (renewal,) = book.follow_ups["renewal.due"]
    assert (renewal.key, renewal.journey, renewal.flow) == ("a:order:renewal.due", "a", "order")
    assert (renewal.before, renewal.at, renewal.unless) == (timedelta(days=10), "09:30", ("order.paid",))
    assert (renewal.at_most, renewal.priority) == ((Cap(2, timedelta(days=30)),), 70)
    assert renewal.path is not None
    journeys, flows = book.follow_ups["x.own"]
    assert (journeys.key, journeys.send_time, journeys.priority) == ("a:order:x.own", "best", 50)
    assert (flows.key, flows.journey, flows.after) == (":order:x.own", None, timedelta(days=1))


def test_a_start_names_the_journey_whose_follow_up_it_is() -> None:
    book = playbook({JOURNEY: FOLLOWED, FLOW: flow("  - stop: x")})
    assert [(start.event, start.journey) for start in book.flows["order"].starts if start.event] == [
        ("renewal.due", "a"),
        ("x.own", "a"),
    ]


def test_the_journey_of_a_playbook_without_one_follows_orders_and_troubles() -> None:
    stages = {stage.id for stage in SHIPPED.stages}
    moved = {signal.on: signal.stage for signal in SHIPPED.signals}
    assert moved["order.confirmed"] == "purchase"
    assert moved["order.delivered"] == "usage"
    assert moved["order.returned"] == "after_sales"
    assert set(moved.values()) <= stages
    assert moved.keys() <= EVENTS
