"""SQLite: one writer, whose thread runs a whole group of transactions as one commit, and a few readers.

Python's own transactions are off (`isolation_level=None`): every write begins with BEGIN IMMEDIATE, so that it waits
for its turn instead of failing half way, and a commit is on disk when it returns (WAL, `synchronous=FULL`; NORMAL may
lose committed transactions in a power cut).
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import structlog

from bot.crash_points import reached
from bot.store.database.checkpoints import Checkpoints
from bot.store.database.dialect import for_sqlite, for_sqlite_listing, for_sqlite_rows, is_repeatable
from bot.store.database.faults import StoreDamaged, StoreUnavailable
from bot.store.database.private_file import make_private
from bot.store.database.script import Call, Row, Script
from bot.store.database.sqlite_connection import Connection, Told, connect
from bot.store.database.watched_file import WatchedFile

T = TypeVar("T")
READERS = 3
MOST_ROWS = 64  # in one statement
_log = structlog.get_logger(__name__)
_LISTING: msgspec.json.Decoder[list[Row]] = msgspec.json.Decoder(list[tuple[Any, ...]])


class Job:
    """A transaction that waits for the writer. `point` names its two crash points: `inbox.{}_commit`. `tell` is told
    what it returned, once that is on disk, or its exception.
    """

    __slots__ = ("point", "script", "tell")

    def __init__(self, script: Callable[[], Script[Any]], point: str, tell: Callable[[Any], None]) -> None:
        self.script = script
        self.point = point
        self.tell = tell


def _forget_statistics(connection: sqlite3.Connection) -> None:
    """Let SQLite plan for big tables, always. What `ANALYZE` found of a young shop makes it walk through all timers for
    each group of turns, since they were so few, and goes on doing so when they are a million.
    """
    known = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'").fetchone()
    if known and connection.execute("SELECT 1 FROM sqlite_stat1").fetchone():
        connection.execute("DELETE FROM sqlite_stat1")
        connection.execute("ANALYZE sqlite_schema")


def perform(connection: sqlite3.Connection, call: Call) -> list[Row]:
    if call.width:
        [(rows,)] = connection.execute(for_sqlite_listing(call.sql, call.width), call.parameters[0])
        return _LISTING.decode(rows)
    if call.returning:
        return connection.execute(for_sqlite(call.sql), call.parameters[0]).fetchall()
    rows, done = call.parameters, 0
    repeatable = is_repeatable(call.sql, apart=call.apart)
    while done < len(rows):
        together = rows[done : done + (MOST_ROWS if repeatable else _power_of_two(len(rows) - done))]
        done += len(together)
        if repeatable:
            together = [*together, *[together[-1]] * (_next_power_of_two(len(together)) - len(together))]
        sql = for_sqlite_rows(call.sql, len(together[0]), len(together), apart=call.apart)
        if sql is not None:
            connection.execute(sql, [value for row in together for value in row])
        else:
            connection.executemany(for_sqlite(call.sql), together)
    return []


def _power_of_two(rows: int) -> int:
    """Return how many rows go together, so that few shapes of a statement are prepared, and kept."""
    return 1 << min(rows.bit_length() - 1, MOST_ROWS.bit_length() - 1)


def _next_power_of_two(rows: int) -> int:
    """Return how many times a statement is to run that may run again: few shapes here too, and all rows in one."""
    return 1 << (rows - 1).bit_length()


def drive(connection: sqlite3.Connection, script: Script[T]) -> T:
    try:
        call = next(script)
        while True:
            call = script.send(perform(connection, call))
    except StopIteration as end:
        result: T = end.value
        return result
    finally:
        script.close()


def _look(script: Callable[[], Script[T]], connection: sqlite3.Connection) -> T:
    connection.execute("BEGIN")
    try:
        return drive(connection, script())
    finally:
        connection.execute("ROLLBACK")


def _commit(jobs: Sequence[Job], connection: sqlite3.Connection) -> list[Any]:
    """Run the jobs as one transaction; return what each returned. Whatever fails, nothing of it is left."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        results = [drive(connection, job.script()) for job in jobs]
        for job in jobs:
            reached(job.point.format("before"))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    for job in jobs:
        reached(job.point.format("after"))
    return results


def _commit_group(jobs: Sequence[Job], connection: sqlite3.Connection) -> list[Any]:
    """Like `_commit`; where the group fails each job has a transaction of its own, and its exception as its result."""
    try:
        return _commit(jobs, connection)
    except Exception as fault:
        if len(jobs) == 1:
            return [fault]
        return [_commit_group([job], connection)[0] for job in jobs]


class Sqlite:
    """The writer and the readers of one file."""

    serial = True
    lanes = 1

    def __init__(self, path: Path, writer: Connection, reader: Connection) -> None:
        self.path = path
        self._writer = writer
        self._file = WatchedFile(path)
        self._beside: Connection | None = None
        self._checkpoints = Checkpoints(self._run_beside, writer.run)
        self._readers: asyncio.Queue[Connection] = asyncio.Queue()
        self._readers.put_nowait(reader)
        self._readers_open = 1
        self._opening: asyncio.Task[None] | None = None
        self._closed = False
        self._waiting: list[Job] = []
        self._running = False
        self._rested: asyncio.Future[None] | None = None

    @classmethod
    async def open(cls, path: Path) -> Sqlite:
        if not await asyncio.to_thread(path.parent.is_dir):
            raise StoreUnavailable(f"{path} can't be opened (there is no such folder); make it, or set DATABASE_URL")
        await asyncio.to_thread(make_private, path)
        try:
            async with contextlib.AsyncExitStack() as failing:
                writer = await connect(path, read_only=False)
                failing.push_async_callback(writer.end)
                await writer.run(_forget_statistics)
                reader = await connect(path, read_only=True)
                failing.push_async_callback(reader.end)
                backend = cls(path, writer, reader)
                failing.pop_all()
                return backend
        except sqlite3.Error as fault:
            raise StoreUnavailable(
                f"{path} can't be opened ({fault}); see that it is a database, may be written and has room"
            ) from fault

    async def transact(self, script: Callable[[], Script[T]], point: str = "") -> T:
        """Run the script in a commit shared with whatever else waits; return its result once that is on disk."""
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self.begin(script, point, partial(settle, done))
        return await done

    def begin(
        self, script: Callable[[], Script[Any]], point: str, tell: Callable[[Any], None], *, now: bool = False
    ) -> None:
        """Like `transact`, for who can't wait: `tell` is called with the result or the exception. `now`: without a
        round of the loop in which others may join.
        """
        self._waiting.append(Job(script, point, tell))
        if not self._running and now:
            self._submit()
        elif not self._running:
            asyncio.get_running_loop().call_soon(self._submit)

    def _submit(self) -> None:
        if self._running or not self._waiting:
            return
        jobs, self._waiting = self._waiting, []
        self._running = True
        self._writer.submit(self._file.guard(partial(_commit_group, jobs)), Told(partial(self._done, jobs)))

    def _done(self, jobs: Sequence[Job], results: Sequence[Any], fault: BaseException | None) -> None:
        self._checkpoints.committed()
        try:
            for place, job in enumerate(jobs):  # what they begin now shares the next commit
                result = results[place] if fault is None else fault
                job.tell(_named(result) if isinstance(result, sqlite3.Error) else result)
        finally:
            self._running = False
            self._submit()
        if self._rested is not None and not self._running and not self._rested.done():
            self._rested.set_result(None)

    async def read(self, call: Call) -> list[Row]:
        return await self._ask(lambda connection: perform(connection, call))

    async def look(self, script: Callable[[], Script[T]]) -> T:
        """Run a script that only asks, beside the writer: all of it sees the database as it is when it begins."""
        return await self._ask(partial(_look, script))

    async def _ask(self, work: Callable[[sqlite3.Connection], T]) -> T:
        if self._readers.empty() and self._readers_open < READERS and not self._closed:
            self._readers_open += 1
            self._opening = asyncio.create_task(self._open_another(self._opening))
        reader = await self._readers.get()
        try:
            if self._closed:
                raise StoreUnavailable("the database is closed")
            return await reader.run(work)
        except sqlite3.Error as fault:
            raise _named(fault) from fault
        finally:
            self._readers.put_nowait(reader)

    async def _open_another(self, before: asyncio.Task[None] | None) -> None:
        """Open a reader once all are busy: each reads the whole schema as it opens, and a command needs one."""
        if before is not None:
            await before
        try:
            self._readers.put_nowait(await connect(self.path, read_only=True))
        except (sqlite3.Error, RuntimeError) as fault:  # the file, or the system has no thread more
            self._readers_open -= 1
            _log.warning("a reader could not be opened; the others go on", fault=str(fault))

    async def _run_beside(self, work: Callable[[sqlite3.Connection], int]) -> int:
        if self._beside is None:
            self._beside = await connect(self.path, read_only=False)
        return await self._beside.run(work)

    async def close(self) -> None:
        self._submit()
        while self._running:
            self._rested = asyncio.get_running_loop().create_future()
            await self._rested
        await self._checkpoints.close()
        if self._beside is not None:
            await self._beside.close()
        self._closed = True
        if self._opening is not None:
            await self._opening
        readers = [await self._readers.get() for _ in range(self._readers_open)]  # with those that are asked just now
        for reader in readers:
            await reader.close()
            self._readers.put_nowait(reader)  # for who waits: they hear that it is closed
        await self._writer.close()
        self._file.close()


def settle(done: asyncio.Future[Any], result: Any) -> None:
    """Let who waits have the result, or the exception that it is; who gave up waiting has neither."""
    if done.done():
        return
    if isinstance(result, BaseException):
        done.set_exception(result)
    else:
        done.set_result(result)


def _named(fault: sqlite3.Error) -> Exception:
    """Return what the caller should hear: a broken rule is their own fault, everything else the database's."""
    if isinstance(fault, sqlite3.IntegrityError | sqlite3.ProgrammingError | sqlite3.InterfaceError):
        return fault
    damaged = getattr(fault, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
    words = "the database file is damaged; restore a backup" if damaged else "the database can't write or read just now"
    named = (StoreDamaged if damaged else StoreUnavailable)(f"{words} ({fault})")
    named.__cause__ = fault
    return named
