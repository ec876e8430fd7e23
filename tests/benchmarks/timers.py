"""Timers: what many pending ones cost at start-up, and how fast due ones reach the outbox.

`python -m tests.benchmarks.timers [--pending 1000000] [--due 5000] [--writing 10]`. Nothing is asserted; ratios count.
The last part lets other customers write meanwhile, each again as soon as they are answered.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import NamedTuple

from bot.store import Store, migrate
from bot.store.database.times import micros
from tests.benchmarks.crowd import ANSWERS, update
from tests.benchmarks.floor import Floor
from tests.benchmarks.ours import FLOWS, Ours, clock, customer_of, playbook
from tests.benchmarks.peers.runner import Skipped, ask
from tests.benchmarks.turns import quiet

#: Opens the store as `run` does and asks what is due: what a start-up has to do with timers.
START = """
import asyncio, json, resource, sys, time
from datetime import UTC, datetime
from bot.store import Store
async def main():
    began = time.perf_counter()
    store = await Store.open(sys.argv[1], alone=True)
    await store.inbox.overdue(datetime(2020, 1, 1, tzinfo=UTC))
    await store.inbox.next_due(datetime(2020, 1, 1, tzinfo=UTC))
    took = time.perf_counter() - began
    status = open("/proc/self/status").read()
    print(json.dumps([1000 * took, int(status.split("VmRSS:")[1].split()[0]) / 1024]))
    await store.close()
asyncio.run(main())
"""

#: A working day in France, at eleven.
A_MORNING = datetime(2026, 3, 3, 10, tzinfo=UTC)


def start_up(url: str) -> tuple[float, float]:
    """Return milliseconds and MiB of a process that has just opened the database; the best of three."""
    runs = [
        json.loads(subprocess.run([sys.executable, "-c", START, url], capture_output=True, check=True).stdout)
        for _ in range(3)
    ]
    return min(run[0] for run in runs), min(run[1] for run in runs)


async def pend(path: Path, timers: int) -> None:
    """Put timers of a year to come in the inbox, each of another customer."""
    await migrate(f"sqlite:///{path}")
    later = micros(clock() + timedelta(days=1))
    connection = sqlite3.connect(path)
    with connection:
        connection.executemany(
            "INSERT INTO inbox (id, customer, source, ordinal, received_at, due_at, event) "
            "VALUES (?, ?, 'timer', 0, 0, ?, ?)",
            ((f"t{n}", customer_of(n), later + n * 30_000_000, '{"type":"timer.due"}') for n in range(timers)),
        )
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


class Fired(NamedTuple):
    """Reminders a second into the outbox, and how long each message of others took meanwhile, sorted: milliseconds."""

    per_second: float
    took: list[float]


async def fire(url: str, timers: int, writing: int = 0) -> Fired:
    """Let reminders go from due to the outbox, by day, as what is due at night is held, while some others write."""
    await migrate(url)
    store = await Store.open(url)
    ahead, started = timedelta(), clock()

    def by_day() -> datetime:
        return A_MORNING + (clock() - started) + ahead

    parcours = Ours(store, by_day, reminding())
    try:
        await parcours.begin(list(range(1, timers + 1)))
        ahead = timedelta(minutes=30)
        others = list(range(timers + 1, timers + writing + 1))
        await parcours.begin(others)
        ahead = timedelta(hours=1, minutes=1)
        began, due = time.perf_counter(), by_day()
        done, took = asyncio.Event(), list[float]()
        writers = [asyncio.create_task(write(parcours.handle, chat, done, took)) for chat in others]
        store.bell.ring("inbox")
        while await store.inbox.overdue(due):
            await asyncio.sleep(0.02)
        per_second = timers / (time.perf_counter() - began)
        done.set()
        await asyncio.gather(*writers)
        [(fired,)] = await store.database.read(
            "SELECT COUNT(*) FROM outbox WHERE created_at >= $1", micros(A_MORNING + ahead)
        )
        assert fired == timers + len(took), f"{fired} of {timers} reminders are in the outbox"
        return Fired(per_second, sorted(took))
    finally:
        await parcours.close()
        await store.close()


async def write(handle: Callable[[bytes], Awaitable[None]], chat: int, done: asyncio.Event, took: list[float]) -> None:
    """Let one customer write, again as soon as they are answered."""
    for number in count(chat * 100_000):
        if done.is_set():
            return
        began = time.perf_counter()
        await handle(update(number, chat, ANSWERS[number % len(ANSWERS)]))
        took.append(1000 * (time.perf_counter() - began))


def told(took: list[float]) -> str:
    seen = took or [0.0]
    return f"{len(took)} messages, p50 {seen[len(seen) // 2]:.1f} ms, p99 {seen[len(seen) * 99 // 100]:.1f} ms"


def reminding() -> dict[str, str]:
    flow = FLOWS["flows/conversations/encore.yaml"]
    saved = "    save: roast\n"
    reminded = flow.replace(saved, saved + '    remind: { after: 1 hour, say: "Toujours là ?" }\n')
    return {**FLOWS, "flows/conversations/encore.yaml": reminded}


async def floor(folder: Path, timers: int) -> float:
    writer = Floor(folder / "floor.db")
    began = time.perf_counter()
    for first in range(0, timers, 64):
        await asyncio.gather(*(writer.handle(update(n, n, "timer")) for n in range(first, min(first + 64, timers))))
    writer.close()
    return timers / (time.perf_counter() - began)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pending", type=int, default=1_000_000)
    parser.add_argument("--due", type=int, default=5000)
    parser.add_argument("--writing", type=int, default=10)
    parser.add_argument(
        "--postgres", help="the address of an empty PostgreSQL database to measure on, and nothing else"
    )
    options = parser.parse_args()
    quiet()
    playbook()
    if options.postgres:
        alone = await fire(options.postgres, options.due)
        print(f"reminders into the outbox          {alone.per_second:8,.0f} a second")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        await pend(folder / "empty.db", 0)
        await pend(folder / "many.db", options.pending)
        none, many = start_up(f"sqlite:///{folder / 'empty.db'}"), start_up(f"sqlite:///{folder / 'many.db'}")
        print(f"start-up, no timer pending:        {none[0]:8.1f} ms {none[1]:8.1f} MiB")
        print(f"start-up, {options.pending:9,} pending:       {many[0]:8.1f} ms {many[1]:8.1f} MiB")
        least = await floor(folder, options.due)
        mine = (await fire(f"sqlite:///{folder / 'due.db'}", options.due)).per_second
        print(f"floor                              {least:8,.0f} a second")
        print(f"reminders into the outbox          {mine:8,.0f} a second   {mine / least:.2f} of the floor")
        beside = await fire(f"sqlite:///{folder / 'beside.db'}", options.due, options.writing)
        print(
            f"the same, {options.writing} others writing       {beside.per_second:8,.0f} a second   {told(beside.took)}"
        )
        try:
            theirs = ask("apscheduler_jobs", min(options.due, 1000))["per_second"]
            print(
                f"APScheduler 3 on SQLite            {theirs:8,.0f} a second   ours is {mine / theirs:.0f} times that"
            )
        except Skipped as reason:
            print(f"APScheduler 3 on SQLite            skipped: {reason}")


if __name__ == "__main__":
    asyncio.run(main())
