"""How many customers stand where on a journey, and how many moved: figures for reports, quick among a hundred thousand.

Moves are counted by the shop's days (`add_days`), in the transaction in which the clock takes them into the times of
their stages; what it has not come to yet is counted one by one, so a figure is never behind. A day is kept as the hour,
UTC, in which it began. Whoever looks after some points
of sale gets the figures of these and of none yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.store.database.database import StoreSubject
from bot.store.database.script import Script, many
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment
from bot.store.staff.point_of_sale_scope import scope_condition, scope_list

SQL = statements("journey_reports")
HOUR: Final = 3_600_000_000  # microseconds


class Moves(Struct, frozen=True):
    """How many moves from one stage to another; `left` is empty where a journey began."""

    left: str
    stage: str
    direction: str
    count: int


class Tallied(Struct, frozen=True):
    """A move as the clock counts it."""

    journey: str
    at: int
    left: str
    stage: str
    direction: str
    point_of_sale: str


class JourneyReports(StoreSubject):
    """Read only; `scope` are points of sale, none of them: all. Raises `StoreUnavailable`."""

    async def moves(self, journey: str, since: datetime, until: datetime, scope: Sequence[str] = ()) -> list[Moves]:
        """Return the moves of a period, by the stages that they joined."""
        bounds = (micros(since), micros(until))
        values: list[object] = [journey, *(bound // HOUR for bound in bounds), *bounds]
        hours, narrow = "1 = 1", "1 = 1"
        if scope:
            values += scope
            places = scope_list(6, scope)
            hours, narrow = f"h.point_of_sale IN {places}", f"COALESCE(t.point_of_sale, '') IN {places}"
        rows = await self._database.read(SQL["moved"].format(hours=hours, scope=narrow), *values)
        return [Moves(left, stage, direction, int(count)) for left, stage, direction, count in rows]

    async def places(self, scope: Sequence[str] = ()) -> dict[tuple[str, str], int]:
        """Return how many customers are in each stage of each journey now."""
        where = f"point_of_sale IN {scope_list(1, scope)}" if scope else "1 = 1"
        rows = await self._database.read(SQL["places"].format(scope=where), *scope)
        return {(str(row[0]), str(row[1])): int(row[2]) for row in rows}

    async def stalled(
        self, journey: str, patience: Mapping[str, timedelta], now: datetime, scope: Sequence[str] = ()
    ) -> dict[str, int]:
        """Return how many have been in their stage for longer than its patience, by stage."""
        sql = SQL["stalled"].format(scope=f"j.point_of_sale IN {scope_list(4, scope)}" if scope else "1 = 1")
        counts = {}
        for stage, span in patience.items():
            [(counts[stage],)] = await self._database.read(sql, journey, stage, micros(now - span), *scope)
        return counts

    async def relationship(self, journey: str, scope: Sequence[str] = ()) -> float | None:
        """Return the median of the relationship of those whose latest journey it is; None for nobody."""
        scoped, values = scope_condition(scope, [journey])
        [(count,)] = await self._database.read(SQL["related"].format(scope=scoped), *values)
        if not count:
            return None
        sql = SQL["relationship"].format(scope=scoped, middle=int(count) // 2)
        [(value,)] = await self._database.read(sql, *values)
        return float(value)

    async def causes(
        self, journey: str, since: datetime, until: datetime, scope: Sequence[str] = ()
    ) -> list[tuple[str, int]]:
        """Return why customers went back in a period, the most frequent first."""
        scoped, values = scope_condition(scope, [journey, micros(since), micros(until)])
        sql = SQL["causes_in_scope" if scope else "causes"].format(scope=scoped)
        rows = await self._database.read(sql, *values)
        return [(cause, count) for cause, count in rows]


def add_days(moves: Iterable[Tallied], zone: ZoneInfo) -> Script[None]:
    """Count moves by the days of a time zone, in the caller's transaction."""
    counts = Counter(
        (one.journey, day_of(one.at, zone), one.left, one.stage, one.direction, one.point_of_sale) for one in moves
    )
    yield many(SQL["add"], [(*key, count) for key, count in sorted(counts.items())])


def day_of(at: int, zone: ZoneInfo) -> int:
    """Return the hour since 1970, UTC, in which the day of an instant began."""
    begins = datetime.combine(moment(at).astimezone(zone).date(), time(), zone)
    return micros(begins) // HOUR


def stalled(patience: Mapping[str, timedelta], now: datetime, values: list[object]) -> str:
    """Return the condition on `j`, a place on a journey, that it is a stage's for longer than its patience; its values
    are added.
    """
    each = []
    for stage, span in patience.items():
        values += [stage, micros(now - span)]
        place = len(values) - 1
        each.append(f"(j.stage = ${place} AND j.since <= ${place + 1})")
    return f"({' OR '.join(each)})" if each else "1 = 0"
