"""The days that customers name: what a weekday, a day of the month, a count of weeks comes to from a given today.

A day without a year, a month or a week lies ahead; today counts for a day of the month, not for a weekday's name. Every
function takes the match of its pattern and today, and returns the day, or None where there is no such day.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from bot.rules.texts.plain_text import numbered

Means = Callable[[re.Match[str], date], date | None]

#: In full, French and English, and as they are shortened.
_WEEK: Final = (
    ("lundi monday", "lun mon"),
    ("mardi tuesday", "mar tue tues"),
    ("mercredi wednesday", "mer wed weds"),
    ("jeudi thursday", "jeu thu thur thurs"),
    ("vendredi friday", "ven fri"),
    ("samedi saturday", "sam sat"),
    ("dimanche sunday", "dim sun"),
)
_YEAR: Final = (
    ("janvier january", "janv jan"),
    ("fevrier february", "fevr fev feb"),
    ("mars march", "mar"),
    ("avril april", "avr apr"),
    ("mai may", ""),
    ("juin june", "jun"),
    ("juillet july", "juil jul"),
    ("aout august", "aug"),
    ("septembre september", "sept sep"),
    ("octobre october", "oct"),
    ("novembre november", "nov"),
    ("decembre december", "dec"),
)
WEEKDAYS_IN_FULL: Final = numbered(full for full, _ in _WEEK)
MONTHS_IN_FULL: Final = numbered((full for full, _ in _YEAR), 1)
WEEKDAYS: Final = numbered(map(" ".join, _WEEK))
MONTHS: Final = numbered(map(" ".join, _YEAR), 1)


def _on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _ahead(today: date, month: int, day: int) -> date | None:
    """The next such day, today included; a 29 February waits for its year."""
    candidates = (_on(year, month, day) for year in range(today.year, today.year + 9))
    return next((found for found in candidates if found is not None and found >= today), None)


def day_of_month(found: re.Match[str], today: date) -> date | None:
    day = int(found["day"])
    months = ((today.year + (today.month - 1 + ahead) // 12, (today.month - 1 + ahead) % 12 + 1) for ahead in range(12))
    candidates = (_on(year, month, day) for year, month in months)
    return next((on for on in candidates if on is not None and on >= today), None)


def day_and_month(found: re.Match[str], today: date) -> date | None:
    month, day = MONTHS[found["month"]], int(found["day"])
    return _on(int(found["year"]), month, day) if found["year"] else _ahead(today, month, day)


def _named(found: re.Match[str]) -> int:
    """The weekday a match names, 0 to 6; a pattern with two places for it calls the second `other`."""
    groups = found.groupdict()
    return WEEKDAYS[groups["weekday"] or groups.get("other") or ""]


def _next_weekday(weekday: int, today: date) -> date:
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def weekday(found: re.Match[str], today: date) -> date | None:
    return _next_weekday(_named(found), today)


def weekday_and_day(found: re.Match[str], today: date) -> date | None:
    """ "vendredi 6": the next 6th that is a Friday, or simply the next 6th where that is far."""
    wanted, first = _named(found), day_of_month(found, today)
    on = first
    for _ in range(3):
        if on is None or on.weekday() == wanted:
            return on or first
        on = day_of_month(found, on + timedelta(days=1))
    return first


def weekday_later(weeks: int) -> Means:
    return lambda found, today: _next_weekday(_named(found), today) + timedelta(weeks=weeks)


def weekday_next_week(found: re.Match[str], today: date) -> date | None:
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=1)
    return monday + timedelta(days=_named(found))


def weekday_past(found: re.Match[str], today: date) -> date | None:
    return today - timedelta(days=(today.weekday() - _named(found) - 1) % 7 + 1)


def days(count: int) -> Means:
    return lambda _, today: today + timedelta(days=count)


def _moved(today: date, count: int, unit: str) -> date | None:
    """A count of days, weeks, months or years from today, at most ten years; the month's last day where there is no
    such.
    """
    if unit[0] in {"j", "d"}:
        return today + timedelta(days=count) if abs(count) <= 3650 else None
    if unit[0] in {"s", "w"}:
        return today + timedelta(weeks=count) if abs(count) <= 520 else None
    months = count * (12 if unit[0] in {"a", "y"} else 1)
    if abs(months) > 120:
        return None
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return next(on for day in range(today.day, 0, -1) if (on := _on(year, month + 1, day)) is not None)


def counted(sign: int) -> Means:
    def on(found: re.Match[str], today: date) -> date | None:
        count = int(found["count"]) if found["count"].isdigit() else 1
        return None if found["count"] == "quelques" else _moved(today, sign * count, found["unit"])

    return on


def numeric(found: re.Match[str], today: date) -> date | None:
    """ "12/03/2026", "12.3": day first; month first only where the day can't be (as Americans write)."""
    day, month = int(found["first"]), int(found["second"])
    if month > 12 >= day:
        day, month = month, day
    if not found["year"]:
        return _ahead(today, month, day) if 1 <= month <= 12 else None
    year = int(found["year"])
    return _on(year if year > 99 else 2000 + year, month, day)


def iso(found: re.Match[str], today: date) -> date | None:  # noqa: ARG001 - every rule takes today
    return _on(int(found["year"]), int(found["month"]), int(found["day"]))


def feast(month: int, day: int) -> Means:
    return lambda _, today: _ahead(today, month, day)
