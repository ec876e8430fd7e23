"""What the page of a journey counts: who stands where, who moved and which way, who is stalled; beside the days before.

A move on that leads back along the line goes round the circle: who had bought begins anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from bot.playbook.compiled import JourneyMap
from bot.rules.journey.pace import Paces, Times, patience
from bot.store import Store
from bot.store.reports.journey_reports import Moves
from bot.web.console.reports.dates import Period

Kind = Literal["fwd", "back", "circle", "began", "steady"]


class Figures(Struct, frozen=True, kw_only=True):
    """All of it; `moves` and `earlier` are of the period and of the one before."""

    order: Mapping[str, int]
    standing: Mapping[str, int]
    stalled: Mapping[str, int]
    patience: Mapping[str, timedelta]
    medians: Mapping[str, Times]
    moves: Sequence[Moves]
    earlier: Sequence[Moves]
    relationship: float | None
    weeks: float

    @property
    def everybody(self) -> int:
        return sum(self.standing.values())

    def kind(self, move: Moves) -> Kind:
        """Return what a move is in the drawing."""
        if not move.left:
            return "began"
        if move.direction == "receding":
            return "back"
        if move.direction == "advancing":
            back = self.order.get(move.stage, 0) < self.order.get(move.left, 0)
            return "circle" if back else "fwd"
        return "steady"

    def sum(self, *kinds: Kind, before: bool = False, left: str | None = None) -> int:
        """Return how many moves of some kinds there were, from one stage if one is named."""
        moves = self.earlier if before else self.moves
        return sum(one.count for one in moves if self.kind(one) in kinds and (left is None or one.left == left))

    def speed(self, *, before: bool = False) -> float:
        """Return the stages that a customer gains in a week, on average; round the circle is one on."""
        gained = sum(one.count * self._steps(one) for one in (self.earlier if before else self.moves))
        return round(gained / self.everybody / self.weeks, 2) if self.everybody else 0.0

    def _steps(self, move: Moves) -> int:
        kind = self.kind(move)
        if kind == "circle":
            return 1
        if kind in ("fwd", "back") and move.left in self.order and move.stage in self.order:
            return self.order[move.stage] - self.order[move.left]
        return 0


async def paces_of(store: Store) -> Paces:
    """Return how long customers take for each stage."""
    return {(one.journey, one.stage): Times(one.known, one.median, one.slow) for one in await store.pacing.all()}


def patiences(path: JourneyMap, paces: Paces) -> dict[str, timedelta]:
    """Return how long a customer may be in each stage before they are stalled, as far as anybody can say."""
    spans = {stage.id: patience(path.id, stage, paces) for stage in path.stages}
    return {stage: span for stage, span in spans.items() if span is not None}


async def figures_of(
    store: Store,
    path: JourneyMap,
    period: Period,
    now: datetime,
    scope: Sequence[str],
    places: Mapping[tuple[str, str], int],
) -> Figures:
    """Gather the figures of a journey; `places` are how many customers are in each stage of each."""
    reports, before = store.journey_reports, period.before
    paces = await paces_of(store)
    spans = patiences(path, paces)
    return Figures(
        order={stage.id: place for place, stage in enumerate(path.stages)},
        standing={stage: count for (journey, stage), count in places.items() if journey == path.id},
        stalled=await reports.stalled(path.id, spans, now, scope),
        patience=spans,
        medians={stage: times for (journey, stage), times in paces.items() if journey == path.id},
        moves=await reports.moves(path.id, period.since, period.until, scope),
        earlier=await reports.moves(path.id, before.since, before.until, scope),
        relationship=await reports.relationship(path.id, scope),
        weeks=period.days / 7,
    )
