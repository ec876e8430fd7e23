"""A flow with what customers did in it, as places on a drawing: steps from left to right, bands as wide as the crowd.

Steps are those that leave a trace: what is said or asked, who decides. A step stands right of those from which
customers came to it. Forward is a filled band; who stopped hangs below as a hollow one. Bands and bars share one scale.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from bot.store.reports.flow_counts import Course

WIDTH, HEIGHT, GAP, TALL = 148.0, 54.0, 68.0, 48.0
_LEFT, _TOP, _ROW, _DROP = 16.0, 16.0, 14.0, 76.0
LEAST: Final = 3.0
#: Outcomes that nobody wrote: the customer fell silent, or the conversation was left for another.
LEFT_OFF: Final = frozenset({"expired", "left", "replaced", "restarted"})
FITS: Final = 1200.0
#: Up to this width a drawing stays as it is: spread over a page its words would be larger than all others.
SMALL: Final = 800.0
MOST: Final = 40  # steps drawn; the table has them all


class Node(Struct, frozen=True, kw_only=True):
    """A step, or (`end`) an outcome. `bar` is how many of those who began came here."""

    id: str
    end: bool
    count: int
    x: float
    y: float
    bar: float


class Band(Struct, frozen=True):
    """Customers who went from one to another; `count` stands at (`x`, `y`) where there is room, else it is 0."""

    path: str
    count: int
    x: float
    y: float


class Drop(Struct, frozen=True):
    """Customers who stopped at a step: a hollow band below it."""

    step: str
    count: int
    x: float
    y: float
    width: float


class Chart(Struct, frozen=True):
    """`is_as_drawn`: too wide for a page, so that it is looked at a part at a time, or too small to be drawn larger."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    bands: tuple[Band, ...]
    drops: tuple[Drop, ...]

    @property
    def is_as_drawn(self) -> bool:
        return not SMALL < self.width <= FITS


def chart(course: Course, order: Sequence[str]) -> Chart | None:
    """Return the drawing; None where nobody came to any step. `order` are the flow's steps as they are written."""
    started = max(course.began.started, 1)
    steps = _shown(course, order)
    if not steps:
        return None
    ends = _ends(course)
    edges = _edges(course, steps, ends)
    columns = _columns(steps, [end for end, _ in ends.items()], edges)
    drops = {step: _left_off(course, step) for step in steps}
    below = {step for step, count in drops.items() if count}
    places = _places(columns, below)
    scale = TALL / max(started, *course.reached.values())
    counts = {**{step: course.reached[step] for step in steps}, **ends}
    nodes = [
        Node(
            id=one.removeprefix(_END),
            end=one.startswith(_END),
            count=counts[one],
            x=x,
            y=y,
            bar=round((WIDTH - 20) * min(1.0, counts[one] / started), 1),
        )
        for one, (x, y) in places.items()
    ]
    hanging = [
        Drop(step, count, places[step][0] + WIDTH / 2, places[step][1] + HEIGHT, _thick(count, scale))
        for step, count in drops.items()
        if count
    ]
    height = max(y + HEIGHT + (_DROP if one in below else _TOP) for one, (_, y) in places.items())
    width = _LEFT + len(columns) * (WIDTH + GAP) - GAP + _LEFT
    return Chart(width, height, tuple(nodes), tuple(_bands(edges, places, scale)), tuple(hanging))


_END: Final = "\0"
Edges = Mapping[tuple[str, str], int]


def _shown(course: Course, order: Sequence[str]) -> list[str]:
    """The steps to draw in their order; those that are not written any more come last."""
    places = {step: place for place, step in enumerate(order)}
    known = sorted(course.reached, key=lambda step: (places.get(step, len(places)), step))
    most = sorted(known, key=lambda step: -course.reached[step])[:MOST]
    return [step for step in known if step in most]


def _ends(course: Course) -> dict[str, int]:
    outcomes = sorted(course.began.outcomes.items(), key=lambda item: (-item[1], item[0]))
    return {_END + name: count for name, count in outcomes if name not in LEFT_OFF and count}


def _edges(course: Course, steps: Sequence[str], ends: Mapping[str, int]) -> Edges:
    """Forward only: who went back is where they came to first."""
    place = {step: number for number, step in enumerate(steps)}
    forward = {
        (left, to): count
        for (left, to), count in course.passed.items()
        if left in place and to in place and place[left] < place[to]
    }
    stops = {
        (step, _END + outcome): count
        for (step, outcome), count in course.stopped.items()
        if step in place and _END + outcome in ends
    }
    return forward | stops


def _left_off(course: Course, step: str) -> int:
    return sum(count for (at, outcome), count in course.stopped.items() if at == step and outcome in LEFT_OFF)


def _columns(steps: Sequence[str], ends: Sequence[str], edges: Edges) -> list[list[str]]:
    """Each as far right as the longest way to it is long."""
    depth = dict.fromkeys([*steps, *ends], 0)
    for one in (*steps, *ends):
        for left, to in edges:
            if to == one:
                depth[one] = max(depth[one], depth[left] + 1)
    columns: list[list[str]] = [[] for _ in range(max(depth.values()) + 1)]
    for one, column in depth.items():
        columns[column].append(one)
    return [column for column in columns if column]


def _places(columns: Sequence[Sequence[str]], dropping: set[str]) -> dict[str, tuple[float, float]]:
    """Columns stand in the middle of the highest."""

    def high(one: str) -> float:
        return HEIGHT + (_DROP if one in dropping else _ROW)

    tallest = max(sum(map(high, column)) for column in columns)
    places: dict[str, tuple[float, float]] = {}
    for number, column in enumerate(columns):
        y = _TOP + (tallest - sum(map(high, column))) / 2
        for one in column:
            places[one] = (_LEFT + number * (WIDTH + GAP), round(y, 1))
            y += high(one)
    return places


def _bands(edges: Edges, places: Mapping[str, tuple[float, float]], scale: float) -> list[Band]:
    leaving = _stacked(edges, places, scale, side=0)
    coming = _stacked(edges, places, scale, side=1)
    bands = []
    for (left, to), count in edges.items():
        begin, end = places[left][0] + WIDTH, places[to][0]
        y, to_y, thick, middle = leaving[left, to], coming[left, to], _thick(count, scale), (begin + end) / 2
        path = (
            f"M{begin:g} {y:g}C{middle:g} {y:g} {middle:g} {to_y:g} {end:g} {to_y:g}"
            f"V{to_y + thick:g}C{middle:g} {to_y + thick:g} {middle:g} {y + thick:g} {begin:g} {y + thick:g}z"
        )
        told = count if thick >= 14 and end - begin <= GAP else 0
        bands.append(Band(path, told, middle, round((y + to_y + thick) / 2 + 4, 1)))
    return bands


def _stacked(
    edges: Edges, places: Mapping[str, tuple[float, float]], scale: float, *, side: int
) -> dict[tuple[str, str], float]:
    """Where each band begins (side 0) or ends (side 1) at its box: one below the other, around the box's middle."""
    at: dict[str, list[tuple[str, str]]] = {}
    for edge in edges:
        at.setdefault(edge[side], []).append(edge)
    other: Callable[[tuple[str, str]], float] = lambda edge: places[edge[1 - side]][1]  # noqa: E731 - a key, twice
    found: dict[tuple[str, str], float] = {}
    for box, theirs in at.items():
        ordered = sorted(theirs, key=other)
        y = places[box][1] + (HEIGHT - sum(_thick(edges[edge], scale) for edge in ordered)) / 2
        for edge in ordered:
            found[edge] = round(y, 1)
            y += _thick(edges[edge], scale)
    return found


def _thick(count: int, scale: float) -> float:
    return round(max(LEAST, count * scale), 1)
