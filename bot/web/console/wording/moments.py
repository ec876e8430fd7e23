"""Day and time as a reader reads them: in their own zone, else the shop's, in their language, 24 hours a day."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import format_datetime
from starlette.requests import Request

from bot.rules.first_of_month import as_said
from bot.web.console.words import language_of

PATTERN: Final = "d MMM y, HH:mm"


class Said(NamedTuple):
    """A time for a machine and for a reader."""

    iso: str
    words: str


def said_at(request: Request, at: datetime | None) -> Said | None:
    """Return a time as the reader sees it."""
    return None if at is None else Said(at.isoformat(), told(at, language_of(request), zone_of(request)))


def told(moment: datetime, language: str, zone: ZoneInfo) -> str:
    """Return day and time."""
    local = moment.astimezone(zone)
    return format_datetime(local, as_said(PATTERN, local.day, language), tzinfo=zone, locale=language)


def zone_of(request: Request) -> ZoneInfo:
    """Return the reader's time zone: their own, else the shop's."""
    staff = request.state.staff
    playbook = request.app.state.doors.playbook()
    if staff is not None and staff.timezone in zones():
        return ZoneInfo(staff.timezone)
    return ZoneInfo(playbook.store.timezone if playbook is not None else "UTC")


@lru_cache
def zones() -> tuple[str, ...]:
    """Return the time zones that one may live in, by name."""
    return tuple(
        sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix")))
    )
