"""SQLite's log brought into the database's file beside the writer, not by it.

Left to itself SQLite does this inside the commit that finds the log long: every few hundred turns one waited for
thousands of pages. A checkpoint from another connection hinders nobody, but never quite ends while the writer writes
on, and only a log that is wholly brought over begins anew. So where it has become long all the same, the writer brings
over the little that is left, between two groups.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Final

import structlog

EVERY: Final = 32  # commits
LONG: Final = 8192  # pages, 32 MiB: half of what the log's file may keep

#: Has work done on a connection's thread.
Run = Callable[[Callable[[sqlite3.Connection], int]], Awaitable[int]]
_log = structlog.get_logger(__name__)


class Checkpoints:
    """`beside` and `writer` have work done on a connection of its own, and on the writer's between two groups."""

    def __init__(self, beside: Run, writer: Run, *, every: int = EVERY, long: int = LONG) -> None:
        self._beside = beside
        self._writer = writer
        self._every = every
        self._long = long
        self._commits = 0
        self._task: asyncio.Task[None] | None = None
        self._closed = False

    def committed(self) -> None:
        """Count a commit; begin a checkpoint where it is time, unless one is under way."""
        self._commits += 1
        if self._commits >= self._every and self._task is None and not self._closed:
            self._commits = 0
            self._task = asyncio.create_task(self._bring_over())

    async def _bring_over(self) -> None:
        try:
            if await self._pages_left() > self._long:
                await self._writer(_passive)
        except sqlite3.Error as fault:  # the disk is full, or somebody else is at it: the log waits for the next one
            _log.warning("the database's log was not brought over", fault=str(fault))
        finally:
            self._task = None

    async def _pages_left(self) -> int:
        """Bring over beside the writer; return how many pages the log has. Who may not open the file any more (rights
        were taken) leaves it to the writer, which has it open."""
        try:
            return await self._beside(_passive)
        except sqlite3.OperationalError as fault:
            _log.warning("the writer brings over the database's log", fault=str(fault))
            return self._long + 1

    async def close(self) -> None:
        """Wait for one that is under way, and begin no other: its connection is closed next."""
        self._closed = True
        if self._task is not None:
            await asyncio.wait([self._task])


def _passive(connection: sqlite3.Connection) -> int:
    """Bring over what can be without hindering anybody; return how many pages the log has."""
    _, pages, _ = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    return int(pages)
