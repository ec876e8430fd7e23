"""Instants as tests and the terminal write them: `2026-03-02 10:00 Europe/Paris`, later ones in the same zone."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

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


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"`{name}` is no time zone; write one such as `Europe/Paris`") from None
