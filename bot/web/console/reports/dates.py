"""The stretch of days that a report is about: in the shop's time zone, the last 7, 30 or 90 days, or somebody's own.

A page asks `period_of(request)`, puts `ranges.html` in its head, and compares with `period.before`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_interval
from msgspec import Struct
from starlette.requests import Request

from bot.rules.calendar.first_of_month import as_said
from bot.web.console.wording.clock import zone_named
from bot.web.doors import Doors

PRESETS: Final = (7, 30, 90)
LONGEST: Final = 366  # days of one's own range


class Period(Struct, frozen=True, kw_only=True):
    """Whole days, both ends in it, as the shop's clocks have them. `preset` is how many days were asked for; None for
    days of one's own. `rest` are other things that the page's address says, and goes on saying.
    """

    first: date
    last: date
    zone: ZoneInfo
    preset: int | None = None
    rest: tuple[tuple[str, str], ...] = ()

    @property
    def since(self) -> datetime:
        """The first instant, UTC."""
        return self._start(self.first)

    @property
    def until(self) -> datetime:
        """The first instant after it, UTC."""
        return self._start(self.last + timedelta(days=1))

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def before(self) -> Period:
        """As many days, right before."""
        ends = self.first - timedelta(days=1)
        return Period(first=ends - timedelta(days=self.days - 1), last=ends, zone=self.zone)

    @property
    def asked(self) -> dict[str, str]:
        """The part of an address that asks for it."""
        if self.preset is not None:
            return {"days": str(self.preset)}
        return {"from": self.first.isoformat(), "to": self.last.isoformat()}

    def query(self, **more: str) -> str:
        """Return a query that asks for the same days, and for more."""
        return urlencode({**{name: value for name, value in more.items() if value}, **self.asked})

    def preset_query(self, days: int) -> str:
        """Return the query of the same page over so many days."""
        return urlencode([*self.rest, ("days", str(days))])

    def told(self, language: str) -> str:
        """Return the days in few words: « 20–26 nov. 2026 »."""
        if self.first == self.last:
            pattern = as_said("d MMM y", self.first.day, language)
            return str(format_date(self.first, pattern, locale=language))
        order = "en_GB" if language == "en" else language  # the day first, as everywhere else in the console
        return str(format_interval(self.first, self.last, "yMMMd", locale=order))

    def _start(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone).astimezone(UTC)


def last_days(days: int, now: datetime, zone: ZoneInfo) -> Period:
    """Return so many whole days, today the last of them."""
    today = now.astimezone(zone).date()
    return Period(first=today - timedelta(days=days - 1), last=today, zone=zone)


def period_of(request: Request, default: int = 7) -> Period:
    """Return the days that an address asks for: `?days=30`, or `?from=2026-03-09&to=2026-03-15`.

    What is no range (no date, the end before the beginning, more than a year) asks for the `default`; days to come are
    left out.
    """
    doors: Doors = request.app.state.doors
    playbook = doors.playbook()
    zone = zone_named(playbook.store.timezone if playbook is not None else "UTC")
    today = doors.clock().astimezone(zone).date()
    given = request.query_params
    rest = tuple((name, value[:200]) for name, value in given.multi_items() if name not in _OURS)
    own = _own(given.get("from", ""), given.get("to", ""), today)
    if own is not None:
        return Period(first=own[0], last=own[1], zone=zone, rest=rest)
    asked = given.get("days", "")
    preset = int(asked) if asked in {str(days) for days in PRESETS} else default
    return Period(first=today - timedelta(days=preset - 1), last=today, zone=zone, preset=preset, rest=rest)


_OURS: Final = frozenset({"days", "from", "to", "after"})


def _own(first: str, last: str, today: date) -> tuple[date, date] | None:
    try:
        begins = date.fromisoformat(first)
        ends = min(date.fromisoformat(last) if last else today, today)
    except ValueError:
        return None
    return (begins, ends) if 0 <= (ends - begins).days < LONGEST else None
