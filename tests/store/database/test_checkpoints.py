"""The log is brought over beside the writer, and stays short while the writer writes on."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bot.store.database.checkpoints import Checkpoints
from bot.store.database.script import Script, once, query
from bot.store.database.sqlite import Sqlite

PAGE = "x" * 4000


def _put(number: int) -> Script[None]:
    yield once("INSERT INTO t VALUES ($1)", f"{number}{PAGE}")


async def _write(backend: Sqlite, times: int) -> None:
    for number in range(times):
        await backend.transact(partial(_put, number))


async def _opened(path: Path) -> Sqlite:
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE t (a TEXT)")
    database.close()
    return await Sqlite.open(path)


async def test_the_log_is_brought_over_and_begins_anew_while_everybody_goes_on(tmp_path: Path) -> None:
    backend = await _opened(tmp_path / "a.db")
    backend._checkpoints = Checkpoints(backend._run_beside, backend._writer.run, every=5, long=20)
    written, log = 0, tmp_path / "a.db-wal"
    while not written or log.stat().st_size > written * 4200:  # some 1,300 pages for 600 rows, if it never began anew
        await _write(backend, 600)
        written += 600
        assert written <= 6000, "how many wait for a starved checkpoint is chance, but not all of them wait"
    [[kept]] = await backend.read(query("SELECT COUNT(*) FROM t"))
    await backend.close()
    assert kept == written


async def test_what_can_not_be_brought_over_waits_and_hurts_nobody() -> None:
    tried = 0

    async def refused(_: Callable[[sqlite3.Connection], int]) -> int:
        nonlocal tried
        tried += 1
        raise sqlite3.OperationalError("database or disk is full")

    checkpoints = Checkpoints(refused, refused, every=2)
    for _ in range(3):
        await _twice(checkpoints)
    assert tried == 6  # beside the writer, and by the writer
    await checkpoints.close()
    await _twice(checkpoints)
    assert tried == 6, "none begins once its connection is closed"


async def _twice(checkpoints: Checkpoints) -> None:
    checkpoints.committed()
    checkpoints.committed()
    for _ in range(5):  # rounds of the loop in which one that was begun ends
        await asyncio.sleep(0)


async def test_who_may_not_open_the_file_any_more_leaves_it_to_the_writer() -> None:
    brought: list[str] = []

    async def refused(_: Callable[[sqlite3.Connection], int]) -> int:
        raise sqlite3.OperationalError("unable to open database file")

    async def writer(_: Callable[[sqlite3.Connection], int]) -> int:
        brought.append("by the writer")
        return 0

    checkpoints = Checkpoints(refused, writer, every=1)
    checkpoints.committed()
    await checkpoints.close()
    assert brought == ["by the writer"]


async def test_a_short_log_is_no_work_for_the_writer(tmp_path: Path) -> None:
    async def short(_: Callable[[sqlite3.Connection], int]) -> int:
        return 10

    asked = []

    async def writer(what: Callable[[sqlite3.Connection], int]) -> int:
        asked.append(what)
        return 0

    checkpoints = Checkpoints(short, writer, every=1, long=10)
    checkpoints.committed()
    await checkpoints.close()
    assert asked == []
