"""The days that a report is about: the shop's days, whatever the reader's zone, and never nonsense."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.requests import Request

from bot.web.console.reports.dates import Period, period_of
from tests.web.console.counter import book

#: Half past midnight in Paris on the 16th.
NOW = datetime(2026, 3, 15, 23, 30, tzinfo=UTC)


def asked(**query: str) -> Period:
    doors = SimpleNamespace(playbook=book, clock=lambda: NOW)
    scope: dict[str, Any] = {
        "type": "http",
        "app": SimpleNamespace(state=SimpleNamespace(doors=doors)),
        "query_string": urlencode(query).encode(),
        "headers": [],
    }
    return period_of(Request(scope))


def test_seven_days_end_with_the_shops_today() -> None:
    period = asked()
    assert (period.first, period.last, period.days) == (date(2026, 3, 10), date(2026, 3, 16), 7)
    assert period.since == datetime(2026, 3, 9, 23, tzinfo=UTC)
    assert period.until == datetime(2026, 3, 16, 23, tzinfo=UTC)
    assert (period.before.first, period.before.last) == (date(2026, 3, 3), date(2026, 3, 9))
    assert period.before.until == period.since


def test_a_day_is_as_long_as_the_shops_clocks_make_it() -> None:
    spring = asked(**{"from": "2026-03-01", "to": "2026-03-16"})
    autumn = Period(first=date(2026, 10, 25), last=date(2026, 10, 25), zone=spring.zone)
    assert (autumn.until - autumn.since).total_seconds() == 25 * 3600
    assert spring.days == 16


@pytest.mark.parametrize(
    "query",
    [
        {"days": "8"},
        {"days": "x"},
        {"from": "2026-02-30", "to": "2026-03-01"},
        {"from": "2026-03-10", "to": "2026-03-01"},
        {"from": "2020-01-01", "to": "2026-03-01"},
        {"from": "2026-04-01"},
    ],
)
def test_nonsense_asks_for_the_usual(query: dict[str, str]) -> None:
    assert asked(**query).preset == 7


def test_an_address_says_the_same_days_and_keeps_the_rest() -> None:
    own = asked(**{"from": "2026-03-01", "to": "2026-04-05", "journey": "purchase"})
    assert own.last == date(2026, 3, 16), "days to come are left out"
    assert own.query(stage="a b") == "stage=a+b&from=2026-03-01&to=2026-03-16"
    assert own.preset_query(30) == "journey=purchase&days=30"
    assert asked(days="30").query() == "days=30"


def test_days_are_told_in_the_readers_language() -> None:
    assert asked().told("fr") == "10–16 mars 2026"
    assert asked().told("en") == "10–16 Mar 2026"
    assert asked(**{"from": "2026-03-16"}).told("fr") == "16 mars 2026"
