"""How long each migration takes on a shop of the first release with many customers, and so how long its locks are held.

    python -m tests.benchmarks.migrating [--database sqlite | postgresql] [--customers 100000]

makes that shop (six messages, three parts and three decisions a customer), brings it up to date one migration after the
other, and tells those that took longer than a tenth of a second. On SQLite nobody else writes meanwhile; on PostgreSQL
what builds an index on a table keeps others from writing there, until its commit.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

import asyncpg

from bot.store.database.database import Database
from bot.store.database.dialect import Dialect
from bot.store.database.migrate import _step, migrations
from tests.benchmarks.big_shop import named, postgres
from tests.store.filled import fill, first_schema

TOLD: Final = 0.1  # seconds


@contextlib.contextmanager
def empty(database: Dialect, folder: Path) -> Iterator[str]:
    if database == "sqlite":
        yield f"sqlite:///{folder / 'old.db'}"
        return
    folder.chmod(0o755)  # the server runs as another user where we are root
    with postgres(folder / "postgres") as server:
        asyncio.run(order(server, "CREATE DATABASE old"))
        yield named(server, "old")


async def order(url: str, command: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(command)
    finally:
        await connection.close()


async def main(dialect: Dialect, url: str, customers: int) -> None:
    database = await first_schema(url)
    await fill(database, customers)
    await database.close()
    if dialect == "postgresql":
        await order(url, "VACUUM ANALYZE")
    database = await Database.open(url, connections=1)
    began = time.perf_counter()
    for number, sql in migrations(dialect):
        at = time.perf_counter()
        await database.transact(partial(_step, number, sql, locked=dialect == "postgresql"))
        if (took := time.perf_counter() - at) > TOLD:
            print(f"{number:04} {took:8.2f} s", flush=True)
    print(f"all  {time.perf_counter() - began:8.2f} s, {customers:,} customers on {dialect}")
    await database.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="postgresql")
    parser.add_argument("--customers", type=int, default=100_000)
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="parcours-old-", ignore_cleanup_errors=True) as name,
        empty(given.database, Path(name)) as url,
    ):
        asyncio.run(main(given.database, url, given.customers))
