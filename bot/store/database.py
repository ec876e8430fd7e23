"""One database to the rest of the store, whichever of the two it is.

`write` is the group commit: callers who come while a commit is under way are merged, and share the next one. A caller
whose rows can't be written fails alone: the group is run again, one caller at a time.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from bot.store.faults import BadDatabaseUrl, StoreUnavailable
from bot.store.postgres import Postgres
from bot.store.script import Item, Row, Script, ScriptOf, query
from bot.store.sqlite import Sqlite

T = TypeVar("T")
SQLITE = "sqlite:///"
AT_MOST_TOGETHER = 1000  # items of one statement's group, so that nobody waits long behind a crowd

#: What is written, and the pattern of its crash points.
_Kind = tuple[ScriptOf[Any], str]
_Waiter = tuple[Sequence[Any], asyncio.Future[None]]


def sqlite_path(url: str) -> Path | None:
    """Return the file that the address names, or None where it is PostgreSQL's. Raises `BadDatabaseUrl`."""
    if url.startswith(SQLITE) and len(url) > len(SQLITE):
        return Path(url.removeprefix(SQLITE))
    if url.startswith(("postgresql://", "postgres://")):
        return None
    raise BadDatabaseUrl("DATABASE_URL is neither sqlite:///PATH nor postgresql://…")


class Database:
    """Reads, transactions, and writes merged by what they do."""

    def __init__(self, backend: Sqlite | Postgres) -> None:
        self.backend = backend
        self._waiting: dict[_Kind, list[_Waiter]] = defaultdict(list)
        self._writing: dict[_Kind, asyncio.Task[None]] = {}

    @classmethod
    async def open(cls, url: str, *, connections: int = 10) -> Database:
        """Open the database; the file of an SQLite one is made. Raises `BadDatabaseUrl`, `StoreUnavailable`."""
        path = sqlite_path(url)
        return cls(await Sqlite.open(path) if path else await Postgres.open(url, connections))

    @property
    def is_sqlite(self) -> bool:
        return isinstance(self.backend, Sqlite)

    async def read(self, sql: str, *parameters: object) -> list[Row]:
        return await self.backend.read(query(sql, *parameters))

    async def read_one(self, sql: str, *parameters: object) -> Row | None:
        rows = await self.read(sql, *parameters)
        return rows[0] if rows else None

    async def transact(self, script: Callable[[], Script[T]], point: str = "") -> T:
        """Run a transaction of the caller's own and return its result, once durable. Raises `StoreUnavailable`."""
        return await self.backend.transact(script, point)

    async def write(
        self,
        script_of: ScriptOf[Item],
        items: Sequence[Item],
        point: str = "",
        *,
        news: Callable[[], None] | None = None,
    ) -> None:
        """Return once the items are durable, written by `script_of` together with those of other callers.

        `news` is called for those who wait for such items. Where writes come one after the other (SQLite) and nobody
        else is in the way, it is called as soon as the write is under way: who hears it and asks for a transaction gets
        one that comes after it, in the same commit. Otherwise it is called after the commit.

        Raises what is wrong with these items alone, or `StoreUnavailable`.
        """
        if not items:
            return
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        kind = (script_of, point)
        self._waiting[kind].append((items, done))
        at_once = kind not in self._writing
        if at_once:
            self._writing[kind] = asyncio.create_task(self._write_all(kind))
        if news and at_once and self.backend.serial:
            news()
            news = None
        await asyncio.shield(done)
        if news:
            news()

    async def _write_all(self, kind: _Kind) -> None:
        try:
            while waiters := self._take(kind):
                await self._write_group(kind, waiters)
        finally:
            del self._writing[kind]

    def _take(self, kind: _Kind) -> list[_Waiter]:
        taken: list[_Waiter] = []
        waiting, size = self._waiting[kind], 0
        while waiting and (not taken or size + len(waiting[0][0]) <= AT_MOST_TOGETHER):
            taken.append(waiting.pop(0))
            size += len(taken[-1][0])
        return taken

    async def _write_group(self, kind: _Kind, waiters: Sequence[_Waiter]) -> None:
        script_of, point = kind
        together = [item for items, _ in waiters for item in items]
        try:
            await self.backend.transact(lambda: script_of(together), point)
        except Exception as fault:
            await self._apart(kind, waiters, fault)
        else:
            for _, done in waiters:
                if not done.done():
                    done.set_result(None)

    async def _apart(self, kind: _Kind, waiters: Sequence[_Waiter], fault: Exception) -> None:
        if len(waiters) > 1 and not isinstance(fault, StoreUnavailable):
            for waiter in waiters:
                await self._write_group(kind, [waiter])
            return
        for _, done in waiters:
            if not done.done():
                done.set_exception(fault)

    async def close(self) -> None:
        """Wait for what is being written, then close."""
        while self._writing:
            await asyncio.wait(list(self._writing.values()))
        await self.backend.close()
