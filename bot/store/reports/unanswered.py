"""What customers asked that nobody answered, by what it is about: read from rows of its own, in an index's order.

A turn puts a row down (`unanswered_rows`), the clock names its subject, once. Nothing is summed up beforehand: what is
erased, moved to another customer or chosen after all is out of every count in the same transaction.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple

from bot.store.database.database import StoreSubject
from bot.store.database.script import Script, listed, many, query
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment

SQL = statements("unanswered")
AT_ONCE: Final = 500  # questions named in one transaction, and read at once
FOREVER: Final = datetime(9999, 1, 1, tzinfo=UTC)
_ALL: Final = 2**31 - 1


class Question(NamedTuple):
    """What was asked, as it was last put, how often, and when last. `subject` is the name of what it is about."""

    subject: str
    text: str
    times: int
    last: datetime


class Asked(NamedTuple):
    """Who asked, in which words, and when."""

    customer: str
    text: str
    at: datetime


class Subjects(NamedTuple):
    """How many different questions wait for an answer, and how many were dismissed."""

    open: int
    dismissed: int


class Unanswered(StoreSubject):
    """All raise `StoreUnavailable`. `scope`: points of sale; empty for all."""

    async def count(self, subject_of: Callable[[str], str]) -> int:
        """Name the subjects of what was asked since; return how many questions that were."""
        counted = 0
        while True:
            named = await self._database.transact(lambda: _name(subject_of))
            counted += named
            if named < AT_ONCE:
                return counted

    async def subjects(self, since: datetime, until: datetime, scope: Collection[str] = ()) -> Subjects:
        """Return how many different questions were asked from `since` to before `until`."""
        rows = await self._database.read(SQL["subjects"], micros(since), micros(until), listed(scope))
        every, dismissed = rows[0]
        return Subjects(every - dismissed, dismissed)

    async def most(
        self,
        since: datetime,
        until: datetime,
        scope: Collection[str] = (),
        *,
        dismissed: bool = False,
        limit: int = _ALL,
    ) -> AsyncIterator[Question]:
        """Yield the questions of a time, the most frequent first, then the newest, the dismissed or the others."""
        asked = (micros(since), micros(until), listed(scope), int(dismissed), limit)
        found = await self._database.read(SQL["by_subject"], *asked)
        for start in range(0, len(found), AT_ONCE):
            some = found[start : start + AT_ONCE]
            texts = dict(await self._texts([row[3] for row in some]))
            for subject, times, last, position in some:
                if position in texts:
                    yield Question(subject, texts[position].strip(), int(times), moment(last))

    async def alike(
        self,
        subject: str,
        since: datetime,
        until: datetime,
        scope: Collection[str] = (),
        *,
        limit: int = AT_ONCE,
    ) -> list[Asked]:
        """Return who asked a question in a time, the newest first."""
        asked = (subject, micros(since), micros(until), listed(scope), limit)
        rows = await self._database.read(SQL["alike"], *asked)
        return [Asked(customer, text, moment(at)) for customer, text, at in rows]

    async def _texts(self, positions: Sequence[int]) -> list[tuple[int, str]]:
        return [(row[0], row[1]) for row in await self._database.read(SQL["texts"], listed(positions))]


def _name(subject_of: Callable[[str], str]) -> Script[int]:
    rows = yield query(SQL["unnamed"], AT_ONCE)
    named = {position: subject_of(text or "") for position, text in rows}
    yield many(SQL["name"], [(position, named[position]) for position in sorted(named)], apart=True)
    return len(named)
