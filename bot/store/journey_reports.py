"""How many customers stand where on a journey, and how many moved: figures for reports, quick among a hundred thousand.

Moves are counted by the hour (`add_hours`), in the transaction in which the clock takes them into the times of their
stages; what it has not come to yet is counted one by one, so a figure is never behind. Periods begin and end with the
hour: where clocks stand at half an hour, half an hour of a period is its neighbour's. Whoever looks after some points
of sale gets the figures of these and of none yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from bot.store.database import Database
from bot.store.script import Script, listed, many
from bot.store.statements import statements
from bot.store.times import micros

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


class JourneyReports:
    """Read only; `scope` are points of sale, none of them: all. Raises `StoreUnavailable`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def moves(self, journey: str, since: datetime, until: datetime, scope: Sequence[str] = ()) -> list[Moves]:
        """Return the moves of a period, by the stages that they joined."""
        values: list[object] = [journey, micros(since) // HOUR, micros(until) // HOUR]
        hours, narrow = "1 = 1", "1 = 1"
        if scope:
            values.append(listed(["", *scope]))
            hours, narrow = "h.point_of_sale IN each($4)", "COALESCE(t.point_of_sale, '') IN each($4)"
        rows = await self._database.read(SQL["moved"].format(hours=hours, scope=narrow), *values)
        return [Moves(left, stage, direction, int(count)) for left, stage, direction, count in rows]

    async def standing(self, journey: str, scope: Sequence[str] = ()) -> dict[str, int]:
        """Return how many customers are in each stage now."""
        reached, values = reach(scope, [journey])
        sql = SQL["standing_in_scope"].format(scope=reached) if scope else SQL["standing"]
        return {str(row[0]): int(row[1]) for row in await self._database.read(sql, *values)}

    async def stalled(
        self, journey: str, patience: Mapping[str, timedelta], now: datetime, scope: Sequence[str] = ()
    ) -> dict[str, int]:
        """Return how many have been in their stage for longer than its patience, by stage."""
        found = {}
        for stage, span in patience.items():
            reached, values = reach(scope, [journey, stage, micros(now - span)])
            sql = SQL["stalled_in_scope"].format(scope=reached) if scope else SQL["stalled"]
            [(found[stage],)] = await self._database.read(sql, *values)
        return found

    async def relationship(self, journey: str, scope: Sequence[str] = ()) -> float | None:
        """Return the median of the relationship of those whose latest journey it is; None for nobody."""
        reached, values = reach(scope, [journey])
        [(count,)] = await self._database.read(SQL["related"].format(scope=reached), *values)
        if not count:
            return None
        sql = SQL["relationship"].format(scope=reached, middle=int(count) // 2)
        [(value,)] = await self._database.read(sql, *values)
        return float(value)

    async def causes(
        self, journey: str, since: datetime, until: datetime, scope: Sequence[str] = ()
    ) -> list[tuple[str, int]]:
        """Return why customers went back in a period, the most frequent first."""
        reached, values = reach(scope, [journey, micros(since), micros(until)])
        joined = "LEFT JOIN threads t ON t.customer = m.customer" if scope else ""
        rows = await self._database.read(SQL["causes"].format(scope=reached, joined=joined), *values)
        return [(cause, count) for cause, count in rows]


def add_hours(moves: Iterable[Tallied]) -> Script[None]:
    """Count moves by the hour, in the caller's transaction."""
    counts = Counter(
        (one.journey, one.at // HOUR, one.left, one.stage, one.direction, one.point_of_sale) for one in moves
    )
    yield many(SQL["add"], [(*key, count) for key, count in sorted(counts.items())])


def reach(scope: Sequence[str], values: list[object]) -> tuple[str, list[object]]:
    """Return the condition on `t`, a thread, and all values, its own the last."""
    if not scope:
        return "1 = 1", values
    place = len(values) + 1
    return f"(t.point_of_sale IN each(${place}) OR t.point_of_sale IS NULL)", [*values, listed(scope)]
