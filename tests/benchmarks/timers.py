"""Timers: what many pending ones cost at start-up, and how fast due ones reach the outbox.

`python -m tests.benchmarks.timers [--pending 1000000] [--due 5000]`. Nothing is asserted; ratios count.
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
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.store import Store, migrate
from bot.store.times import micros
from tests.benchmarks.crowd import update
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


async def fire(path: Path, timers: int) -> float:
    """Return how many reminders a second go from due to the outbox: by day, as what is due at night is held."""
    url = f"sqlite:///{path}"
    await migrate(url)
    store = await Store.open(url)
    ahead, started = timedelta(), clock()

    def by_day() -> datetime:
        return A_MORNING + (clock() - started) + ahead

    parcours = Ours(store, by_day, reminding())
    try:
        await parcours.begin(list(range(1, timers + 1)))
        ahead = timedelta(hours=1, minutes=1)
        began = time.perf_counter()
        store.bell.ring("inbox")
        while await store.inbox.overdue(by_day()):
            await asyncio.sleep(0.02)
        took = time.perf_counter() - began
        [(fired,)] = await store.database.read(
            "SELECT COUNT(*) FROM outbox WHERE created_at >= $1", micros(A_MORNING + ahead)
        )
        assert fired == timers, f"{fired} of {timers} reminders are in the outbox"
        return timers / took
    finally:
        await parcours.close()
        await store.close()


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
    options = parser.parse_args()
    quiet()
    playbook()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        await pend(folder / "empty.db", 0)
        await pend(folder / "many.db", options.pending)
        none, many = start_up(f"sqlite:///{folder / 'empty.db'}"), start_up(f"sqlite:///{folder / 'many.db'}")
        print(f"start-up, no timer pending:        {none[0]:8.1f} ms {none[1]:8.1f} MiB")
        print(f"start-up, {options.pending:9,} pending:       {many[0]:8.1f} ms {many[1]:8.1f} MiB")
        least = await floor(folder, options.due)
        mine = await fire(folder / "due.db", options.due)
        print(f"floor                              {least:8,.0f} a second")
        print(f"reminders into the outbox          {mine:8,.0f} a second   {mine / least:.2f} of the floor")
        try:
            theirs = ask("apscheduler_jobs", min(options.due, 1000))["per_second"]
            print(
                f"APScheduler 3 on SQLite            {theirs:8,.0f} a second   ours is {mine / theirs:.0f} times that"
            )
        except Skipped as reason:
            print(f"APScheduler 3 on SQLite            skipped: {reason}")


if __name__ == "__main__":
    asyncio.run(main())
