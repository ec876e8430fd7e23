"""The next best conversation, decided among few customers and among many.

`python -m tests.benchmarks.next_conversation [--customers 1000000] [--decide 1000]`. Nothing is asserted; the ratio
counts. Each customer has three follow-ups planned. For some of them the first is due: two others compete with it, so it
is weighed against them, given a later hour and written down, in one durable turn. The rest only are there, with a timer
each. The same is measured with a thousand customers.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from msgspec.structs import replace

from bot.engine.advance import advance, new_customer
from bot.model.address import Address
from bot.model.customer import Customer
from bot.model.effects import SetTimer
from bot.model.events import ConsentGiven, Event, MessageReceived, ShopReported, TimerDue
from bot.playbook.compiled import Shelf
from bot.store import Store, migrate
from bot.store.times import micros
from tests.benchmarks.ours import Ours, playbook
from tests.benchmarks.turns import quiet

FEW = 1000
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


def fill(path: Path, customers: int, deciding: int) -> None:
    """Put the customers in the database; of the first `deciding` a follow-up is due at `NOON`."""
    customer, timers = template()
    state = msgspec.json.encode(customer).decode()
    events = [msgspec.json.encode(timer).decode() for timer in timers]
    later = micros(NOON + timedelta(days=1))

    def own(text: str, number: int) -> str:
        for place, timer in enumerate(timers):
            text = text.replace(timer.id, f"t{place}-{number:08d}")
        return text.replace(customer.id, f"{number:032x}")

    def rows() -> Iterator[tuple[object, ...]]:
        for number in range(customers):
            yield f"{number:032x}", own(state, number)

    def pending() -> Iterator[tuple[object, ...]]:
        for number in range(customers):
            for place, event in enumerate(events if number < deciding else events[:1]):
                first = place == 0 and number < deciding
                due = micros(NOON) if first else later + (number * 3 + place) * 10_000_000
                yield f"t{place}-{number:08d}", f"{number:032x}", due, own(event, number)

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


async def decide(path: Path, customers: int, deciding: int) -> float:
    """Return microseconds for one decision, from due to durable."""
    url = f"sqlite:///{path}"
    await migrate(url)
    fill(path, customers, deciding)
    store = await Store.open(url)
    began, ahead = time.monotonic(), timedelta(minutes=-1)
    parcours = Ours(store, lambda: NOON + ahead + timedelta(seconds=time.monotonic() - began), SOURCES)
    try:
        await asyncio.sleep(0.5)
        ahead = timedelta(minutes=1)
        started = time.perf_counter()
        store.bell.ring("inbox")
        while await store.inbox.overdue(NOON + timedelta(minutes=2)):
            await asyncio.sleep(0.01)
        took = time.perf_counter() - started
    finally:
        await parcours.close()
        await store.close()
    weighed = sqlite3.connect(path).execute("SELECT count(*) FROM ledger WHERE rule = 'competition'").fetchone()[0]
    if weighed < deciding:
        raise SystemExit(f"only {weighed} of {deciding} were weighed")
    return took / deciding * 1e6


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--decide", type=int, default=FEW)
    options = parser.parse_args()
    quiet()
    with tempfile.TemporaryDirectory() as name:
        await decide(Path(name) / "warm.db", FEW, 100)
        few = await decide(Path(name) / "few.db", FEW, min(options.decide, FEW))
        many = await decide(Path(name) / "many.db", options.customers, options.decide)
    print(f"{FEW:9,} customers   {few:8.0f} us a decision, durable")
    print(f"{options.customers:9,} customers   {many:8.0f} us a decision, durable   {many / few:.2f} times that")


if __name__ == "__main__":
    asyncio.run(main())
