"""Times as staff read them, in their own zone, else the shop's: how long ago, the day, the date, in full."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from babel.dates import format_date, format_datetime
from msgspec import Struct
from starlette.requests import Request

from bot.model.staff import Staff
from bot.rules.calendar.first_of_month import as_said
from bot.web.console.words import language_of, marked, words

_DAY_AND_TIME: Final = "d MMM y, HH:mm"


class Clock(Struct, frozen=True):
    """A reader's time: their language, their zone, and now. `theirs` is the customer's, if one is read about."""

    language: str
    zone: ZoneInfo
    now: datetime
    theirs: ZoneInfo | None = None

    def ago(self, at: datetime) -> str:
        """How long ago, in few letters: "12 min", "1 h 20", "hier", "sam.", "12 janv."."""
        say = words(self.language).gettext
        minutes = int((self.now - at).total_seconds() // 60)
        days = (self._day(self.now) - self._day(at)).days
        if minutes < 1:
            return say(marked("now"))
        if minutes < 60:
            return f"{minutes} min"
        if days == 0 or minutes < 6 * 60:
            return f"{minutes // 60} h {minutes % 60:02}" if minutes < 240 else f"{minutes // 60} h"
        if days == 1:
            return say(marked("yesterday"))
        if days < 7:
            return _written(self._day(at), "EEE", self.language)
        return self.short(at)

    def short(self, at: datetime) -> str:
        """The day and month, with the year where it is another."""
        pattern = "d MMM" if at.astimezone(self.zone).year == self.now.astimezone(self.zone).year else "d MMM y"
        return _written(self._day(at), pattern, self.language)

    def time(self, at: datetime) -> str:
        return f"{at.astimezone(self.zone):%H:%M}"

    def day(self, at: datetime) -> str:
        """A day as a line between messages: "aujourd’hui, lundi 16 mars"."""
        say = words(self.language).gettext
        local = self._day(at)
        named = _written(local, "EEEE d MMMM" if local.year == self.now.year else "EEEE d MMMM y", self.language)
        days = (self._day(self.now) - self._day(at)).days
        if days == 0:
            return say(marked("today, %(day)s")) % {"day": named}
        return say(marked("yesterday, %(day)s")) % {"day": named} if days == 1 else named

    def ahead(self, at: datetime) -> str:
        """A moment to come: "ven. 20, 18:00"."""
        far = abs(at - self.now) > timedelta(days=25)
        return f"{_written(self._day(at), 'd MMM' if far else 'EEE d', self.language)}, {self.time(at)}"

    def full(self, at: datetime) -> str:
        """A moment in full, in the reader's zone, and in the customer's where its clocks say otherwise."""
        mine = self._full(at, self.zone)
        if self.theirs is None or at.astimezone(self.theirs).utcoffset() == at.astimezone(self.zone).utcoffset():
            return mine
        say = words(self.language).gettext
        return say(marked("%(here)s; for the customer %(there)s")) % {
            "here": mine,
            "there": self._full(at, self.theirs),
        }

    def _full(self, at: datetime, zone: ZoneInfo) -> str:
        local = at.astimezone(zone)
        return f"{_written(local.date(), 'EEEE d MMMM y', self.language)}, {local:%H:%M} ({zone.key})"

    def _day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()


@lru_cache(4096)
def _written(day: date, pattern: str, language: str) -> str:
    """Write a day once: a page says the same days over and over, and reading a pattern is what takes Babel long."""
    return format_date(day, as_said(pattern, day.day, language), language)


def clock_of(request: Request, customer_zone: str | None = None) -> Clock:
    """Return the reader's time; the customer's zone is the shop's where it is not known."""
    now: Callable[[], datetime] = request.app.state.doors.clock
    theirs = zone_named(customer_zone) if customer_zone else _shops_zone(request)
    return Clock(language_of(request), zone_of(request), now(), theirs)


def zone_of(request: Request) -> ZoneInfo:
    """Return the reader's time zone: their own, else the shop's."""
    staff: Staff | None = request.state.staff
    own = staff.timezone if staff is not None else None
    return ZoneInfo(own) if own is not None and own in zones() else _shops_zone(request)


def _shops_zone(request: Request) -> ZoneInfo:
    playbook = request.app.state.doors.playbook()
    return zone_named(playbook.store.timezone if playbook is not None else "UTC")


def zone_named(name: str) -> ZoneInfo:
    """Return a time zone; UTC for a name that is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


@lru_cache
def zones() -> tuple[str, ...]:
    """Return the time zones that one may live in, by name."""
    return tuple(
        sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix")))
    )


class Said(NamedTuple):
    """A time for a machine and for a reader."""

    iso: str
    words: str


def said_at(request: Request, at: datetime | None) -> Said | None:
    """Return a day and time as the reader sees it."""
    return None if at is None else Said(at.isoformat(), told(at, language_of(request), zone_of(request)))


def told(moment: datetime, language: str, zone: ZoneInfo) -> str:
    """Return day and time."""
    local = moment.astimezone(zone)
    return format_datetime(local, as_said(_DAY_AND_TIME, local.day, language), tzinfo=zone, locale=language)
