"""PostgreSQL: a pool of connections, a transaction each; the server shares the commits among them by itself."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any, TypeVar

import asyncpg

from bot.crash_points import reached
from bot.store.database.dialect import for_postgres
from bot.store.database.faults import StoreUnavailable
from bot.store.database.postgres_batch import SETTINGS, Batch, Session
from bot.store.database.script import Call, Row, Script

T = TypeVar("T")
ATTEMPTS = 5
LOCK_WAIT = 10  # seconds: Twilio leaves a webhook 15, the server as much as it takes
SHAPES = 1024  # statements that a connection keeps prepared, whatever their length
#: Seconds before what was cut off is written once more: one lost connection is no reason to turn a delivery away.
PAUSES = (0.05, 0.2, 0.5)
#: Two transactions met in a knot, and the server let one go: the script starts again.
KNOTS = (asyncpg.DeadlockDetectedError, asyncpg.SerializationError)
#: The server or the way to it is gone. Where we can't know whether it was written, ids make a repeat harmless.
GONE = (
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.OperatorInterventionError,
    asyncpg.InternalClientError,  # between the server's last words and the end of the line (asyncpg's issue 1069)
)
#: The server is there and has no room: no disk, no memory, no connection more.
NO_ROOM = (asyncpg.InsufficientResourcesError, asyncpg.PostgresIOError)
#: What we asked is wrong: a fault of ours, or a row that is there already. Whatever else a server says (read-only since
#: another took over, a lock that somebody holds, a password that was changed) is its own, and may be over in a minute.
OURS = (asyncpg.IntegrityConstraintViolationError, asyncpg.DataError, asyncpg.SyntaxOrAccessError)
#: All that a statement may raise because of the server or the way to it.
LOST = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)


async def perform(connection: Any, call: Call) -> list[Row]:
    """Run a call, and return the rows that it brings."""
    if call.returning:
        rows: list[Row] = await connection.fetch(for_postgres(call.sql), *call.parameters[0])
        return rows
    batch = Batch(connection)
    await batch.add(call)
    await batch.say()
    return []


async def drive(connection: Any, script: Script[T]) -> T:
    """Run a script in the transaction that is open; return its result once all of it is done."""
    batch = Batch(connection)
    result = await _drive(connection, script, batch)
    await batch.say()
    return result


async def _drive(connection: Any, script: Script[T], batch: Batch) -> T:
    """Run a script; what it asked for last may still be in the batch."""
    try:
        call = next(script)
        while True:
            if call.returning:
                await batch.say()
                call = script.send(await perform(connection, call))
            else:
                await batch.add(call)
                call = script.send([])
    except StopIteration as end:
        result: T = end.value
        return result
    finally:
        script.close()


async def _roll_back(connection: Any) -> None:
    with contextlib.suppress(*LOST):  # then the server does it by itself
        if connection.is_in_transaction():
            await connection.execute("ROLLBACK")


async def _as_it_is(_connection: Any) -> None:
    """Give a connection back without a word to the server, which is asked once instead of twice for each read by that.

    Nothing of ours outlives its transaction: settings and locks are the transaction's own, cursors close with it, and
    who listens or leads has a connection beside the pool. A transaction that is still open is rolled back before this.
    """


def _named(fault: Exception) -> Exception:
    """Return what the caller should hear: what we asked for wrongly as it is, everything else as the database's."""
    is_ours = isinstance(fault, OURS) and not isinstance(fault, asyncpg.InsufficientPrivilegeError)
    if is_ours:
        return fault
    what = "PostgreSQL can't be reached" if isinstance(fault, GONE) else "PostgreSQL does not do it just now"
    named = StoreUnavailable(f"{'the database has no room just now' if isinstance(fault, NO_ROOM) else what} ({fault})")
    named.__cause__ = fault
    return named


async def _hurried(connection: Any) -> None:
    """Let a statement give up on a lock that somebody else holds: who waits behind a door is answered in time to ask
    again, and the connection is free for what is not locked.
    """
    await connection.execute(f"SET lock_timeout = '{LOCK_WAIT}s'")


class Postgres:
    """The pool of one database. `serial` is false: transactions of this process run side by side, and of what is
    written in groups `lanes` groups.
    """

    serial = False
    lanes = 2

    def __init__(self, pool: Any, url: str) -> None:
        self.pool = pool
        self.url = url
        self._begun: set[asyncio.Task[None]] = set()

    @classmethod
    async def open(cls, url: str, connections: int) -> Postgres:
        try:
            pool = await asyncpg.create_pool(
                url,
                min_size=1,
                max_size=connections,
                max_inactive_connection_lifetime=300,
                statement_cache_size=SHAPES,
                max_cacheable_statement_size=0,
                reset=_as_it_is,
                init=_hurried,
                connection_class=Session,
                server_settings=SETTINGS,
            )
        except LOST as fault:
            raise StoreUnavailable(
                f"PostgreSQL can't be reached ({fault}); see that it runs, and DATABASE_URL"
            ) from fault
        return cls(pool, url)

    async def transact(self, script: Callable[[], Script[T]], point: str = "") -> T:
        """Run the script in a transaction of its own; return its result once that is committed."""
        for attempt in range(ATTEMPTS):
            try:
                return await asyncio.shield(self._transact(script, point))
            except KNOTS as fault:
                if attempt == ATTEMPTS - 1:
                    raise StoreUnavailable(f"the database is too busy ({fault})") from fault
            except LOST as fault:
                raise _named(fault)  # noqa: B904 - it says by itself what it comes from
        raise AssertionError("unreachable")

    def begin(
        self, script: Callable[[], Script[Any]], point: str, tell: Callable[[Any], None], *, now: bool = True
    ) -> None:
        """Like `transact`, for who can't wait: `tell` is called with the result or the exception.

        Where the way to the server was cut it is tried again: the script must bear being committed twice.
        """
        task = asyncio.create_task(self._tell(script, point, tell))
        self._begun.add(task)
        task.add_done_callback(self._begun.discard)

    async def _tell(self, script: Callable[[], Script[Any]], point: str, tell: Callable[[Any], None]) -> None:
        try:
            result = await self._again_if_cut(script, point)
        except Exception as fault:
            result = fault
        tell(result)

    async def _again_if_cut(self, script: Callable[[], Script[T]], point: str) -> T:
        for pause in PAUSES:
            try:
                return await self.transact(script, point)
            except StoreUnavailable as fault:
                if not isinstance(fault.__cause__, GONE):
                    raise
            await asyncio.sleep(pause)
        return await self.transact(script, point)

    async def _transact(self, script: Callable[[], Script[T]], point: str) -> T:
        async with self.pool.acquire() as connection:
            batch = Batch(connection, "BEGIN")
            try:
                result = await _drive(connection, script(), batch)
                reached(point.format("before"))
                await batch.say("COMMIT")
            except BaseException:
                await _roll_back(connection)
                raise
            reached(point.format("after"))
            return result

    async def read(self, call: Call) -> list[Row]:
        try:
            async with self.pool.acquire() as connection:
                return await perform(connection, call)
        except LOST as fault:
            raise _named(fault)  # noqa: B904 - it says by itself what it comes from

    async def look(self, script: Callable[[], Script[T]]) -> T:
        """Run a script that only asks, in a transaction of its own."""
        return await self.transact(script)

    async def close(self) -> None:
        await self.pool.close()
