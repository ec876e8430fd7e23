"""A backtest in words: the totals of both playbooks, and a page of every customer treated differently."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Final
from zoneinfo import ZoneInfo

from jinja2 import Environment, StrictUndefined
from msgspec import Struct

from bot.studio.backtest import Compared, Totals, side_by_side

NAMES: Final = (
    ("messages", "messages"),
    ("marketing", "… of them marketing"),
    ("held", "held"),
    ("not_sent", "not sent"),
    ("handed_over", "handed over"),
    ("converted", "converted"),
)


class Backtest(Struct, frozen=True, kw_only=True):
    """What came of it. `compared` are those who would have been treated differently, of `customers` in all."""

    used: str
    tried: str
    since: datetime
    until: datetime
    customers: int
    before: Totals
    after: Totals
    compared: Sequence[Compared]


def sentence(result: Backtest) -> str:
    """Return the one sentence that it comes to."""
    differ = len(result.compared)
    if not differ:
        return f"None of {result.customers:,} customers would have been treated differently."
    return f"{differ:,} of {result.customers:,} customers would have been treated differently."


def totals(result: Backtest) -> list[tuple[str, int, int]]:
    """Return the figures by name: with the playbook in use, and with the other."""
    return [(words, getattr(result.before, name), getattr(result.after, name)) for name, words in NAMES]


def said_at(at: datetime, zone: ZoneInfo) -> str:
    """Return a time as it stands in a backtest, in the store's zone."""
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def html(result: Backtest, zone: ZoneInfo) -> str:
    """Return the page; it stands alone in a file. Times are in the store's zone."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["shown"] = lambda at: said_at(at, zone)
    environment.filters["pairs"] = side_by_side
    return environment.from_string(_template()).render(
        sentence=sentence(result),
        totals=totals(result),
        used=result.used,
        tried=result.tried,
        since=said_at(result.since, zone),
        until=said_at(result.until, zone),
        compared=result.compared,
    )


@cache
def _template() -> str:
    return (files("bot.studio") / "backtest.html").read_text("utf-8")
