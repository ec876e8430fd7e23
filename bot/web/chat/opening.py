"""When the team is there today, from a point of sale's `hours` (OpenStreetMap's opening_hours, its everyday part).

Days, ranges of days, times, `off` and `24/7` are read; of anything finer (holidays, sunsets, weeks) nothing is said,
which is better than something wrong. https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from bot.web.chat.words import Words

_DAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY: Final = "|".join(_DAYS)
_RULE: Final = re.compile(
    rf"(?:((?:{_DAY})(?:[-,](?:{_DAY}))*)\s+)?(off|closed|\d\d:\d\d-\d\d:\d\d(?:\s*,\s*\d\d:\d\d-\d\d:\d\d)*)"
)

Span = tuple[str, str]


def spans_on(hours: str, weekday: int) -> tuple[Span, ...] | None:
    """Return the spans ("10:00", "19:00") of a weekday (Monday 0), none where it is closed; None for what can't be
    read.

    A later rule wins over an earlier one for the same day.
    """
    if not hours.strip() or hours.strip() == "24/7":
        return None
    found: tuple[Span, ...] = ()
    for rule in filter(None, (part.strip() for part in hours.split(";"))):
        read = _RULE.fullmatch(rule)
        if read is None:
            return None
        days, times = read.groups()
        if days is None or weekday in _days(days):
            found = tuple(_span(text) for text in times.split(",")) if times[0].isdigit() else ()
    return found


def opening_line(hours: str, now: datetime, words: Words, language: str) -> str:
    """Return a sentence about today, `now` being the store's own time, or nothing where that can't be told."""
    spans = spans_on(hours, now.weekday())
    if spans is None or len(spans) > 2:
        return ""
    if not spans:
        return words.closed_today
    times = [_said(time, language) for span in spans for time in span]
    return (words.open_today if len(spans) == 1 else words.open_twice).format(*times)


def _days(listed: str) -> set[int]:
    days: set[int] = set()
    for item in listed.split(","):
        first, _, last = item.partition("-")
        start, end = _DAYS.index(first[:2]), _DAYS.index((last or first)[:2])
        days |= {day % 7 for day in range(start, (end if end >= start else end + 7) + 1)}
    return days


def _span(text: str) -> Span:
    start, _, end = text.strip().partition("-")
    return start, end


def _said(time: str, language: str) -> str:
    """10:00 is « 10 h » in French, 10:30 « 10 h 30 » (no-break spaces)."""
    hour, _, minute = time.partition(":")
    if language != "fr":
        return time
    return f"{int(hour)}\u00a0h" + (f"\u00a0{minute}" if minute != "00" else "")
