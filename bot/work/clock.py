"""The clock: ticks, and nothing else. What is due stands in the database; a tick only makes somebody look.

APScheduler keeps no jobs on disk here and none for a customer. A tick that comes late comes once, and is not missed
(its default drops what is a second late). It goes by the wall clock: one that is set back by hours would keep it still
for as long, so whoever sees the clock set lets everything tick at once and counts anew from there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from msgspec import Struct

from bot.store import Store, StoreFault
from bot.store.database.times import micros
from bot.store.messages.errands import TOPIC as ERRANDS
from bot.store.messages.inbox import TOPIC as INBOX
from bot.store.messages.outbox import TOPIC as OUTBOX
from bot.store.messages.set_back import bring_forward

TICK = timedelta(seconds=1)
LOOK = 1.0  # seconds between two looks at whether the clock was set
SET = 5.0  # seconds by which it must have moved: less is corrected by and by, and holds nothing up for long
SET_BACK = timedelta(minutes=1)

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


def what_was_set_back(store: Store, clock: Callable[[], datetime]) -> Tick:
    """Return the tick that lets be due what a clock that was ahead has put down for a time to come."""

    async def bring() -> None:
        await store.database.transact(partial(bring_forward, micros(clock())))

    return Tick("set back", SET_BACK, bring, at_start=True)


class Clock:
    """Ticks until it is stopped; a tick that fails is told of and comes again.

    `ahead` is by how many seconds the wall clock is ahead of one that nobody sets: it changes as it is set.
    """

    def __init__(self, ticks: Sequence[Tick], *, ahead: Callable[[], float]) -> None:
        self._ticks = ticks
        self._ahead = ahead

    async def run(self, stop: asyncio.Event) -> None:
        """Run every tick when it is due, until `stop` is set."""
        scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        for tick in self._ticks:
            scheduler.add_job(_safely, "interval", (tick,), seconds=tick.every.total_seconds(), id=tick.name)
        scheduler.start()
        watching = asyncio.create_task(self._see_it_set(scheduler))
        try:
            for tick in self._ticks:
                if tick.at_start:
                    await _safely(tick)
            await stop.wait()
        finally:
            watching.cancel()
            scheduler.shutdown(wait=False)

    async def _see_it_set(self, scheduler: AsyncIOScheduler) -> None:
        was = self._ahead()
        while True:
            await asyncio.sleep(LOOK)
            ahead = self._ahead()
            if abs(ahead - was) > SET:
                _log.warning("the machine's clock was set", seconds=round(ahead - was))
            if ahead < was - SET:
                for tick in self._ticks:
                    scheduler.modify_job(tick.name, next_run_time=datetime.now(UTC))
            was = ahead


async def _safely(tick: Tick) -> None:
    try:
        await tick.work()
    except StoreFault as fault:
        _log.error("tick failed", tick=tick.name, fault=str(fault))
    except Exception:  # the next tick may go better, and the others must go on
        _log.exception("tick failed for a fault of ours", tick=tick.name)
