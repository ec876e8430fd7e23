"""The next best conversation, decided among few customers and among many.

`python -m tests.benchmarks.next_conversation [--customers 1000000] [--rounds 15] [--decide 60]`. Nothing is asserted;
the ratio counts. Each customer has three follow-ups planned. In each round the first is due for `--decide` of them,
spread over the whole table: two others compete with it, so it is weighed against them, given a later hour and written
down, in durable turns. The rest only are there, with a timer each. Both databases are open at once and take turns, so
that whatever else the machine does hits both; the first rounds are left out, and the medians of the others are told,
by the clock and by the processor's time of this process. That no statement on the way walks a table is proved in
the test of the plans (`tests.work.turns.test_plans`).
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import msgspec
from msgspec.structs import replace

from bot.channels.cutting.cutters import TelegramCutter
from bot.engine.advance import advance, new_customer
from bot.model.address import Address
from bot.model.customer import Customer
from bot.model.effects import SetTimer
from bot.model.events import ConsentGiven, Event, MessageReceived, ShopReported, TimerDue
from bot.model.message import Reading
from bot.playbook.compiled import Shelf
from bot.store import Store, migrate
from bot.store.database.times import micros
from bot.work.turns.consumer import Consumer
from bot.work.turns.shelves import Shelves
from tests.benchmarks.ours import playbook
from tests.benchmarks.turns import quiet

FEW = 1000
WARM = 3  # rounds left out
HOUR = timedelta(hours=1)
NOON = datetime(2026, 3, 3, 11, tzinfo=UTC)  # a Tuesday in Paris
STORE = "store: Maison Moka\nlanguages: [fr]\ncountry: FR\ntimezone: Europe/Paris\ncurrency: EUR\n"
JOURNEY = """
journey: purchase
stages: [discovery]
follow_ups:
  - { start: offer, on: x.offer, after: 1 hour, priority: 20 }
  - { start: better, on: x.better, after: 2 hours, priority: 60 }
  - { start: advice, on: x.advice, after: 150 minutes }
"""


def flow(name: str, purpose: str) -> str:
    return f"flow: {name}\ntitle: {name}\npurpose: {purpose}\nsteps:\n  - say: ceci est {name}\n"


SOURCES = {
    "flows/store.yaml": STORE,
    "flows/journeys/purchase.yaml": JOURNEY,
    **{
        f"flows/conversations/{name}.yaml": flow(name, purpose)
        for name, purpose in (("offer", "marketing"), ("better", "marketing"), ("advice", "care"))
    },
}


def template() -> tuple[Customer, list[TimerDue]]:
    """Return a customer for whom three follow-ups are planned, the first for `NOON`, and their timers."""
    address = Address("telegram", "1")
    events: list[tuple[timedelta, Event]] = [
        (timedelta(days=9), MessageReceived(id="a", address=address, text="/help")),
        (
            timedelta(days=9),
            ConsentGiven(id="b", purpose="marketing", channel="telegram", wording="…", source="benchmark"),
        ),
        *((timedelta(hours=1), ShopReported(id=name, name=f"x.{name}")) for name in ("offer", "better", "advice")),
    ]
    shelf, customer, timers = Shelf(current=playbook(SOURCES)), new_customer("0" * 32, NOON), []
    for ago, event in events:
        turn = advance(shelf, customer, replace(event, at=NOON - ago))
        customer = turn.customer
        timers += [one.event for one in turn.effects if isinstance(one, SetTimer) and one.event.kind == "start"]
    return customer, timers


def fill(path: Path, customers: int, rounds: int, decide: int) -> None:
    """Put the customers in the database; in each round, an hour after the one before, `decide` of them are due."""
    customer, timers = template()
    state = msgspec.json.encode(customer).decode()
    events = [msgspec.json.encode(timer).decode() for timer in timers]
    later = micros(NOON + timedelta(days=30))
    spread = customers // (rounds * decide)

    def own(text: str, number: int) -> str:
        for place, timer in enumerate(timers):
            text = text.replace(timer.id, f"t{place}-{number:08d}")
        return text.replace(customer.id, f"{number:032x}")

    def rows() -> Iterator[tuple[object, ...]]:
        for number in range(customers):
            yield f"{number:032x}", own(state, number)

    def pending() -> Iterator[tuple[object, ...]]:
        for number in range(customers):
            place, left = divmod(number, spread)
            chosen = left == 0 and place < rounds * decide
            for kind, event in enumerate(events if chosen else events[:1]):
                first = kind == 0 and chosen
                due = micros(NOON + place % rounds * HOUR) if first else later + (number * 3 + kind) * 10_000_000
                yield f"t{kind}-{number:08d}", f"{number:032x}", due, own(event, number)

    connection = sqlite3.connect(path)
    with connection:
        connection.executemany("INSERT INTO customers (id, created_at, state, version) VALUES (?, 0, ?, 5)", rows())
        connection.executemany(
            "INSERT INTO inbox (id, customer, source, ordinal, received_at, due_at, event) "
            "VALUES (?, ?, 'timer', 0, 0, ?, ?)",
            pending(),
        )
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


class Side:
    """One of the two databases, with what a round took in it."""

    def __init__(self, store: Store, path: Path) -> None:
        self.now = NOON - HOUR
        self.wall: list[float] = []
        self.processor: list[float] = []
        self._path = path
        self._store = store
        self._consumer = Consumer(
            store,
            Shelves(playbook(SOURCES), store.playbooks, lambda _: None),
            {"telegram": TelegramCutter()},
            reader=lambda _, language, asked: Reading(language),
            clock=lambda: self.now,
            has_doors=True,
        )

    @classmethod
    async def open(cls, path: Path, customers: int, rounds: int, decide: int) -> Side:
        url = f"sqlite:///{path}"
        await migrate(url)
        fill(path, customers, rounds, decide)
        return cls(await Store.open(url), path)

    async def decide(self) -> None:
        """Meet what an hour has made due."""
        self.now += HOUR
        wall, processor = time.perf_counter(), time.process_time()
        await self._consumer.drain()
        self.wall.append(time.perf_counter() - wall)
        self.processor.append(time.process_time() - processor)

    async def close(self) -> int:
        """Return how many follow-ups were weighed against others."""
        await self._store.close()
        with closing(sqlite3.connect(self._path)) as connection:
            (weighed,) = connection.execute("SELECT COUNT(*) FROM ledger WHERE rule = 'competition'").fetchone()
        return int(weighed)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--decide", type=int, default=60)
    asked = parser.parse_args()
    if asked.rounds * asked.decide > FEW:
        raise SystemExit(f"at most {FEW} can be due in all: fewer rounds, or fewer in each")
    quiet()
    with tempfile.TemporaryDirectory() as name:
        few = await Side.open(Path(name) / "few.db", FEW, asked.rounds, asked.decide)
        many = await Side.open(Path(name) / "many.db", asked.customers, asked.rounds, asked.decide)
        for number in range(asked.rounds):
            for side in (few, many) if number % 2 else (many, few):
                await side.decide()
        for side in (few, many):
            if await side.close() < asked.rounds * asked.decide:
                raise SystemExit("not all were weighed against others")
    for what, one, other in (("by the clock", few.wall, many.wall), ("processor", few.processor, many.processor)):
        times = [median(took[WARM:]) / asked.decide * 1e6 for took in (one, other)]
        ratios = sorted(b / a for a, b in zip(one[WARM:], other[WARM:], strict=True))
        print(
            f"{what:13} {times[0]:6.0f} us a decision among {FEW:,}, {times[1]:6.0f} us among {asked.customers:,}: "
            f"{median(ratios):.2f} times that (rounds from {ratios[0]:.2f} to {ratios[-1]:.2f})"
        )


if __name__ == "__main__":
    asyncio.run(main())
