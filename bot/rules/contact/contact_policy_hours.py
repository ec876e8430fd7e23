"""The hours in which a purpose may be spoken: which table applies to whom, and when a window next opens.

A window is what remains of a local day's hours in every zone that the customer may be in, cut short by a margin so that
nothing is handed to a provider in the window's last minutes. It knows no customer and no consent.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.model.message import Purpose
from bot.rules.calendar.calendar import instant, is_holiday, zone
from bot.rules.contact.contact_policy_countries import CARE_USUAL, COUNTRIES, COURTESY, Country, Days, Hours, narrowed
from bot.rules.contact.contact_policy_regions import rules_for

MARGIN: Final = timedelta(minutes=5)
"""A message is not begun so late in its window: providers queue."""
FAR: Final = 60
"""Days looked ahead for a window; none in two months is none."""
ONE_DAY: Final = timedelta(days=1)


class Opening(Struct, frozen=True, gc=False):
    """A window, in UTC; `start` is the instant asked about where it is open already."""

    start: datetime
    end: datetime


class PermittedHours(Struct, frozen=True, gc=False):
    """`legal` None: good manners only, no country's table and no holidays. `clock`: hours of one zone that hold as
    well, whatever the customer's."""

    days: Days
    country: str
    legal: Country | None = None
    region: str | None = None
    clock: tuple[ZoneInfo, Hours] | None = None

    def zones_of(self, own: str | None, country: str | None, home: str, home_country: str) -> tuple[ZoneInfo, ...]:
        """Return the zones the customer may be in: their own, those of the part of the country they live in, the
        store's where they share its country, else their country's; none where what is known is unreadable."""
        if own is not None:
            names: tuple[str, ...] = (own,)
        elif self.legal is not None and self.region is not None:
            names = self.legal.zones
        elif country is None or country == home_country:
            names = (home,)
        else:
            names = COUNTRIES[country].zones if country in COUNTRIES else ()
        zones = tuple(zone(name) for name in names)
        return tuple(found for found in zones if found is not None) if all(zones) else ()

    def has_calendar(self, at: datetime) -> bool:
        """Tell whether a table of holidays covers that time, for the hours that need one."""
        return self.legal is None or is_holiday(at.date(), self.legal.code, self.legal.part) is not None

    def open_at(self, at: datetime, zones: tuple[ZoneInfo, ...]) -> Opening | None:
        """Return the first window that is open at or after `at` in every zone; None where there is none to foresee."""
        holidays = None if self.legal is None else (self.legal.code, self.legal.part)
        day = min([at.astimezone(tz).date() for tz in zones]) - ONE_DAY
        for _ in range(FAR):
            window = _window(day, self.days[day.weekday()], zones, self.clock, holidays)
            if window is not None and at < window.end:
                return Opening(max(at, window.start), window.end)
            day += ONE_DAY
        return None


@lru_cache(maxsize=4096)  # thousands of timers are due on one day
def _window(
    day: date,
    hours: Hours | None,
    zones: tuple[ZoneInfo, ...],
    clock: tuple[ZoneInfo, Hours] | None,
    holidays: tuple[str, str | None] | None,
) -> Opening | None:
    """Return what is open on a day in all zones, or None on a silent day: a holiday of that country and part of it, or
    a day that no table tells of.
    """
    if hours is None or (holidays is not None and is_holiday(day, *holidays) is not False):
        return None
    start = max(instant(day, hours[0], tz) for tz in zones)
    end = min(instant(day, hours[1], tz) for tz in zones) - MARGIN
    if clock is not None:
        tz, (first, last) = clock
        start, end = max(start, instant(day, first, tz)), min(end, instant(day, last, tz) - MARGIN)
    return Opening(start, end) if start < end else None


def hours_for(
    purpose: Purpose, country: str, own: Days | None, *, nudge: bool, region: str | None = None
) -> PermittedHours | None:
    """Return the hours of a purpose in a country, `own` being the playbook's; None where it may speak at any time."""
    if purpose in ("care", "marketing"):
        return _limited(purpose, country, region, own)
    if nudge:
        return PermittedHours(narrowed(own, COURTESY) if own else COURTESY, country)
    return PermittedHours(own, country) if own and purpose == "service" else None


def _limited(purpose: Purpose, country: str, region: str | None, own: Days | None) -> PermittedHours:
    legal = rules_for(country, region)
    usual = legal.usual if purpose == "marketing" else CARE_USUAL
    clock = None
    if purpose == "marketing" and legal.clock is not None and (tz := zone(legal.clock[0])) is not None:
        clock = (tz, legal.clock[1])
    return PermittedHours(narrowed(own or usual, legal.outer), country, legal, region, clock)
