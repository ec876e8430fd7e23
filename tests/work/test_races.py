"""Two messages of one customer a moment apart, each delivered several times, by two doors, to two consumers; the
playbook is published anew all the while. Whatever the order in which they run: each message is met once, in its order.

A failed run prints its seed. `--slow` runs 10,000 races on each database and in each shape.
"""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from functools import partial

from bot.model.arrivals import Arrival
from bot.model.events import FlowRequested
from bot.store import Store
from bot.store.database.identity import customer_id_of
from tests.store.samples import NOON, lea, wrote
from tests.work.racing import (
    AT_ONCE,
    Table,
    a_few_at_once,
    chance_of_a_run,
    few_or_many,
    shapes,
    skip_where_two_runs_cannot_be,
    table,
)
from tests.work.shop import SOURCES, playbook

FLOW = "flows/conversations/count.yaml"
LATER = {
    **SOURCES,
    FLOW: SOURCES[FLOW].replace("small machine", "tiny machine").replace("large machine", "huge machine"),
}
#: Times as fast as ours: the wait for the rest of what somebody is typing takes a fraction of a second.
SPEED = 20
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

    async def runs(self, laid: Table) -> None:
        """A provider hands over the second message of a chat once the first was taken; repeats come when they like."""
        copies: list[asyncio.Task[None]] = []
        for place, delays in enumerate(self.copies):
            first = asyncio.create_task(self.delivers(laid, place))
            copies += [asyncio.create_task(self.delivers(laid, place, delay)) for delay in delays]
            await asyncio.sleep(self.apart)
            if len(laid.stores) > 1:
                await first
            copies.append(first)
        await asyncio.gather(*copies)

    async def delivers(self, laid: Table, place: int, after: float = 0.0) -> None:
        if after:
            await asyncio.sleep(after)
        await laid.happens(wrote(self.pair[place], chat=self.chat, ordinal=place + 2, when=laid.clock()))


async def asks(laid: Table, races: list[Race]) -> None:
    for begin in range(0, len(races), AT_ONCE):
        greeted, at = list[Arrival](), laid.clock()
        for race in races[begin : begin + AT_ONCE]:
            ask = FlowRequested(id=f"ask {race.chat}", flow="count")
            greeted.append(wrote("/start", id=f"hello {race.chat}", chat=race.chat, ordinal=1, when=at))
            greeted.append(Arrival(event=ask, received_at=at, names=(lea(race.chat),), source="shop"))
        await laid.happens(*greeted)
    await laid.quiet()


async def publishes(laid: Table, stop: asyncio.Event) -> None:
    """Take up the other version of the playbook, again and again, each instance when it hears of it."""
    versions = [playbook(), playbook(**LATER)]
    for version, sources in zip(versions, (SOURCES, LATER), strict=True):
        await laid.stores[0].playbooks.put(version.version, sources, "", NOON)
    while not stop.is_set():
        await asyncio.sleep(laid.chance.uniform(0.02, 0.2))
        laid.chance.choice(laid.shelves).replace(laid.chance.choice(versions))


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


@few_or_many
@shapes
async def test_two_messages_a_moment_apart_are_met_once_and_in_order_whoever_brings_and_meets_them(
    database_url: str, doors: set[int], races: int
) -> None:
    skip_where_two_runs_cannot_be(database_url, doors)
    chance = chance_of_a_run()
    run = [Race(number, chance) for number in range(1, races + 1)]
    async with table(database_url, doors, chance, playbook(), speed=SPEED, beside=publishes) as laid:
        await asks(laid, run)
        await a_few_at_once(partial(race.runs, laid) for race in run)
        await laid.quiet()
        await asyncio.sleep(2 * 2 / SPEED)  # bursts are over
        await laid.quiet()
        wrong = await is_sound(laid.stores[0], run)
        assert not wrong, f"{len(wrong)} of {races}: {wrong[:5]}"
        assert await laid.stores[0].inbox.count_dead() == 0
