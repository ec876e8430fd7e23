"""`python -m tests.simulation --seed 7 --customers 50 --days 365`, or with `--database URL` on a real database."""

from __future__ import annotations

import argparse
import asyncio
import sys
import time

from bot.playbook.compiled import Shelf
from bot.store import Store, migrate
from tests.simulation.judging import judge
from tests.simulation.running import reader_of, shelves, simulate
from tests.simulation.store_world import Town


async def on_a_database(url: str, seed: int, customers: int, days: int) -> int:
    """Let people live on an empty database; return 1 where something was broken."""
    await migrate(url)
    store, (older, _) = await Store.open(url), shelves()
    town, began = Town(store, older.current, reader_of(older.current), seed), time.perf_counter()
    try:
        await town.live(customers, days)
        seconds = time.perf_counter() - began
        print(f"seed {seed}: {customers} customers, {days} days, {seconds:.1f} s on {url.partition(':')[0]}")
        print(f"{days * 86_400 * customers / seconds:,.0f} times real time per customer")
        for name, count in sorted({**town.counts, "events": len(town.put), "shown": town.shown().total()}.items()):
            print(f"  {count:>9,}  {name}")
        turns, _, _ = await judge(town, Shelf(current=older.current))
        print(f"  {turns:>9,}  turns run again")
    except AssertionError as broken:
        print(f"BROKEN: {broken}")
        return 1
    finally:
        await store.close()
    print("nothing was broken")
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--customers", type=int, default=50)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--database", metavar="URL", help="an empty one, sqlite:///PATH or postgresql://…")
    given = parser.parse_args()
    if given.database:
        return asyncio.run(on_a_database(given.database, given.seed, given.customers, given.days))
    report = simulate(given.seed, given.customers, given.days, books=True)
    sys.stdout.writelines(f"{line}\n" for line in report.lines())
    return 1 if report.broken else 0


if __name__ == "__main__":
    sys.exit(main())
