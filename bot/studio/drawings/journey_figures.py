"""How customers stand on a journey map, as it is drawn: how many in each stage, how long they stay, how they move.

Who draws a map brings them: `parcours draw` those of the console's page (`bot.web.console.reports.journey_figures`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from msgspec import Struct, field


class StageFigures(Struct, frozen=True, kw_only=True):
    customers: int = 0
    stalled: int = 0
    median: timedelta | None = None  # how long those who left it forward had been there


class Way(Struct, frozen=True, kw_only=True):
    """Moves between two stages; round the circle is ahead."""

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
