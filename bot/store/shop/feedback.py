"""Ratings as rows, and what they come to: written by turns, read for figures.

They are history: after a merge each stays with who gave it, and a person's are those of their `family`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct

from bot.model.customer import Customer
from bot.model.feedback import RecordFeedback
from bot.store.database.database import StoreSubject
from bot.store.database.script import listed
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment
from bot.store.messages.record import Record

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


class Answer(Struct, frozen=True, kw_only=True):
    """A rating behind a number."""

    position: int
    at: datetime
    customer: str
    scale: str
    about: str
    score: int
    level: str
    comment: str
    recovery: str
    journey: str
    stage: str
    channel: str


class Counted(Struct, frozen=True, kw_only=True):
    """How often a score was given within an hour, at a stage."""

    scale: str
    hour: datetime
    journey: str
    stage: str
    score: int
    times: int


class Place(Struct, frozen=True):
    """Where a customer is when they rate something: the stage of their latest journey, their point of sale."""

    journey: str = ""
    stage: str = ""
    point_of_sale: str = ""


NOWHERE: Final = Place()


class Which(Struct, frozen=True, kw_only=True):
    """Which ratings are wanted; what is not said is every one."""

    level: str = ""
    recovery: str = ""
    stage: tuple[str, str] | None = None
    commented: bool = False

    def where(self, number: int) -> tuple[str, list[str]]:
        """Return the condition, whose parameters begin at a number, and these."""
        wanted = {"level": self.level, "recovery": self.recovery}
        if self.stage is not None:
            wanted |= {"journey": self.stage[0], "stage": self.stage[1]}
        given = {name: value for name, value in wanted.items() if value or name in ("journey", "stage")}
        sql = "".join(f" AND {name} = ${place}" for place, name in enumerate(given, number))
        return sql + (" AND comment <> ''" if self.commented else ""), list(given.values())


ALL: Final = Which()
_HOUR: Final = 3_600_000_000


def place_of(customer: Customer) -> Place:
    """Return where a customer is."""
    last = customer.journeys[-1] if customer.journeys else None
    where = (last.journey, last.stage) if last is not None else ("", "")
    return Place(*where, customer.point_of_sale or "")


def keep(record: Record, customer: str, feedback: RecordFeedback, at: int, place: Place = NOWHERE) -> None:
    """Put a rating in the record, and what it says of the low one that it asks after. `at` in microseconds."""
    f = feedback
    where = (f.conversation, f.flow, f.step, f.version)
    starts = "open" if f.level == "low" and f.about != RECOVERY else ""
    said = (f.scale, f.about, f.score, f.level, f.comment, f.source, f.channel)
    there = (place.journey, place.stage, place.point_of_sale)
    record.add(SQL["keep"], f.key, customer, at, *said, *where, f.recovers, starts, *there)
    if f.recovers:
        record.add(SQL["settle"], f.recovers, "unresolved" if f.level == "low" else "solved", at)


class Feedback(StoreSubject):
    """Read here; written by turns. All raise `StoreUnavailable`."""

    async def counted(self, since: datetime, until: datetime, scope: Collection[str] = ()) -> list[Counted]:
        """Return how often each score was given, by the hour and the stage; what asks whether a low one was made good
        is left out. `scope`: points of sale, empty for all; also below.
        """
        rows = await self._database.read(SQL["by_hour"], micros(since), micros(until), listed(scope))
        return [
            Counted(scale=sc, hour=moment(hour * _HOUR), journey=j, stage=st, score=score, times=int(times))
            for sc, hour, j, st, score, times in rows
        ]

    async def recovered(self, since: datetime, until: datetime, scope: Collection[str] = ()) -> Recoveries:
        """Return what became of the low ratings of a time, within points of sale."""
        rows = await self._database.read(SQL["recovered"], micros(since), micros(until), listed(scope))
        return Recoveries(**{row[0]: int(row[1]) for row in rows})

    async def answers(
        self,
        scale: str,
        since: datetime,
        until: datetime,
        *,
        which: Which = ALL,
        scope: Collection[str] = (),
        after: tuple[int, int] | None = None,
        limit: int = 50,
    ) -> list[Answer]:
        """Return ratings of a scale (empty: of all), the newest first. `after`: `at` (microseconds) and position of the
        last one of the page before.
        """
        end = after or (micros(until), 0)
        sql, more = which.where(7)
        sql = SQL["answers"].format(which=sql, scale="scale = $1" if scale else "$1 = ''")
        rows = await self._database.read(sql, scale, micros(since), *end, listed(scope), limit, *more)
        return [
            Answer(
                position=position,
                at=moment(at),
                customer=customer,
                scale=sc,
                about=about,
                score=score,
                level=level,
                comment=comment,
                recovery=recovery,
                journey=journey,
                stage=stage,
                channel=channel,
            )
            for position, at, customer, sc, about, score, level, comment, recovery, journey, stage, channel in rows
        ]

    async def of(self, customers: Sequence[str], limit: int = 50) -> list[Given]:
        """Return a person's ratings (their ids), the newest first."""
        rows = await self._database.read(SQL["of_customer"], listed(customers), limit)
        return [
            Given(key=k, at=moment(at), scale=s, about=a, score=n, level=lv, comment=c, recovery=r)
            for k, at, s, a, n, lv, c, r in rows
        ]
