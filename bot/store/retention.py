"""Forgetting what has been kept long enough, a page at a time, so that nobody waits behind it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Literal

from bot.store.database import Database
from bot.store.script import Script, listed, once, query
from bot.store.statements import statements
from bot.store.times import micros

SQL = statements("retention")
PAGE = 500
#: `bodies` are the providers' own bodies of events, whose rows stay.
Aging = Literal["bodies", "inbox", "outbox", "transcript"]


class Retention:
    """Each method forgets what is older than a time and returns how many rows that were."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def forget_bodies(self, before: datetime) -> int:
        """Forget the providers' own bodies of events; the events stay."""
        return await self.forget("bodies", before)

    async def forget(self, what: Aging, before: datetime) -> int:
        """Forget what is finished: events met (no dead letters, no timers), parts settled, lines of the transcript."""
        forgotten, after = 0, 0
        while True:
            page = partial(_forget_page, what, after, micros(before))
            count, next_after = await self._database.transact(page, "retention.{}_commit")
            forgotten += count
            if next_after is None:
                return forgotten
            after = next_after

    async def forget_stray_reports(self, before: datetime) -> None:
        """Forget reports on parts that never were ours."""
        await self._database.transact(lambda: _forget_strays(micros(before)))


def _forget_page(what: Aging, after: int, before: int) -> Script[tuple[int, int | None]]:
    """Forget what may go of the next page; return how many rows went, and where the page after it begins."""
    rows = yield query(SQL[f"{what}_page"], after, PAGE)
    old: Sequence[int] = [position for position, at, finished in rows if finished and at < before]
    if old:
        yield once(SQL[f"forget_{what}"], listed(old))
    goes_on = len(rows) == PAGE and rows[-1][1] < before
    return len(old), rows[-1][0] if goes_on else None


def _forget_strays(before: int) -> Script[None]:
    yield once(SQL["forget_strays"], before)
