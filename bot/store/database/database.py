"""One database to the rest of the store, whichever of the two it is.

`write` is the group commit: callers who come while a commit is under way are merged, and share the next one. A caller
whose rows can't be written fails alone: the group is run again, one caller at a time. It is done with callbacks
and not with tasks, because each of those is a round of the loop that a lone customer waits for.

A disk, or a server, may take a commit and not come back for minutes. Who waits for a group that is under way for longer
than `PATIENCE` is told that the database is unavailable, and so is whoever comes until it has ended: webhooks are
answered, and their senders bring again what may have been written all the same. Items have ids, or bear that.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import structlog

from bot.store.database.faults import BadDatabaseUrl, StoreDamaged, StoreUnavailable
from bot.store.database.postgres import Postgres
from bot.store.database.script import Item, Row, Script, ScriptOf, query
from bot.store.database.sqlite import Sqlite, settle

_log = structlog.get_logger(__name__)
T = TypeVar("T")
SQLITE = "sqlite:///"
AT_MOST_TOGETHER = 1000  # items of one statement's group, so that nobody waits long behind a crowd
PATIENCE = 12.0  # seconds: Twilio leaves a webhook 15 in all
LOOK = 1.0  # seconds between two looks at how long a group takes

#: What is written, the pattern of its crash points, and the lane that it is written in.
_Kind = tuple[ScriptOf[Any], str, int]
#: Items, and who is told None once they are written, or what is wrong.
_Waiter = tuple[Sequence[Any], Callable[[BaseException | None], None]]


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
        self._writing: dict[_Kind, list[_Waiter]] = {}
        self._since: dict[_Kind, float] = {}  # when each of those began, by the loop's time
        self._late: set[_Kind] = set()  # those that nobody waits for any more
        self._watch: asyncio.TimerHandle | None = None
        #: Whether a write was refused since somebody last saw one succeed, and set it back; and whether the file was
        #: found damaged, which no later success mends.
        self.refused = self.damaged = False
        self._rested: asyncio.Future[None] | None = None

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

    async def look(self, script: Callable[[], Script[T]]) -> T:
        """Run a script that only asks, and return its result. On SQLite the writer goes on meanwhile."""
        return await self.backend.look(script)

    async def transact(self, script: Callable[[], Script[T]], point: str = "") -> T:
        """Run a transaction of the caller's own and return its result, once durable. Raises `StoreUnavailable`."""
        try:
            return await self.backend.transact(script, point)
        except StoreUnavailable as fault:
            self._note(fault)
            raise

    def undertake(self, script: Callable[[], Script[T]], point: str = "") -> asyncio.Future[T]:
        """Like `transact`, but under way when it returns, for who goes on with something else meanwhile."""
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()

        def tell(result: Any) -> None:
            self._note(result)
            settle(done, result)

        self.backend.begin(script, point, tell, now=True)
        return done

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

        Where the way to PostgreSQL was cut the group is written once more, although it may have been committed: items
        have ids, or bear being written twice. Raises what is wrong with these items alone, or `StoreUnavailable`.
        """
        if not items:
            return
        loop = asyncio.get_running_loop()
        done: asyncio.Future[None] = loop.create_future()
        kind = (script_of, point, 0)
        if kind in self._late:
            raise _late()
        waiting = self._waiting[kind]
        waiting.append((items, partial(settle, done)))
        at_once = len(waiting) == 1 and kind not in self._writing
        if at_once:
            loop.call_soon(partial(self._begin, kind, now=news is None))
        if news and at_once and self.backend.serial:
            news()
            news = None
        await done
        if news:
            news()

    def begin(
        self,
        script_of: ScriptOf[Item],
        items: Sequence[Item],
        tell: Callable[[BaseException | None], None],
        point: str = "",
    ) -> None:
        """Like `write`, for who has gathered what several callers bring: under way when it returns, without a round of
        the loop in which others may join. `tell` is called with None once they are durable, or with what is wrong.

        For items that bear any order: on PostgreSQL two groups of them may be under way, each in a lane of its own, so
        that the server is not idle while the next is prepared.
        """
        kind = self._lane(script_of, point)
        if kind in self._late:
            asyncio.get_running_loop().call_soon(tell, _late())
            return
        self._waiting[kind].append((items, tell))
        self._begin(kind)

    def _lane(self, script_of: ScriptOf[Any], point: str) -> _Kind:
        """Return a lane in which nothing is under way, else the one where least waits."""
        lanes = ((script_of, point, lane) for lane in range(self.backend.lanes))
        return min(lanes, key=lambda kind: (kind in self._writing, len(self._waiting[kind])))

    def _begin(self, kind: _Kind, *, now: bool = True) -> None:
        """Write what waits, unless it is being written already; `now`, if nobody who heard of it is to join."""
        if self._waiting[kind] and kind not in self._writing:
            waiters = self._take(kind)
            loop = asyncio.get_running_loop()
            self._writing[kind], self._since[kind] = waiters, loop.time()
            self._watch = self._watch or loop.call_later(LOOK, self._look_at_the_time)
            self._write(kind, waiters, partial(self._written, kind, waiters), now=now)

    def _take(self, kind: _Kind) -> list[_Waiter]:
        taken: list[_Waiter] = []
        waiting, size = self._waiting[kind], 0
        while waiting and (not taken or size + len(waiting[0][0]) <= AT_MOST_TOGETHER):
            taken.append(waiting.pop(0))
            size += len(taken[-1][0])
        return taken

    def _write(self, kind: _Kind, waiters: Sequence[_Waiter], tell: Callable[[Any], None], *, now: bool) -> None:
        script_of, point, _ = kind
        together = [item for items, _ in waiters for item in items]
        self.backend.begin(lambda: script_of(together), point, tell, now=now)

    def _written(self, kind: _Kind, waiters: list[_Waiter], result: Any) -> None:
        """Begin the next group, and only then wake those whose items are written: the writer need not wait for them."""
        if isinstance(result, Exception) and len(waiters) > 1 and not isinstance(result, StoreUnavailable):
            self._apart(kind, list(waiters))
            return
        self._ended(kind)
        self._tell(waiters, result)

    def _ended(self, kind: _Kind) -> None:
        del self._writing[kind]
        self._late.discard(kind)
        self._begin(kind)

    def _look_at_the_time(self) -> None:
        """Tell all who wait for a group that is late, and keep nothing of theirs; look again while it goes on."""
        loop = asyncio.get_running_loop()
        late = {kind for kind in self._writing if loop.time() - self._since[kind] > PATIENCE} - self._late
        self._late |= late
        for kind in late:
            _log.error("the database does not come back from a write", what=kind[1].format("of") or "a change")
            waiters = [*self._writing[kind], *self._waiting[kind]]
            self._writing[kind].clear()
            self._waiting[kind].clear()
            self._tell(waiters, _late())
        self._watch = loop.call_later(LOOK, self._look_at_the_time) if self._writing else None

    def _apart(self, kind: _Kind, left: list[_Waiter]) -> None:
        """Write one caller's items after the other's: who can't be written fails alone."""
        waiter = left.pop(0)

        def told(result: Any) -> None:
            if left:
                self._apart(kind, left)
            else:
                self._ended(kind)
            self._tell([waiter], result)

        self._write(kind, [waiter], told, now=True)

    def _note(self, fault: object) -> None:
        self.refused = self.refused or isinstance(fault, StoreUnavailable)
        self.damaged = self.damaged or isinstance(fault, StoreDamaged)

    async def close(self) -> None:
        """Wait for what is being written, then close."""
        while self._writing or any(self._waiting.values()):
            self._rested = asyncio.get_running_loop().create_future()
            await self._rested
        if self._watch is not None:
            self._watch.cancel()
        await self.backend.close()

    def _tell(self, waiters: Sequence[_Waiter], result: Any) -> None:
        fault = result if isinstance(result, BaseException) else None
        self._note(fault)
        for _, tell in waiters:
            try:
                tell(fault)
            except Exception:  # a fault of one who is told keeps nobody else from hearing
                _log.exception("the end of a write was not taken in")
        if self._rested is not None and not self._writing and not self._rested.done():
            self._rested.set_result(None)


def _late() -> StoreUnavailable:
    return StoreUnavailable(f"the database has not come back from a write for {PATIENCE:.0f} seconds")


class StoreSubject:
    """What the store keeps of one subject, and what is asked of it."""

    def __init__(self, database: Database) -> None:
        self._database = database
