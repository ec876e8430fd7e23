"""Ratings as rows, and what they come to: written by turns, read for figures.

They are history: after a merge each stays with who gave it, and a person's are those of their `family`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct

from bot.model.feedback import RecordFeedback
from bot.store.database import Database
from bot.store.script import listed
from bot.store.statements import statements
from bot.store.times import micros, moment
from bot.store.turns import Record

SQL = statements("feedback")
RECOVERY: Final = "recovery"


class Given(Struct, frozen=True, kw_only=True):
    """A rating. `recovery` is `open`, `solved` or `unresolved` for a low one, empty for others."""

    key: str
    at: datetime
    scale: str
    about: str
    score: int
    level: str
    comment: str
    recovery: str


class Recoveries(Struct, frozen=True):
    """How many disappointed customers were asked again and content, asked and not, not asked yet."""

    solved: int = 0
    unresolved: int = 0
    open: int = 0


def keep(record: Record, customer: str, feedback: RecordFeedback, at: int) -> None:
    """Put a rating in the record, and what it says of the low one that it asks after. `at` in microseconds."""
    f = feedback
    where = (f.conversation, f.flow, f.step, f.version)
    starts = "open" if f.level == "low" and f.about != RECOVERY else ""
    said = (f.scale, f.about, f.score, f.level, f.comment, f.source, f.channel)
    record.add(SQL["keep"], f.key, customer, at, *said, *where, f.recovers, starts)
    if f.recovers:
        record.add(SQL["settle"], f.recovers, "unresolved" if f.level == "low" else "solved", at)


class Feedback:
    """Read here; written by turns. All raise `StoreUnavailable`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def scores(self, since: datetime, until: datetime) -> Mapping[str, Mapping[int, int]]:
        """Return how often each score was given, by scale, from `since` to before `until`."""
        found: dict[str, dict[int, int]] = {}
        for scale, score, count in await self._database.read(SQL["scores"], micros(since), micros(until)):
            found.setdefault(scale, {})[score] = count
        return found

    async def recoveries(self, since: datetime, until: datetime) -> Recoveries:
        """Return what became of the low ratings of a time."""
        rows = await self._database.read(SQL["recoveries"], micros(since), micros(until))
        return Recoveries(**{row[0]: row[1] for row in rows})

    async def of(self, customers: Sequence[str], limit: int = 50) -> list[Given]:
        """Return a person's ratings (their ids), the newest first."""
        rows = await self._database.read(SQL["of_customer"], listed(customers), limit)
        return [
            Given(key=k, at=moment(at), scale=s, about=a, score=n, level=lv, comment=c, recovery=r)
            for k, at, s, a, n, lv, c, r in rows
        ]
