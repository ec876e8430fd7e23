"""The clock: ticks, and nothing else. What is due stands in the database; a tick only makes somebody look.

APScheduler keeps no jobs on disk here and none for a customer. A tick that comes late comes once, and is not missed
(its default drops what is a second late).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from msgspec import Struct

from bot.store import Store, StoreFault
from bot.store.messages.errands import TOPIC as ERRANDS
from bot.store.messages.inbox import TOPIC as INBOX
from bot.store.messages.outbox import TOPIC as OUTBOX

TICK = timedelta(seconds=1)

_log = structlog.get_logger(__name__)


class Tick(Struct, frozen=True):
    """Something to do every so often. `at_start` does it once at once too."""

    name: str
    every: timedelta
    work: Callable[[], Awaitable[None]]
    at_start: bool = False


def look_at_what_is_due(store: Store) -> Tick:
    """Return the tick that wakes whoever meets timers, sends messages and runs errands."""

    async def ring() -> None:
        for topic in (INBOX, OUTBOX, ERRANDS):
            store.bell.ring(topic)

    return Tick("what is due", TICK, ring)


class Clock:
    """Ticks until it is stopped; a tick that fails is told of and comes again."""

    def __init__(self, ticks: Sequence[Tick]) -> None:
        self._ticks = ticks

    async def run(self, stop: asyncio.Event) -> None:
        """Tick until `stop` is set."""
        scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        for tick in self._ticks:
            scheduler.add_job(_safely, "interval", (tick,), seconds=tick.every.total_seconds(), id=tick.name)
        scheduler.start()
        try:
            for tick in self._ticks:
                if tick.at_start:
                    await _safely(tick)
            await stop.wait()
        finally:
            scheduler.shutdown(wait=False)


async def _safely(tick: Tick) -> None:
    try:
        await tick.work()
    except StoreFault:
        _log.exception("tick failed", tick=tick.name)
    except Exception:  # the next tick may go better, and the others must go on
        _log.exception("tick failed for a fault of ours", tick=tick.name)
