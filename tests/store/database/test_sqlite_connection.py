import asyncio
import contextlib
import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bot.store import Store
from bot.store.database import sqlite, sqlite_connection
from bot.store.database.faults import StoreUnavailable
from bot.store.database.script import query
from bot.store.database.sqlite import READERS, Sqlite
from bot.store.database.sqlite_connection import Connection, connect


def threads() -> set[threading.Thread]:
    """Those of aiosqlite, one for each connection that is open."""
    return {thread for thread in threading.enumerate() if "_connection_worker_thread" in thread.name}


def left(before: set[threading.Thread]) -> set[threading.Thread]:
    """Those that don't end: a connection is closed a moment before its thread is gone."""
    for thread in threads() - before:
        thread.join(5)
    return threads() - before


@pytest.fixture
def path(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


async def test_whoever_gives_up_while_a_store_opens_leaves_no_connection(sqlite_url: str) -> None:
    before, given_up = threads(), 0
    for rounds in range(200):
        opening = asyncio.create_task(Store.open(sqlite_url, alone=True))
        for _ in range(rounds):
            await asyncio.sleep(0)
        opening.cancel()
        try:
            await (await opening).close()
        except asyncio.CancelledError:
            given_up += 1
            assert threads() - before == set(), f"after {rounds} rounds of the loop"
        assert left(before) == set()
    assert given_up


async def test_a_store_whose_reader_cannot_be_opened_leaves_no_writer(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def writers_alone(path: Path, *, read_only: bool) -> Connection:
        if read_only:
            raise sqlite3.OperationalError("unable to open database file")
        return await connect(path, read_only=read_only)

    before = threads()
    monkeypatch.setattr(sqlite, "connect", writers_alone)
    with pytest.raises(StoreUnavailable, match="unable to open"):
        await Sqlite.open(path)
    assert left(before) == set()


async def test_a_connection_that_cannot_be_prepared_leaves_no_thread(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = threads()
    monkeypatch.setattr(sqlite_connection, "PRAGMAS", ("PRAGMA journal_mode = WAL", "no pragma"))
    with pytest.raises(sqlite3.OperationalError, match="syntax"):
        await connect(path, read_only=False)
    assert left(before) == set()


async def test_a_reader_that_is_asked_just_now_is_closed_as_it_comes_back(path: Path) -> None:
    before, gate = threads(), threading.Event()
    backend = await Sqlite.open(path)
    asked = asyncio.create_task(backend._ask(lambda _: gate.wait(20)))
    await asyncio.sleep(0)
    closing = asyncio.create_task(backend.close())
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(asyncio.shield(closing), 0.1)
    assert not closing.done()
    gate.set()
    await closing
    assert await asked is True
    assert left(before) == set()


async def test_who_waits_for_a_reader_while_it_is_closed_hears_of_it(path: Path) -> None:
    before, gate = threads(), threading.Event()
    backend = await Sqlite.open(path)
    all_busy = threading.Barrier(READERS + 1)
    asked = [asyncio.create_task(backend._ask(lambda _: (all_busy.wait(20), gate.wait(20))[1])) for _ in range(READERS)]
    await asyncio.to_thread(all_busy.wait, 20)
    waiting = [asyncio.create_task(backend.read(query("SELECT 1"))) for _ in range(3)]
    await asyncio.sleep(0)
    closing = asyncio.create_task(backend.close())
    await asyncio.sleep(0.05)
    gate.set()
    async with asyncio.timeout(20):
        await closing
        assert await asyncio.gather(*asked) == [True] * READERS
        heard = await asyncio.gather(*waiting, return_exceptions=True)
    assert {type(one) for one in heard} == {StoreUnavailable}
    assert left(before) == set()


async def test_a_database_that_is_closed_opens_no_reader_again(path: Path) -> None:
    before = threads()
    backend = await Sqlite.open(path)
    await backend.close()
    with pytest.raises(StoreUnavailable, match="closed"):
        await backend.read(query("SELECT 1"))
    await asyncio.sleep(0.01)
    assert left(before) == set()


CUT_SHORT = """
import asyncio, os, sqlite3, sys
from pathlib import Path
from bot.store.database.sqlite_connection import connect

async def main(path):
    writer = await connect(path, read_only=False)
    await writer.run(lambda c: c.execute("CREATE TABLE pages AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL"
        " SELECT i + 1 FROM n WHERE i < 2000) SELECT i, randomblob(4000) AS page FROM n").fetchall())
    await writer.run(lambda c: c.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
    await writer.run(lambda c: c.execute("CREATE TABLE in_the_log (i)").fetchall())
    reader = await connect(path, read_only=True)
    await reader.run(lambda c: c.execute("SELECT page FROM pages WHERE rowid = 1").fetchall())
    os.truncate(path, 40960)
    try:
        await reader.run(lambda c: c.execute("SELECT COUNT(page), SUM(LENGTH(page)) FROM pages").fetchall())
    except sqlite3.DatabaseError as fault:
        print("told:", fault)
    await reader.end()
    await writer.end()

asyncio.run(main(Path(sys.argv[1])))
"""


def test_a_file_that_is_cut_short_is_a_fault_and_not_the_end_of_the_process(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    ended = subprocess.run(
        [sys.executable, "-c", CUT_SHORT, tmp_path / "shop.db"], capture_output=True, text=True, env=environment
    )
    assert (ended.returncode, ended.stdout[:5]) == (0, "told:"), ended
