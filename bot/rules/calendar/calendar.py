"""Local time: where a customer's day stands, when an hour next comes round, which days are holidays.

Everything here takes and returns aware `datetime`s; what comes out is in UTC unless it says "local". Daylight saving
has one rule: an hour that is skipped happens at the first instant after the gap, an hour that comes twice happens the
first time, and so a thing planned for 02:30 happens once a day, every day of the year.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from bot.rules.calendar.holiday_tables import table_of

FIRST_YEAR: Final = 2020
LAST_YEAR: Final = 2045  # past it the tables of `holidays` are guesses, mostly of the moon's


@lru_cache(maxsize=256)
def zone(name: str) -> ZoneInfo | None:
    """Return the time zone of an IANA name, or None for a name that is none."""
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return None


@lru_cache(maxsize=4096)  # the hours of a few days, asked for each message and each timer
def instant(day: date, minutes: int, tz: ZoneInfo) -> datetime:
    """Return the instant, in UTC, of `minutes` past midnight on a local day; 1440 is the next day's midnight.

    In the gap of a spring change it is the first instant after; in the overlap of an autumn change, the earlier one.
    """
    day += timedelta(days=minutes // 1440)
    wall = datetime.combine(day, time(minutes % 1440 // 60, minutes % 60), tz)
    moved = wall.astimezone(UTC)
    if moved.astimezone(tz).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return moved
    return _end_of_gap(wall, tz)


def _end_of_gap(wall: datetime, tz: ZoneInfo) -> datetime:
    """Return the first instant after the gap that `wall` falls in, found by halving down to the second."""
    before = wall.astimezone(UTC) - timedelta(days=1)
    after = before + timedelta(days=2)
    offset = before.astimezone(tz).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if middle.astimezone(tz).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)


def next_hour(after: datetime, minutes: int, tz: ZoneInfo) -> datetime:
    """Return the first instant strictly after `after` when the local clock shows `minutes` past midnight."""
    day = after.astimezone(tz).date()
    found = instant(day, minutes, tz)
    while found <= after:
        day += timedelta(days=1)
        found = instant(day, minutes, tz)
    return found


def minutes_of(hour: str) -> int | None:
    """Return "18:05" as minutes past midnight, or None for what is no hour of the day."""
    hours, colon, minutes = hour.strip().partition(":")
    if not (colon and hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2):
        return None
    total = int(hours) * 60 + int(minutes)
    return total if int(hours) < 24 and int(minutes) < 60 else None


@lru_cache(maxsize=64)
def public_holidays(code: str, subdivision: str | None, year: int) -> frozenset[date] | None:
    """Return the public holidays of a country, or of one part of it, or None where no table tells.

    A part that the tables do not know falls back on its country's.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return frozenset(table_of(code, subdivision, year))
    except NotImplementedError:  # how the library says that it does not know the country, or the part of it
        return public_holidays(code, None, year) if subdivision else None


def is_holiday(day: date, code: str, subdivision: str | None = None) -> bool | None:
    """Tell whether a local day is a public holiday; None where no table covers that country or year."""
    known = public_holidays(code, subdivision, day.year)
    return None if known is None else day in known
