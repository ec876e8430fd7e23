"""Times as a reader sees them: in their own zone, else the shop's, in their language."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from starlette.requests import Request

from bot.web.console.words import language_of


class Said(NamedTuple):
    """A time for a machine and for a reader."""

    iso: str
    words: str


def said_at(request: Request, at: datetime | None) -> Said | None:
    """Return a time as the reader sees it."""
    if at is None:
        return None
    playbook = request.app.state.doors.playbook()
    name = request.state.staff.timezone or (playbook.store.timezone if playbook is not None else "UTC")
    shown = at.astimezone(ZoneInfo(name))
    language = language_of(request)
    form = "d MMM y HH:mm" if language == "fr" else "d MMM y, HH:mm"
    return Said(at.isoformat(), format_datetime(shown, form, locale=language))
