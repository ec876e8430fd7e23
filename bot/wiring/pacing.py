"""What the clock counts: how long customers take for the stages of their journeys, which whoever meets turns takes up,
and how conversations and sending go, for the console's reports.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.playbook.compiled import Playbook
from bot.rules.journey.pace import Paces, Times
from bot.rules.texts.unanswered import key_of
from bot.store import Store
from bot.work.clock import Tick

EVERY: Final = timedelta(minutes=1)
REPORTED_EVERY: Final = timedelta(seconds=10)


def counting(store: Store, playbook: Callable[[], Playbook]) -> Tick:
    """Return the tick that takes the latest moves into the times of their stages."""

    async def count() -> None:
        await store.pacing.count(ZoneInfo(playbook().store.timezone))

    return Tick("counting moves", EVERY, count)


def reporting(store: Store, playbook: Callable[[], Playbook]) -> Tick:
    """Return the tick that takes what happened into the reports, by the days of the shop."""

    async def count() -> None:
        zone = ZoneInfo(playbook().store.timezone)
        await store.flow_counts.count(zone)
        await store.sending_counts.count(zone)
        await store.unanswered.count(key_of)
        await store.thread_counts.settle()

    return Tick("counting for reports", REPORTED_EVERY, count)


def meeting(store: Store, playbook: Callable[[], Playbook], now: Callable[[], datetime]) -> Tick:
    """Return the tick that takes messages of an hour ago into the map of contacts."""

    async def count() -> None:
        await store.contacts.count(now(), ZoneInfo(playbook().store.timezone))

    return Tick("counting contacts", EVERY, count)


async def paces(store: Store) -> Paces:
    """Return the times of all stages, as the engine is given them. Raises `StoreFault`."""
    return {(one.journey, one.stage): Times(one.known, one.median, one.slow) for one in await store.pacing.all()}
