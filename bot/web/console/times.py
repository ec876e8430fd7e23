"""Times as a reader reads them: in their zone and language, 24 hours a day."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import format_datetime
from starlette.requests import Request

PATTERNS: Final = {"fr": "d MMM y, HH:mm", "en": "d MMM y, HH:mm"}


def zone_of(request: Request) -> ZoneInfo:
    """Return the reader's time zone: their own, else the shop's."""
    staff = request.state.staff
    playbook = request.app.state.doors.playbook()
    if staff is not None and staff.timezone in zones():
        return ZoneInfo(staff.timezone)
    return ZoneInfo(playbook.store.timezone if playbook is not None else "UTC")


def told(moment: datetime, language: str, zone: ZoneInfo) -> str:
    """Return day and time."""
    return format_datetime(moment, PATTERNS[language], tzinfo=zone, locale=language)


@lru_cache
def zones() -> tuple[str, ...]:
    """Return the time zones that one may live in, by name."""
    return tuple(
        sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix")))
    )
