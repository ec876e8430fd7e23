"""What one more stage move costs to keep the medians current, after 1,000 and after 1,000,000 of them.

`python -m tests.benchmarks.journey [--few 1000] [--many 1000000] [--moves 500] [--rounds 9]`, on SQLite. The moves
before are counted customers of their own; then `--moves` fresh ones are taken in, again and again, and the times of all
stages are read as a worker reads them. The best of the rounds counts, since other processes only ever add. Nothing is
asserted; the ratio counts.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bot.store import Store, migrate

STAGES = ("discovery", "comparison", "decision", "purchase", "usage")
DAY = 86_400_000_000  # microseconds
INSERT = (
    "INSERT INTO stage_moves (customer, at, journey, left_stage, entered_at, stage, direction, cause, version) "
    "VALUES (?, ?, 'purchase', ?, ?, ?, 'advancing', 'order.confirmed', 'v')"
)


def moves(count: int, seed: int) -> Iterator[tuple[str, int, str, int, str]]:
    """Yield moves forward, each of another customer, of all lengths."""
    chance = random.Random(seed)
    for number in range(count):
        place = number % (len(STAGES) - 1)
        entered = number * 1000
        lasted = int(chance.lognormvariate(1.5, 0.8) * DAY)
        yield f"{seed}-{number}", entered + lasted, STAGES[place], entered, STAGES[place + 1]


def put(path: Path, count: int, seed: int) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.executemany(INSERT, moves(count, seed))
    connection.close()


async def measure(folder: Path, before: int, fresh: int, rounds: int) -> tuple[float, float]:
    """Return microseconds for one move taken in, and for reading all times, after `before` moves."""
    path = folder / f"{before}.db"
    await migrate(f"sqlite:///{path}")
    put(path, before, 0)
    store = await Store.open(f"sqlite:///{path}")
    try:
        await store.pacing.count()
        counting, reading = [], []
        for seed in range(1, rounds + 1):
            put(path, fresh, seed)
            began = time.perf_counter()
            await store.pacing.count()
            counted = time.perf_counter()
            await store.pacing.all()
            counting.append(counted - began)
            reading.append(time.perf_counter() - counted)
        return min(counting) / fresh * 1e6, min(reading) * 1e6
    finally:
        await store.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--few", type=int, default=1_000)
    parser.add_argument("--many", type=int, default=1_000_000)
    parser.add_argument("--moves", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = [
            asyncio.run(measure(Path(folder), before, asked.moves, asked.rounds)) for before in (asked.few, asked.many)
        ]
    for before, (counting, reading) in zip((asked.few, asked.many), found, strict=True):
        print(f"after {before:>9,} moves   one more taken in {counting:7.1f} us   all times read {reading:7.0f} us")
    taken_in, read = (many / few for few, many in zip(*found, strict=True))
    print(f"ratio                  one more taken in {taken_in:7.2f}      all times read {read:7.2f}")


if __name__ == "__main__":
    main()
