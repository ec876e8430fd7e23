"""Waking who waits for news: within this process at once, and across processes through PostgreSQL's LISTEN and NOTIFY.

A ring that is lost loses nothing but time: what it tells of is on disk, and the clock's tick looks again.
Topics: `inbox`, `outbox`, `web:<visitor>`, `playbook`, `staff chats`.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import asyncpg

from bot.store.database.database import Database, StoreSubject
from bot.store.database.postgres import LOST

CHANNEL = "parcours"
RECONNECT = 1.0  # seconds


class Listener:
    """One who waits, for any of some topics."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        self._rung.set()

    def has_rung(self) -> bool:
        """Tell whether it rang since this was last asked, without waiting."""
        rang = self._rung.is_set()
        self._rung.clear()
        return rang

    async def rung(self, timeout: float | None = None) -> bool:  # noqa: ASYNC109 - a wait that may end without news
        """Wait for a ring, at most `timeout` seconds; tell whether it came. Rings since the last wait count as one."""
        try:
            async with asyncio.timeout(timeout):
                await self._rung.wait()
        except TimeoutError:
            return False
        self._rung.clear()
        return True


class Bell:
    """The bell of one process."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[Listener]] = defaultdict(set)

    def ring(self, topic: str) -> None:
        """Wake everybody who listens to the topic. Call it after the commit that it tells of."""
        for listener in self._listeners.get(topic, ()):
            listener.ring()

    @contextlib.contextmanager
    def listen(self, *topics: str) -> Iterator[Listener]:
        """Listen to some topics for as long as the block runs; rings are kept from its first line on."""
        listener = Listener()
        for topic in topics:
            self._listeners[topic].add(listener)
        try:
            yield listener
        finally:
            for topic in topics:
                self._listeners[topic].discard(listener)
                if not self._listeners[topic]:
                    del self._listeners[topic]

    async def open(self) -> None:
        """Nothing to open within one process."""

    async def close(self) -> None:
        """Nothing to close within one process."""


class PostgresBell(Bell):
    """Rings in every process on the same database. What is rung while one ring is on its way is sent as one."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url
        self._outgoing: set[str] = set()
        self._more = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def ring(self, topic: str) -> None:
        super().ring(topic)
        self._outgoing.add(topic)
        self._more.set()

    async def open(self) -> None:
        connection = await self._connect()
        self._task = asyncio.create_task(self._run(connection))

    async def _connect(self) -> Any:
        connection = await asyncpg.connect(self._url)
        connection.add_termination_listener(self._lost)
        try:
            await connection.add_listener(CHANNEL, self._heard)
        except BaseException:
            connection.terminate()
            raise
        return connection

    def _lost(self, _connection: Any) -> None:
        """The connection is gone: who sends finds it out now, not when there is something to ring."""
        self._more.set()

    def _heard(self, _connection: Any, _pid: int, _channel: str, topic: str) -> None:
        super().ring(topic)

    async def _run(self, connection: Any) -> None:
        while True:
            try:
                await self._send(connection)
            except LOST:
                connection = await self._connect_again()
            except asyncio.CancelledError:
                await connection.close()
                raise

    async def _connect_again(self) -> Any:
        while True:
            await asyncio.sleep(RECONNECT)
            with contextlib.suppress(*LOST):
                connection = await self._connect()
                self._more.set()  # what was to be rung meanwhile
                return connection

    async def _send(self, connection: Any) -> None:
        while True:
            await self._more.wait()
            self._more.clear()
            if connection.is_closed():
                raise ConnectionResetError
            while self._outgoing:
                await connection.execute("SELECT pg_notify($1, $2)", CHANNEL, self._outgoing.pop())

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task


async def open_bell(url: str, *, across_processes: bool) -> Bell:
    bell = PostgresBell(url) if across_processes else Bell()
    await bell.open()
    return bell


class RungSubject(StoreSubject):
    """A subject whose news somebody waits for: the bell is rung for them."""

    def __init__(self, database: Database, bell: Bell) -> None:
        super().__init__(database)
        self._bell = bell
