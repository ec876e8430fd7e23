"""When a point of sale is open, by OpenStreetMap's opening_hours, read by its library and given the hour each time.

Hours that say nothing of public holidays ("Mo-Sa 10:00-19:00") are open on them by the letter of the specification; a
customer is never sent to a closed door for that letter's sake, so such a day counts as closed unless the hours name
it (`PH 10:00-13:00`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, State, validate

from bot.rules.calendar.calendar import is_holiday

LOOKED_AHEAD: Final = timedelta(days=30)
"""A shop that does not open within it is closed for good, or for a season: nothing is promised."""


@lru_cache(maxsize=512)
def _read(hours: str, tz: ZoneInfo, country: str) -> OpeningHours | None:
    if not validate(hours):
        return None
    return OpeningHours(hours, timezone=tz, country=_known(country), auto_country=False, auto_timezone=False)


@lru_cache(maxsize=64)
def _known(country: str) -> str | None:
    """Return a country that the library has the holidays of. Its errors have no type that it tells, but are these."""
    try:
        OpeningHours("24/7", country=country, auto_country=False, auto_timezone=False)
    except Exception:
        return None
    return country


def openings(
    hours: str, tz: ZoneInfo, country: str, start: datetime, end: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """Yield each (opening, closing) between two instants, cut to them, in local time; nothing for unreadable hours."""
    read = _read(hours, tz, country) if hours else None
    if read is None:
        return
    names_holidays = "PH" in hours
    for opens, closes, state, _ in read.intervals(start.astimezone(tz), end.astimezone(tz)):
        if state is State.OPEN and (names_holidays or not is_holiday(opens.date(), country)):
            yield max(opens, start.astimezone(tz)), min(closes, end.astimezone(tz))


def open_from(hours: str, tz: ZoneInfo, country: str, at: datetime) -> tuple[datetime, datetime] | None:
    """Return the opening that is under way or comes next, from `at` on, with its closing; None where none is known."""
    return next(openings(hours, tz, country, at, at + LOOKED_AHEAD), None)


def after_opening_time(hours: str, tz: ZoneInfo, country: str, at: datetime, needed: timedelta) -> datetime | None:
    """Return when that much opening time has passed since `at`: what takes two hours at closing time is ready two
    hours after the next opening. None where it never is.
    """
    left = needed
    for opens, closes in openings(hours, tz, country, at, at + LOOKED_AHEAD):
        if closes - opens > left or (left and closes - opens == left):
            return opens + left
        left -= closes - opens
    return None


def opening_days(hours: str, tz: ZoneInfo, country: str, at: datetime, days: int) -> datetime | None:
    """Return the opening of the `days`-th day of opening after the local day of `at`; None where there is none."""
    passed, last = 0, at.astimezone(tz).date()
    for opens, _ in openings(hours, tz, country, at, at + LOOKED_AHEAD + timedelta(days=2 * days)):
        if opens.date() > last:
            passed, last = passed + 1, opens.date()
        if passed >= days and days:
            return opens
    return None
