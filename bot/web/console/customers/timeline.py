"""A customer's journey drawn over time: a line for each stage, up is forward, a step back is dashed and hollow.

Geometry only; what it looks like is the stylesheet's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Final

from msgspec import Struct

from bot.store.threads.thread_lines import Move
from bot.web.console.wording.stages import Chip

LEFT: Final = 34
RIGHT: Final = 288
ROW: Final = 28
_SHORTEST: Final = 6.0  # of a stay, so that it is seen


class Level(Struct, frozen=True):
    chip: Chip
    y: float


class Stay(Struct, frozen=True):
    colour: str
    start: float
    end: float
    y: float


class Step(Struct, frozen=True):
    x: float
    start: float
    end: float
    is_back: bool

    @property
    def tip(self) -> str:
        """The arrow's head, as a path."""
        sign = 1 if self.is_back else -1
        return f"M{self.x - 4:g} {self.end:g}h8l-4 {6 * sign}z"


class Drawing(Struct, frozen=True):
    height: float
    levels: tuple[Level, ...]
    stays: tuple[Stay, ...]
    steps: tuple[Step, ...]


def drawn(moves: Sequence[Move], known: Mapping[tuple[str, str], Chip], now: datetime) -> Drawing | None:
    """Return the drawing of the moves on one journey, oldest first; None where there is nothing to draw."""
    places = [(move, known[move.journey, move.stage]) for move in moves if (move.journey, move.stage) in known]
    if not places:
        return None
    highest = max(chip.place for _, chip in places) + 1
    levels = sorted(
        (chip for chip in known.values() if chip.journey == places[0][0].journey and chip.place <= highest),
        key=lambda chip: chip.place,
    )
    top = ROW * len(levels)
    height = {chip.place: top - ROW * (chip.place - 1) for chip in levels}
    edges = _edges([move.at for move, _ in places], now)
    stays = [
        Stay(chip.colour, edges[number] + 3, edges[number + 1] - 3, height[chip.place])
        for number, (_, chip) in enumerate(places)
    ]
    steps = [
        _step(edges[number + 1], height[before.place], height[after.place])
        for number, ((_, before), (_, after)) in enumerate(pairwise(places))
        if before.place != after.place
    ]
    return Drawing(top + ROW, tuple(Level(chip, height[chip.place]) for chip in levels), tuple(stays), tuple(steps))


def _edges(times: Sequence[datetime], now: datetime) -> list[float]:
    """Return where each stay begins, and where the last one ends: by time, none too short to be seen."""
    spans = [max((after - before).total_seconds(), 0.0) for before, after in zip(times, [*times[1:], now], strict=True)]
    room = RIGHT - LEFT - _SHORTEST * len(spans)
    whole = sum(spans) or 1.0
    edges = [float(LEFT)]
    for span in spans:
        edges.append(round(edges[-1] + _SHORTEST + max(room, 0.0) * span / whole, 1))
    return edges


def _step(x: float, before: float, after: float) -> Step:
    is_back = after > before
    return Step(x, before + 5, after - 11, True) if is_back else Step(x, before - 5, after + 9, False)
