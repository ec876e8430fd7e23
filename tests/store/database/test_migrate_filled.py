"""`parcours migrate` killed at any moment of its work on a shop with customers: whole the next time, and nothing lost.

The kills of `test_migrate` fall between two statements, on a database with nothing in it. Here they fall wherever the
clock puts them: within a statement that rewrites a table or builds an index, which PostgreSQL goes on with for a while
although nobody listens any more, and which who migrates next must wait for.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import pytest

from bot.store import Store
from bot.store.database.database import Database
from bot.store.database.migrate import migrations, schema_version
from tests.databases import SHAPE
from tests.store.filled import LINES, fill, first_schema, kept

LATEST = migrations()[-1][0]
PARTS = ["Réponse 1", "Réponse 2", "Réponse 3"]
BEGINS, ENDS = "bringing the database up to date", "database up to date"


async def parcours_migrate(url: str, killed_after: float | None = None) -> float:
    """Run the command, and kill it so many seconds after it has begun with the work; return how long it worked."""
    environment = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": url,
        "PYTHONPATH": str(Path.cwd()),
        "SECRET_KEY": "s" * 32,
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "migrate"),
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdout is not None
    said, began, took = [], 0.0, 0.0
    async for line in process.stdout:
        said.append(line.decode())
        if BEGINS in said[-1]:
            began = time.monotonic()
            if killed_after is not None:
                await asyncio.sleep(killed_after)
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
        elif ENDS in said[-1]:
            took = time.monotonic() - began
    code = await process.wait()
    assert code == 0 or (killed_after is not None and code == -signal.SIGKILL), said
    return took


class Copies:
    """Copies of a filled database of the first schema, each thrown away after its use."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._count = 0

    @asynccontextmanager
    async def one(self) -> AsyncIterator[str]:
        self._count += 1
        copy = f"{self.url.partition('?')[0]}_{self._count}"
        if self.url.startswith("sqlite"):
            shutil.copy(self.url.removeprefix("sqlite:///"), copy.removeprefix("sqlite:///"))
            yield copy
            for file in Path(copy.removeprefix("sqlite:///")).parent.glob(f"{Path(copy).name}*"):
                file.unlink()
        else:
            name, original = copy.rpartition("/")[2], self.url.partition("?")[0].rpartition("/")[2]
            await self._order(f'CREATE DATABASE "{name}" TEMPLATE "{original}"')
            yield self.url.replace(original, name)
            await self._order(f'DROP DATABASE "{name}" WITH (FORCE)')

    async def _order(self, command: str) -> None:
        original = self.url.partition("?")[0].rpartition("/")[2]
        connection = await asyncpg.connect(self.url.replace(original, "postgres"))
        try:
            await connection.execute(command)
        finally:
            await connection.close()


async def shape(database: Database) -> list[tuple[object, ...]]:
    """What the database is but for its rows."""
    sql = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2" if database.is_sqlite else SHAPE
    return [tuple(row) for row in await database.read(sql)]


async def found(url: str) -> tuple[int, dict[str, tuple[int, str]], list[tuple[object, ...]]]:
    """Return the number of the schema, what is kept and the shape."""
    database = await Database.open(url)
    try:
        return await schema_version(database), await kept(database), await shape(database)
    finally:
        await database.close()


@pytest.mark.timeout(3600)
@pytest.mark.parametrize(
    ("customers", "shops"), [(1_000, 1), pytest.param(20_000, 25, marks=pytest.mark.slow)], ids=["some", "20,000"]
)
async def test_killed_at_any_moment_nothing_is_lost_and_the_next_one_ends_it(
    empty_database_url: str, customers: int, shops: int
) -> None:
    seed = time.time_ns()
    chance, copies = random.Random(seed), Copies(empty_database_url)
    database = await first_schema(empty_database_url)
    await fill(database, customers)
    await database.close()
    async with copies.one() as url:
        _, before, _ = await found(url)
        took = await parcours_migrate(url)
        assert (await found(url))[:2] == (LATEST, before)
        whole = await found(url)
    assert before["transcript"][0] == LINES * customers
    struck = done = 0
    while done < shops or not struck:
        done += 1
        async with copies.one() as url:
            for _ in range(chance.randint(1, 3)):
                await parcours_migrate(url, killed_after=chance.uniform(0, took))
                number, left, _ = await found(url)
                assert left == before, f"seed {seed}: killed at schema {number}"
                struck += number < LATEST
            await parcours_migrate(url)
            assert await found(url) == whole, f"seed {seed}"
            store = await Store.open(url)
            assert [part.body.text for part in await store.outbox.of_customer("c7")] == PARTS
            await store.close()
    print(f"{done} shops of {customers:,} customers, {struck} kills within {took:.1f} s of work", file=sys.stderr)
