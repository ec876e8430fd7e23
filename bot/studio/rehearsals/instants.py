"""Instants as tests and the terminal write them: `2026-03-02 10:00 Europe/Paris`, later ones in the same zone."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_datetime

EXAMPLE = "2026-03-02 10:00 Europe/Paris"


def parse(written: str, zone: ZoneInfo) -> tuple[datetime, ZoneInfo]:
    """Return the aware instant and the zone it was told in: its own, or `zone`. Raises `ValueError` for the author."""
    words = written.split()
    named = zone
    if len(words) > 1 and words[-1][0].isalpha():
        named = _zone(words.pop())
    try:
        found = datetime.fromisoformat(" ".join(words))
    except ValueError:
        raise ValueError(f"`{written}` is no time; write it as `{EXAMPLE}`") from None
    return (found if found.tzinfo else found.replace(tzinfo=named)), named


def told(at: datetime, language: str) -> str:
    """Return a local time with its day of the week in the author's language, French or else English."""
    return format_datetime(at, "EEEE yyyy-MM-dd HH:mm", locale="fr" if language.startswith("fr") else "en")


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"`{name}` is no time zone; write one such as `Europe/Paris`") from None
