"""How customers stand on a journey map: how many in each stage, how long they stay, which way they move.

Made from plain records, wherever they were kept. Who is **stalled** is `rules.pace`'s to say, of the times of these
records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from statistics import median, quantiles

from msgspec import Struct, field

from bot.playbook.compiled import JourneyMap, Stage
from bot.rules.pace import ENOUGH, Times, patience
from bot.rules.stages import is_ahead
from bot.store.reports.journey_history import Moved, Standing


class StageFigures(Struct, frozen=True, kw_only=True):
    customers: int = 0
    stalled: int = 0
    median: timedelta | None = None  # how long those who left it had been there


class Way(Struct, frozen=True, kw_only=True):
    """Moves between two stages; `ahead` as `rules.stages` has it."""

    left: str
    entered: str
    moves: int
    ahead: bool


class JourneyFigures(Struct, frozen=True, kw_only=True):
    """The figures of a map; `days` is how far back its moves were counted."""

    days: int
    stages: Mapping[str, StageFigures] = field(default_factory=dict)
    ways: tuple[Way, ...] = ()

    @property
    def customers(self) -> int:
        return sum(stage.customers for stage in self.stages.values())

    def moves(self, *, ahead: bool) -> int:
        return sum(way.moves for way in self.ways if way.ahead is ahead)


def figures(
    path: JourneyMap, standings: Iterable[Standing], moves: Sequence[Moved], *, at: datetime, days: int
) -> JourneyFigures:
    """Return the figures of a map at `at`: moves of the last `days`, medians of all that are given."""
    here = [one for one in standings if one.journey == path.id]
    moved = [one for one in moves if one.journey == path.id]
    since = at - timedelta(days=days)
    counted = Counter((one.left, one.entered) for one in moved if one.at >= since)
    return JourneyFigures(
        days=days,
        stages={stage.id: _stage(path, stage, here, moved, at) for stage in path.stages},
        ways=tuple(
            Way(left=left, entered=entered, moves=count, ahead=is_ahead(path, left, entered))
            for (left, entered), count in sorted(counted.items(), key=lambda each: (-each[1], each[0]))
        ),
    )


def _stage(
    path: JourneyMap, stage: Stage, here: Sequence[Standing], moved: Sequence[Moved], at: datetime
) -> StageFigures:
    left = [one for one in moved if one.left == stage.id and one.lasted is not None]
    lasted = [one.lasted.total_seconds() for one in left if one.lasted is not None]
    forward = [one.lasted for one in left if one.lasted is not None and is_ahead(path, stage.id, one.entered)]
    span = patience(path.id, stage, {(path.id, stage.id): _times(forward)} if len(forward) >= ENOUGH else {})
    standing = [one for one in here if one.stage == stage.id]
    return StageFigures(
        customers=len(standing),
        stalled=sum(span is not None and at - one.since > span for one in standing),
        median=timedelta(seconds=median(lasted)) if lasted else None,
    )


def _times(forward: Sequence[timedelta]) -> Times:
    """Return what many customers say of a stage that they left forward."""
    seconds = [one.total_seconds() for one in forward]
    slow = quantiles(seconds, n=10)[-1]
    return Times(len(seconds), timedelta(seconds=median(seconds)), timedelta(seconds=slow))
