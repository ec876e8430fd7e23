"""Downtime longer than a provider keeps undelivered messages is noticed and reported: nothing is lost in silence.

Telegram keeps an update for 24 hours (Bot API, "Getting updates"). What was sent to the bot before that is gone, and
nobody can say how much it was, so the hours are named instead. Twilio keeps every message, which the sweep fetches.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import msgspec
import structlog
from msgspec import Struct

from bot.store import Store

EVERY: Final = timedelta(minutes=1)
TELEGRAM_KEEPS: Final = timedelta(hours=24)
_ALIVE: Final = "alive"
_GAP: Final = "gap"

_log = structlog.get_logger(__name__)


class Gap(Struct, frozen=True):
    """Messages sent to us on Telegram between these instants are lost; `noticed_at` is when we came back."""

    since: datetime
    until: datetime
    noticed_at: datetime


class Absence:
    """Signs of life, a minute apart, and what their lack means. `clock` gives UTC."""

    def __init__(self, store: Store, *, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    async def look(self) -> Gap | None:
        """Leave a sign of life; return what was lost since the last one, if anything. Raises `StoreFault`."""
        now, last = self._clock(), await self._store.cursors.get(_ALIVE)
        gap = None if last is None else _gap(datetime.fromisoformat(last), now)
        if gap is not None:  # first: killed in between, it is noticed again and not forgotten
            await self._store.cursors.set(_GAP, msgspec.json.encode(gap).decode())
            _log.error("messages lost on Telegram", since=gap.since.isoformat(), until=gap.until.isoformat())
        await self._store.cursors.set(_ALIVE, now.isoformat())
        return gap


def _gap(last: datetime, now: datetime) -> Gap | None:
    return Gap(last, now - TELEGRAM_KEEPS, now) if now - last > TELEGRAM_KEEPS else None


async def last_gap(store: Store) -> Gap | None:
    """Return the last gap that was noticed."""
    kept = await store.cursors.get(_GAP)
    return None if kept is None else msgspec.json.decode(kept, type=Gap)
