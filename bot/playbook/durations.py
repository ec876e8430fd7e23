"""Durations as marketers write them: `90 seconds`, `3 hours`, `2 days`, `6 weeks`, `10 months`, `2 years`.

The units are English in the YAML of every language. A month counts 30 days and a year 365: a follow-up
"after 10 months" is a rhythm, not a date. Whoever needs the calendar asks for a date.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

_SECONDS: Final = {
    "second": 1,
    "minute": 60,
    "hour": 3_600,
    "day": 86_400,
    "week": 7 * 86_400,
    "month": 30 * 86_400,
    "year": 365 * 86_400,
}
UNITS: Final = tuple(f"{unit}s" for unit in _SECONDS)
_WRITTEN: Final = re.compile(r"\s*(\d{1,9}(?:\.\d{1,6})?)\s+([A-Za-z]+)\s*")
LONGEST: Final = timedelta(days=100 * 365)


def parse(written: str) -> timedelta:
    """Return the duration written as a number and a unit, singular or plural.

    Raises `ValueError`, with a message for the author, for anything else and for more than 100 years.
    """
    match = _WRITTEN.fullmatch(written)
    unit = match[2].lower().removesuffix("s") if match else ""
    if match is None or unit not in _SECONDS:
        raise ValueError(f"{written!r} is no duration: write a number and one of {', '.join(UNITS)}, as in `3 hours`")
    seconds = float(match[1]) * _SECONDS[unit]
    if seconds > LONGEST.total_seconds():
        raise ValueError(f"{written!r} is longer than 100 years")
    return timedelta(seconds=seconds)


def write(duration: timedelta) -> str:
    """Return the duration in the largest unit that gives a whole number: `parse(write(d)) == d` for whole seconds."""
    seconds = round(duration.total_seconds())
    for unit, length in reversed(_SECONDS.items()):
        if seconds and seconds % length == 0:
            count = seconds // length
            return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
    return "0 seconds"
