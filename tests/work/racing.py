"""Two instances of the program at one shop, for races: what happens comes by any door, to any of two consumers.

Shapes: in `run` one of them has doors as well as turns, in `two-runs` both have, and with `workers` none: what comes in
is put there by somebody else. Two processes' worth on PostgreSQL, two consumers of one on SQLite.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, Final

import pytest

from bot.channels.cutting.cutters import TelegramCutter
from bot.model.arrivals import Arrival
from bot.model.message import Reading
from bot.playbook import build
from bot.playbook.compiled import Playbook
from bot.store import Store, StoreFault
from bot.store.messages.inbox import TOPIC
from bot.store.people.erasing import Keyed
from bot.work.turns.consumer import Consumer
from bot.work.turns.shelves import Shelves
from tests.store.samples import NOON

AT_ONCE = 64  # customers
KEYED = Keyed(b"k" * 32)

#: Of each, on each database and in each shape: more than five hundred of silence in a run.
FEW: Final = 36
#: The only limits on how long races take: they are only so long for a fault, not for a machine with other work. Ten
#: thousand of them take four minutes of the processor's time.
few_or_many = pytest.mark.parametrize(
    "races",
    [
        pytest.param(FEW, marks=pytest.mark.timeout(1800)),
        pytest.param(10_000, marks=[pytest.mark.slow, pytest.mark.timeout(8 * 3600)]),
    ],
)
shapes = pytest.mark.parametrize("doors", [{0}, {0, 1}, set[int]()], ids=["run", "two-runs", "workers"])


def skip_where_two_runs_cannot_be(url: str, doors: set[int]) -> None:
    if url.startswith("sqlite") and len(doors) > 1:
        pytest.skip("two runs want PostgreSQL: on one SQLite file the second refuses to start (test_two_instances)")


class Table:
    """Two instances. `clock` is theirs, and runs `speed` times as fast as ours."""

    def __init__(
        self, stores: list[Store], doors: set[int], chance: random.Random, playbook: Playbook, speed: float
    ) -> None:
        self.stores = stores
        self.chance = chance
        self.speed = speed
        self.began = time.monotonic()
        self.shelves = [Shelves(playbook, stores[0].playbooks, lambda sources: build(sources).playbook) for _ in "12"]
        self.consumers = [
            Consumer(
                stores[at % len(stores)],
                self.shelves[at],
                {"telegram": TelegramCutter()},
                reader=lambda _, language, asked: Reading(language),
                clock=self.clock,
                has_doors=at in doors,
                keyed=KEYED,
            )
            for at in range(2)
        ]

    def clock(self) -> datetime:
        return NOON + self.speed * timedelta(seconds=time.monotonic() - self.began)

    @property
    def store(self) -> Store:
        """Whichever of the instances is asked."""
        return self.chance.choice(self.stores)

    async def happens(self, *arrivals: Arrival) -> None:
        """Let things come in by whichever door; what is turned away is brought again, as providers do."""
        await until_it_is_had(lambda: self.store.inbox.put(arrivals))

    async def quiet(self) -> None:
        """Wait until nothing is due."""
        while await self.stores[0].inbox.overdue(self.clock()):
            await asyncio.sleep(0.02)


async def until_it_is_had(ask: Callable[[], Awaitable[object]]) -> None:
    """Ask again where the database is unavailable: on a machine with much other work it may be for seconds."""
    while True:
        with contextlib.suppress(StoreFault):
            await ask()
            return
        await asyncio.sleep(0.1)


def chance_of_a_run() -> random.Random:
    """Return a run's chance, with its seed printed: pytest shows that where the run fails, or comes to no end."""
    seed = time.time_ns()
    print(f"seed {seed}")
    return random.Random(seed)


async def a_few_at_once(races: Iterable[Callable[[], Coroutine[Any, Any, None]]]) -> None:
    """Run them all, no more than `AT_ONCE` side by side."""
    room = asyncio.Semaphore(AT_ONCE)

    async def one(race: Callable[[], Coroutine[Any, Any, None]]) -> None:
        async with room:
            await race()

    await asyncio.gather(*(one(race) for race in races))


@asynccontextmanager
async def table(
    url: str,
    doors: set[int],
    chance: random.Random,
    playbook: Playbook,
    *,
    speed: float = 1.0,
    beside: Callable[[Table, asyncio.Event], Coroutine[Any, Any, None]],
) -> AsyncIterator[Table]:
    """Two instances at work, and what goes on `beside` them until they are told to stop."""
    stores = [await Store.open(url) for _ in range(1 if url.startswith("sqlite") else 2)]
    laid, stop = Table(stores, doors, chance, playbook, speed), asyncio.Event()
    loops = [asyncio.create_task(consumer.run(stop)) for consumer in laid.consumers]
    loops.append(asyncio.create_task(beside(laid, stop)))
    try:
        yield laid
    finally:
        stop.set()
        for store in stores:
            store.bell.ring(TOPIC)
        await asyncio.gather(*loops)
        for store in stores:
            await store.close()
