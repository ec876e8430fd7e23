"""Two messages of one customer a moment apart, each delivered several times, by two doors, to two consumers; the
playbook is published anew all the while. Whatever the order in which they run: each message is met once, in its order.

A failed run prints its seed. `--slow` runs 10,000 races on each database and in each shape.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest

from bot.channels.web_chat import WebChatCutter
from bot.model.arrivals import Arrival
from bot.model.events import FlowRequested
from bot.model.message import Reading
from bot.playbook import build
from bot.store import Store
from bot.store.identity import customer_id_of
from bot.store.inbox import TOPIC
from bot.work.consumer import Consumer
from bot.work.shelves import Shelves
from tests.store.samples import NOON, lea, wrote
from tests.work.shop import SOURCES, playbook

FLOW = "flows/conversations/count.yaml"
LATER = {
    **SOURCES,
    FLOW: SOURCES[FLOW].replace("small machine", "tiny machine").replace("large machine", "huge machine"),
}
#: Times as fast as ours: the wait for the rest of what somebody is typing takes a fraction of a second.
SPEED = 20
AT_ONCE = 64  # customers
#: What is written a moment apart. An answer that is met after the other's has nothing to answer any more.
PAIRS = (("Two", "Ten"), ("Ten", "Two"), ("Two", "/help"), ("/help", "Ten"), ("well, how would I know", "Two"))
ANSWERS = {
    "Two": ("A small machine then.", "A tiny machine then."),
    "Ten": ("A large machine then.", "A huge machine then."),
}


class Race:
    """One customer, who has been asked how many people drink coffee."""

    def __init__(self, number: int, chance: random.Random) -> None:
        self.chat = number
        self.customer = customer_id_of(lea(number))
        self.pair = chance.choice(PAIRS)
        self.apart = chance.uniform(0.001, 0.3)
        self.copies = [[chance.uniform(0, 0.3) for _ in range(chance.randrange(5))] for _ in self.pair]

    @property
    def sources(self) -> list[str]:
        return [f"{self.chat} {text}" for text in self.pair]


class Table:
    """Two instances. `clock` is theirs."""

    def __init__(self, stores: list[Store], doors: set[int], chance: random.Random) -> None:
        self.stores = stores
        self.chance = chance
        self.began = time.monotonic()
        self.shelves = [
            Shelves(playbook(), stores[0].playbooks, lambda sources: build(sources).playbook) for _ in range(2)
        ]
        self.consumers = [
            Consumer(
                stores[at % len(stores)],
                self.shelves[at],
                {"telegram": WebChatCutter()},
                reader=lambda _, language: Reading(language),
                clock=self.clock,
                has_doors=at in doors,
            )
            for at in range(2)
        ]

    def clock(self) -> datetime:
        return NOON + SPEED * timedelta(seconds=time.monotonic() - self.began)

    async def asks(self, races: list[Race]) -> None:
        for begin in range(0, len(races), AT_ONCE):
            greeted, at = list[Arrival](), self.clock()
            for race in races[begin : begin + AT_ONCE]:
                ask = FlowRequested(id=f"ask {race.chat}", flow="count")
                greeted.append(wrote("/start", id=f"hello {race.chat}", chat=race.chat, ordinal=1, when=at))
                greeted.append(Arrival(event=ask, received_at=at, names=(lea(race.chat),), source="shop"))
            await self.chance.choice(self.stores).inbox.put(greeted)
        await self.quiet()

    async def quiet(self) -> None:
        """Wait until nothing is due."""
        async with asyncio.timeout(600):
            while await self.stores[0].inbox.overdue(self.clock()):
                await asyncio.sleep(0.02)

    async def delivers(self, race: Race, place: int) -> None:
        text = race.pair[place]
        arrival = wrote(text, chat=race.chat, ordinal=place + 2, when=self.clock())
        await self.chance.choice(self.stores).inbox.put([arrival])

    async def again(self, race: Race, place: int, after: float) -> None:
        await asyncio.sleep(after)
        await self.delivers(race, place)

    async def runs(self, race: Race, room: asyncio.Semaphore) -> None:
        """A provider hands over the second message of a chat once the first was taken; repeats come when they like."""
        async with room:
            copies: list[asyncio.Task[None]] = []
            for place, delays in enumerate(race.copies):
                first = asyncio.create_task(self.delivers(race, place))
                copies += [asyncio.create_task(self.again(race, place, delay)) for delay in delays]
                await asyncio.sleep(race.apart)
                if len(self.stores) > 1:
                    await first
                copies.append(first)
            await asyncio.gather(*copies)

    async def publishes(self) -> None:
        """Take up the other version of the playbook, again and again, each instance when it hears of it."""
        versions = [playbook(), playbook(**LATER)]
        for version, sources in zip(versions, (SOURCES, LATER), strict=True):
            await self.stores[0].playbooks.put(version.version, sources, "", NOON)
        while True:
            await asyncio.sleep(self.chance.uniform(0.02, 0.2))
            self.chance.choice(self.shelves).replace(self.chance.choice(versions))


@asynccontextmanager
async def table(url: str, doors: set[int], chance: random.Random) -> AsyncIterator[Table]:
    """Two instances at work: two processes' worth on PostgreSQL, two consumers of one on SQLite."""
    stores = [await Store.open(url) for _ in range(1 if url.startswith("sqlite") else 2)]
    laid, stop = Table(stores, doors, chance), asyncio.Event()
    loops = [asyncio.create_task(consumer.run(stop)) for consumer in laid.consumers]
    publishing = asyncio.create_task(laid.publishes())
    try:
        yield laid
    finally:
        stop.set()
        publishing.cancel()
        for store in stores:
            store.bell.ring(TOPIC)
        await asyncio.gather(*loops)
        await asyncio.gather(publishing, return_exceptions=True)
        for store in stores:
            await store.close()


async def is_sound(store: Store, races: list[Race]) -> list[str]:
    """Return what is wrong: each message once in the transcript and in its order, each answer taken once."""
    heard, said, wrong = defaultdict(list), defaultdict(list), []
    lines = "SELECT customer, source FROM transcript WHERE direction = 'in' ORDER BY at, position"
    for customer, source in await store.database.read(lines):
        heard[customer].append(source)
    for customer, body in await store.database.read("SELECT customer, body FROM outbox ORDER BY position"):
        said[customer].append(body)
    for race in races:
        sources = heard[race.customer]
        if sources != [f"hello {race.chat}", *race.sources]:
            wrong.append(f"{race.chat} {race.pair} {race.apart:.3f}: heard {sources}")
        first = next(text for text in race.pair if text in ANSWERS)
        for text, answers in ANSWERS.items():
            times = sum(answer in body for body in said[race.customer] for answer in answers)
            if times != (text == first):
                wrong.append(f"{race.chat} {race.pair} {race.apart:.3f}: answered {text!r} {times} times")
    return wrong


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("races", [60, pytest.param(10_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("doors", [{0}, {0, 1}, set[int]()], ids=["run", "two-runs", "workers"])
async def test_two_messages_a_moment_apart_are_met_once_and_in_order_whoever_brings_and_meets_them(
    database_url: str, doors: set[int], races: int
) -> None:
    if database_url.startswith("sqlite") and len(doors) > 1:
        pytest.skip("two runs want PostgreSQL: on one SQLite file the second refuses to start (test_two_instances)")
    seed = time.time_ns()
    chance = random.Random(seed)
    run = [Race(number, chance) for number in range(1, races + 1)]
    async with table(database_url, doors, chance) as laid:
        await laid.asks(run)
        room = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(laid.runs(race, room) for race in run))
        await laid.quiet()
        await asyncio.sleep(2 * 2 / SPEED)  # bursts are over
        await laid.quiet()
        store = laid.stores[0]
        wrong = await is_sound(store, run)
        assert not wrong, f"seed {seed}: {len(wrong)} of {races}: {wrong[:5]}"
        assert await store.inbox.count_dead() == 0
