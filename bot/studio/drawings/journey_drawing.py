"""Journey maps as pictures: the stages in a row, the ways on above them, the ways back below.

With figures, each stage tells how many customers are in it, how long it takes and who is at a standstill, and each way
how often it was taken. Without, it is the map as its author wrote it: the line, the circle, and where silence leads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, Literal

from msgspec import Struct

from bot.playbook.compiled import JourneyMap
from bot.studio.drawings.journey_figures import JourneyFigures, StageFigures, Way
from bot.studio.drawings.journey_words import counted, customers, journey_title, stage_goal, stage_title, time, word
from bot.studio.drawings.svg import (
    AHEAD,
    BACK,
    BLUE,
    FAINT,
    GROUND,
    INK,
    LINE,
    QUIET,
    WARM,
    Drawing,
    legend,
    rows,
    width_of,
)

_MARGIN: Final = 48.0
_CARD: Final = 176.0
_GAP: Final = 62.0
_LANE: Final = 34.0
_TALL: Final = 150.0
_SHORT: Final = 104.0
_MOST_ARCS: Final = 6  # on one side; more is a web that nobody reads
Side = Literal["above", "below"]


class Arc(Struct, frozen=True, kw_only=True):
    """A way that does not lead to the neighbour. Places are those of stages in the row; `label` is what it says."""

    left: int
    entered: int
    label: str
    side: Side
    ink: str
    moves: int = 0
    dashed: bool = False

    @property
    def span(self) -> tuple[int, int]:
        return min(self.left, self.entered), max(self.left, self.entered)


def draw_journeys(paths: Sequence[JourneyMap], figures: Mapping[str, JourneyFigures] | None, language: str) -> Drawing:
    """Return all maps, one below the other. `figures` by journey; None for the maps alone."""
    most = max(len(path.stages) for path in paths)
    width = max(2 * _MARGIN + most * _CARD + (most - 1) * _GAP, 760.0)
    drawing = Drawing(width, " · ".join(journey_title(path, language) for path in paths))
    y = 0.0
    for place, path in enumerate(paths):
        if place:
            drawing.line(f"M {_MARGIN} {y + 8:.1f} H {width - _MARGIN:.1f}", ink=LINE, thick=1)
            y += 16
        y = _Map(drawing, path, figures.get(path.id) if figures is not None else None, language).draw(y)
    entries = [(AHEAD, False, word("way_on", language)), (BACK, False, word("way_back", language))]
    legend(drawing, _MARGIN, y + 14, [*entries, (AHEAD, True, word("circle", language))])
    drawing.height = y + 44
    return drawing


class _Map:
    """One map being drawn."""

    def __init__(self, drawing: Drawing, path: JourneyMap, figures: JourneyFigures | None, language: str) -> None:
        self._drawing = drawing
        self._path = path
        self._figures = figures
        self._language = language
        self._order = {stage.id: place for place, stage in enumerate(path.stages)}
        self._arcs, self._left_out = self._all_arcs()

    def draw(self, y: float) -> float:
        """Draw below `y`; return where it ends."""
        self._heading(y)
        lanes = {side: _lanes([arc for arc in self._arcs if arc.side == side]) for side in ("above", "below")}
        top = y + 108 + (_LANE * _depth(lanes["above"]) + 14 if lanes["above"] else 0)
        height = _TALL if self._figures else _SHORT
        for place in range(len(self._path.stages)):
            self._card(place, top, height)
        self._line(top + height / 2)
        for side, lanes_of_it in lanes.items():
            edge = top if side == "above" else top + height
            self._draw_arcs(lanes_of_it, edge, -1 if side == "above" else 1)
        bottom = top + height + _LANE * _depth(lanes["below"]) + 30
        if self._left_out:
            note = word("more", self._language, n=self._left_out)
            self._drawing.text(_MARGIN, bottom + 6, note, size=12, ink=FAINT)
            bottom += 22
        return bottom

    def _heading(self, y: float) -> None:
        self._drawing.text(_MARGIN, y + 46, journey_title(self._path, self._language), size=22, bold=True)
        self._drawing.text(_MARGIN, y + 72, self._subtitle(), size=13.5, ink=QUIET)

    def _subtitle(self) -> str:
        said, figures = self._language, self._figures
        begin = f"{word('journey', said)} “{self._path.id}”" if said == "en" else f"Parcours « {self._path.id} »"
        if figures is None:
            return f"{begin}, {word('author', said)}"
        ahead, back = (counted(figures.moves(ahead=each), said) for each in (True, False))
        moves = f"{word('ahead', said, n=ahead)}, {word('back', said, n=back)} {word('in_days', said, n=figures.days)}"
        return f"{begin} · {customers(figures.customers, said)} · {moves}"

    # the stages

    def _card(self, place: int, y: float, height: float) -> None:
        stage, x = self._path.stages[place], _x(place)
        here = self._figures.stages.get(stage.id, StageFigures()) if self._figures else None
        self._drawing.box(x, y, _CARD, height, fill=self._tint(here), line=WARM if here and here.stalled else LINE)
        self._drawing.text(x + 14, y + 25, stage_title(self._path, stage.id, self._language), size=14.5, bold=True)
        for row, words in enumerate(rows(stage_goal(stage, self._language), _CARD - 28, 11.5, 2)):
            self._drawing.text(x + 14, y + 44 + 15 * row, words, size=11.5, ink=QUIET)
        expected = word("expected", self._language, time=time(stage.expected, self._language)) if stage.expected else ""
        if here is None:
            self._drawing.text(x + 14, y + height - 14, expected, size=11.5, ink=BLUE)
            return
        number = counted(here.customers, self._language)
        self._drawing.text(x + 14, y + 96, number, size=26, bold=True, ink=INK if here.customers else FAINT)
        if here.stalled:
            stalled = word("stalled", self._language, n=counted(here.stalled, self._language))
            self._drawing.text(x + _CARD - 14, y + 95, stalled, size=12, bold=True, ink=WARM, anchor="end")
        median = word("median", self._language, time=time(here.median, self._language)) if here.median else ""
        self._drawing.text(x + 14, y + 120, median or expected, size=11.5, ink=BLUE if median else QUIET)
        self._drawing.text(x + 14, y + 136, expected if median else "", size=11.5, ink=QUIET)

    def _tint(self, here: StageFigures | None) -> str:
        """The more of the customers are here, the bluer."""
        if here is None or self._figures is None or not self._figures.customers:
            return "#ffffff"
        share = min(1.0, 1.6 * here.customers / self._figures.customers)
        return f"#{round(255 - 38 * share):02x}{round(255 - 22 * share):02x}ff"

    def _line(self, y: float) -> None:
        """Draw the ways from each stage to the next."""
        taken = {(way.left, way.entered): way.moves for way in self._figures.ways} if self._figures else {}
        stages = [stage.id for stage in self._path.stages]
        for place, (left, entered) in enumerate(pairwise(stages)):
            moves = taken.get((left, entered), 0)
            idle = self._figures is not None and not moves
            ink, start, end = FAINT if idle else AHEAD, _x(place) + _CARD + 6, _x(place + 1) - 6
            self._drawing.line(f"M {start:.1f} {y:.1f} H {end - 6:.1f}", ink=ink, thick=_thick(moves))
            self._drawing.head(end, y, 0, ink=ink, size=7 + _thick(moves))
            if moves:
                number = counted(moves, self._language)
                self._drawing.text((start + end) / 2, y - 10, number, size=13, bold=True, ink=AHEAD, anchor="middle")

    # the ways above and below

    def _all_arcs(self) -> tuple[list[Arc], int]:
        found = self._taken() if self._figures else self._written()
        kept: list[Arc] = []
        for side in ("above", "below"):
            kept += sorted((arc for arc in found if arc.side == side), key=lambda arc: -arc.moves)[:_MOST_ARCS]
        return kept, sum(arc.moves for arc in found) - sum(arc.moves for arc in kept)

    def _taken(self) -> list[Arc]:
        assert self._figures is not None
        arcs = []
        for way in self._figures.ways:
            left, entered = self._order.get(way.left), self._order.get(way.entered)
            if left is not None and entered is not None and entered not in (left, left + 1):
                arcs.append(self._arc_of(way, left, entered))
        return arcs

    def _arc_of(self, way: Way, left: int, entered: int) -> Arc:
        return Arc(
            left=left,
            entered=entered,
            label=counted(way.moves, self._language),
            side="above" if way.ahead else "below",
            ink=AHEAD if way.ahead else BACK,
            moves=way.moves,
            dashed=way.ahead and entered < left,
        )

    def _written(self) -> list[Arc]:
        """Return the circle, and where silence leads back."""
        arcs = [
            Arc(left=place, entered=self._order[stage.next], label="", side="above", ink=AHEAD, dashed=True)
            for place, stage in enumerate(self._path.stages)
            if stage.next is not None and self._order.get(stage.next, place + 1) != place + 1
        ]
        for signal in self._path.silences:
            quiet = time(signal.after, self._language) if signal.after else ""
            label = word("silence", self._language, time=quiet)
            for stage in signal.within:
                left, entered = self._order.get(stage), self._order.get(signal.stage)
                if left is not None and entered is not None and left != entered:
                    arcs.append(Arc(left=left, entered=entered, label=label, side="below", ink=BACK))
        return arcs

    def _draw_arcs(self, lanes: Mapping[int, int], edge: float, down: int) -> None:
        """Draw the lines first, then the labels: no line runs across a number."""
        arcs = [arc for arc in self._arcs if arc.side == ("below" if down > 0 else "above")]
        placed = [
            (arc, *ends, edge + down * (20 + _LANE * lanes[number]))
            for number, (arc, ends) in enumerate(zip(arcs, _attached(arcs), strict=True))
        ]
        for arc, start, end, y in placed:
            self._arc(arc, (start, end), edge + down * 5, y, down)
        for arc, _, _, y in placed:
            self._label(arc, y)

    def _arc(self, arc: Arc, ends: tuple[float, float], edge: float, y: float, down: int) -> None:
        start, end = ends
        way = 1 if end > start else -1
        bend = min(10.0, abs(end - start) / 2)
        turn = y - down * bend
        self._drawing.line(
            f"M {start:.1f} {edge:.1f} V {turn:.1f} Q {start:.1f} {y:.1f} {start + way * bend:.1f} {y:.1f}"
            f" H {end - way * bend:.1f} Q {end:.1f} {y:.1f} {end:.1f} {turn:.1f} V {edge + down * 6:.1f}",
            ink=arc.ink,
            thick=_thick(arc.moves),
            dashed=arc.dashed,
        )
        self._drawing.head(end, edge, -90 * down, ink=arc.ink, size=7 + _thick(arc.moves) / 2)

    def _label(self, arc: Arc, y: float) -> None:
        """Write beside no stage but between two, in the middle of the way: no arrow goes up or down there."""
        if arc.label:
            low, high = arc.span
            x = _x((low + high - 1) // 2) + _CARD + _GAP / 2
            width = width_of(arc.label, 12) + 12
            self._drawing.box(x - width / 2, y - 10, width, 20, fill=GROUND, line=GROUND, radius=6)
            self._drawing.text(x, y + 4, arc.label, size=12, bold=True, ink=arc.ink, anchor="middle")


def _x(place: int) -> float:
    return _MARGIN + place * (_CARD + _GAP)


def _thick(moves: int) -> float:
    return min(4.0, 1.6 + 0.5 * len(str(moves))) if moves > 9 else 1.6


def _lanes(arcs: Sequence[Arc]) -> dict[int, int]:
    """Give each arc a lane, the short ones nearest, so that none lies upon another."""
    lanes: dict[int, int] = {}
    taken: list[list[tuple[int, int]]] = []
    for number in sorted(range(len(arcs)), key=lambda each: (arcs[each].span[1] - arcs[each].span[0], each)):
        low, high = arcs[number].span
        lane = next(
            (place for place, spans in enumerate(taken) if all(high < a or b < low for a, b in spans)), len(taken)
        )
        if lane == len(taken):
            taken.append([])
        taken[lane].append((low, high))
        lanes[number] = lane
    return lanes


def _depth(lanes: Mapping[int, int]) -> int:
    return max(lanes.values(), default=-1) + 1


def _attached(arcs: Sequence[Arc]) -> list[tuple[float, float]]:
    """Return where on its two cards each arc begins and ends: side by side, and crossing no other on the way down."""
    at: dict[int, list[tuple[tuple[int, int], int, bool]]] = {}
    for number, arc in enumerate(arcs):
        length = arc.span[1] - arc.span[0]
        for here, there, begins in ((arc.left, arc.entered, True), (arc.entered, arc.left, False)):
            key = (0, length) if there < here else (1, -length)  # those that lead to the left stand left, short first
            at.setdefault(here, []).append((key, number, begins))
    found = [[0.0, 0.0] for _ in arcs]
    for place, ends in at.items():
        for position, (_, number, begins) in enumerate(sorted(ends)):
            found[number][0 if begins else 1] = _x(place) + _CARD * (position + 1) / (len(ends) + 1)
    return [(start, end) for start, end in found]
