"""How long customers take for the stages of their journeys: counted by the clock, taken up by whoever meets turns."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from bot.rules.pace import Paces, Times
from bot.store import Store
from bot.work.clock import Tick

EVERY: Final = timedelta(minutes=1)


def counting(store: Store) -> Tick:
    """Return the tick that takes the latest moves into the times of their stages."""

    async def count() -> None:
        await store.pacing.count()

    return Tick("counting moves", EVERY, count)


async def paces(store: Store) -> Paces:
    """Return the times of all stages, as the engine is given them. Raises `StoreFault`."""
    return {(one.journey, one.stage): Times(one.known, one.median, one.slow) for one in await store.pacing.all()}
