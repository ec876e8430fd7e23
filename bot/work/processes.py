"""Loops that start together and stop together, and who of several processes runs what only one may.

A loop is `run(stop)`: it works until the event is set, finishes what is under way, and returns.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import zlib
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from typing import Any

import asyncpg

from bot.crash_points import reached
from bot.store import Store
from bot.store.database.bell import Listener
from bot.store.database.postgres import LOST, Postgres

Loop = Callable[[asyncio.Event], Coroutine[Any, Any, None]]
ELECTION = 2.0  # seconds between attempts to lead
LEASE = 30.0  # seconds without a sign of life after which the server takes the lead away


async def run_all(loops: Sequence[Loop], stop: asyncio.Event) -> None:
    """Run loops until `stop` is set or one of them fails; either way all are stopped, and have drained on return.

    Raises what the first loop to fail raised.
    """
    async with asyncio.TaskGroup() as group:
        for loop in loops:
            group.create_task(_run(loop, stop))


async def _run(loop: Loop, stop: asyncio.Event) -> None:
    try:
        await loop(stop)
    except Exception:
        stop.set()
        raise


@contextlib.contextmanager
def stopped_by_signals(stop: asyncio.Event) -> Iterator[None]:
    """Let SIGTERM and SIGINT set `stop`."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, _told_to_stop, stop)
    try:
        yield
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)


def _told_to_stop(stop: asyncio.Event) -> None:
    stop.set()
    reached("stop.before_drain")


@contextlib.contextmanager
def ringing_when(stop: asyncio.Event, listener: Listener) -> Iterator[None]:
    """Wake a listener when the loop should stop."""
    waiter = asyncio.ensure_future(stop.wait())
    waiter.add_done_callback(lambda _: listener.ring())
    try:
        yield
    finally:
        waiter.cancel()


def led(store: Store, name: str, loop: Loop) -> Loop:
    """Return the loop as one that runs in a single process at a time: whoever leads, until it stops or is gone.

    On PostgreSQL the leader holds an advisory lock on a connection of its own, which the server takes back when the
    process dies, and when it stands still for longer than the lease (a paused machine keeps its connections open). Who
    comes back late finds the connection closed, and stops. SQLite has one instance, which leads.
    """
    if store.is_sqlite:
        return loop

    async def run(stop: asyncio.Event) -> None:
        while not stop.is_set():
            async with _leading(store, name) as connection:
                if connection is not None:
                    await _until_lost(loop, stop, connection)
            await _wait(stop, ELECTION)

    return run


@contextlib.asynccontextmanager
async def _leading(store: Store, name: str) -> AsyncIterator[Any]:
    """Yield the connection that holds the lock of this name, or None where another process leads."""
    backend = store.database.backend
    assert isinstance(backend, Postgres)
    try:
        connection = await asyncpg.connect(backend.url)
    except LOST:
        yield None
        return
    try:
        yield connection if await _takes_the_lead(connection, name) else None
    finally:
        with contextlib.suppress(*LOST):
            await connection.close(timeout=LEASE / 4)


async def _takes_the_lead(connection: Any, name: str) -> bool:
    key = zlib.crc32(name.encode()) - (1 << 31)
    try:
        await connection.execute(f"SET idle_session_timeout = {round(LEASE * 1000)}")  # PostgreSQL 14 and later
        return bool(await connection.fetchval("SELECT pg_try_advisory_lock(7162, $1)", key))
    except LOST:
        return False


async def _until_lost(loop: Loop, stop: asyncio.Event, connection: Any) -> None:
    """Run the loop until it should stop, or until the lock is lost with its connection."""
    over = asyncio.Event()
    connection.add_termination_listener(lambda _: over.set())
    stopping = asyncio.ensure_future(stop.wait())
    stopping.add_done_callback(lambda _: over.set())
    living = asyncio.ensure_future(_give_signs_of_life(connection, over))
    try:
        await loop(over)
    finally:
        stopping.cancel()
        living.cancel()


async def _give_signs_of_life(connection: Any, over: asyncio.Event) -> None:
    """Keep the lease until the loop is over; end the loop where the server gives no answer within it."""
    while not over.is_set():
        await _wait(over, LEASE / 4)
        try:
            await connection.execute("SELECT 1", timeout=LEASE / 4)
        except LOST:
            over.set()


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await stop.wait()
