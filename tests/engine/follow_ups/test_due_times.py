"""When a follow-up is due: before the day that its event carries, or so long after it, at the customer's hour."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from bot.engine.follow_ups.due_times import day_of, due_of
from bot.engine.run import Run
from bot.model.customer import Customer
from bot.model.events import FlowRequested
from bot.playbook.compiled import FollowUp, Place, Shelf
from tests.engine.chat import MONDAY, PARIS, playbook

FLOW = """
flow: oil
title: Huile
purpose: marketing
steps:
  - say: Huile ?
"""


def due(context: dict[str, Any], **how: Any) -> datetime | None:
    book = playbook(FLOW)
    run = Run(Shelf(current=book), Customer(id="lea", created_at=MONDAY), FlowRequested(id="x", at=MONDAY, flow="oil"))
    place = Place(file="a.yaml", line=1, column=1)
    one = FollowUp(key="k", flow="oil", event="renewal.due", place=place, **how)
    found = due_of(run, book.flows["oil"], one, context)
    return found.at.astimezone(PARIS) if found is not None else None


def test_without_a_time_it_is_due_at_once() -> None:
    assert due({}) is None


def test_after_so_long_at_their_hour() -> None:
    assert due({}, after=timedelta(days=2), at="18:00") == datetime(2026, 3, 4, 18, 0, tzinfo=PARIS)


def test_before_the_day_that_the_event_carries_and_at_once_where_that_is_past() -> None:
    ahead = {"before": timedelta(days=10), "at": "18:00"}
    assert due({"event": {"due": "2026-03-20"}}, **ahead) == datetime(2026, 3, 10, 18, 0, tzinfo=PARIS)
    assert due({"event": {"due": "2026-03-05"}}, **ahead) is None
    assert due({}, **ahead) is None


def test_the_day_is_the_events() -> None:
    run = Run(
        Shelf(current=playbook(FLOW)),
        Customer(id="lea", created_at=MONDAY),
        FlowRequested(id="x", at=MONDAY, flow="oil"),
    )
    assert day_of(run, {"event": {"due": "2026-03-20"}}) is not None
    assert day_of(run, {"event": "?"}) is None
