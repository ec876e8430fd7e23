"""A connection to an SQLite file: a thread of aiosqlite's that is given a whole group's statements at once."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

import aiosqlite

T = TypeVar("T")
BUSY_TIMEOUT: Final = 5.0  # seconds
PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -65536",  # KiB
    # Read, not mapped: where the disk fails under a mapped page, or the file is cut short, the system kills the process
    # (SIGBUS). Mapped, a page of the console was 3 % cheaper and a turn no cheaper.
    "PRAGMA mmap_size = 0",
    "PRAGMA wal_autocheckpoint = 0",  # `checkpoints` does it, beside the writer
    "PRAGMA journal_size_limit = 67108864",
)


class Told:
    """Stands where aiosqlite wants a future: who waits is called as the loop hears of the end, not a round later."""

    __slots__ = ("_loop", "_tell")

    def __init__(self, tell: Callable[[Any, BaseException | None], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._tell = tell

    def get_loop(self) -> asyncio.AbstractEventLoop:
        return self._loop

    def done(self) -> bool:
        return False

    def set_result(self, result: Any) -> None:
        self._tell(result, None)

    def set_exception(self, fault: BaseException) -> None:
        self._tell(None, fault)


class Connection(aiosqlite.Connection):
    """aiosqlite awaits a thread for each statement; this awaits it once for all the statements of a group.

    That is also what makes a group safe: SQLite may end a transaction by itself (disk full, I/O error), and a statement
    already on its way to the thread would then be committed alone.
    """

    def submit(self, work: Callable[[sqlite3.Connection], T], tell: asyncio.Future[T] | Told) -> None:
        """Give the thread its work now: aiosqlite's own coroutines do so only when the loop comes to them."""
        self._tx.put_nowait((tell, partial(work, self._conn)))  # type: ignore[arg-type]  # it asks no more of a future

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self.submit(work, done)
        return await done

    async def end(self) -> None:
        """Close, and see the thread out, also of one that nobody waits for any more while it opens: a thread that
        outlives its loop has nobody to tell what it did.
        """
        await self.close()
        await asyncio.to_thread(self._thread.join)


async def connect(path: Path, *, read_only: bool) -> Connection:
    mode = "ro" if read_only else "rwc"
    connection = Connection(
        lambda: sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=BUSY_TIMEOUT,
            cached_statements=512,
        ),
        iter_chunk_size=64,
    )
    try:
        await connection
        await connection.run(_prepare)
    except BaseException:
        await connection.end()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    for pragma in PRAGMAS:
        connection.execute(pragma)
