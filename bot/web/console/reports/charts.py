"""Geometry of drawings: numbers in, places out. What they look like is `charts.html` and the stylesheet.

Widths and heights are linear and share one scale in a drawing; what is not nothing is at least 3 px. Rates are between
0 and 1 and come with how many were asked and a 95 % interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, log10
from typing import Final

from msgspec import Struct

from bot.rules.intervals import Share

LEAST: Final = 3.0
ROW: Final = 26.0
WIDE, HIGH = 980.0, 180.0  # a line through points in time


class Interval(Struct, frozen=True, kw_only=True):
    """A rate on a line: the bounds as a stroke, the rate as a dot, a hollow one for the holdout. Places are units of
    the drawing.
    """

    name: str
    told: str
    x: float
    low: float
    high: float
    y: float
    hollow: bool = False


class Intervals(Struct, frozen=True):
    height: float
    rows: tuple[Interval, ...]
    ticks: tuple[tuple[float, str], ...]
    left: float = 150.0
    width: float = 520.0


def intervals(rates: Sequence[tuple[str, Share, str, bool]]) -> Intervals:
    """Return lines of rates over one scale: name, rate, how it is said, whether it is the holdout's."""
    highest = max((rate.high for _, rate, _, _ in rates), default=1.0)
    top = min(1.0, ceil(highest * 10) / 10) or 0.1
    left, room = 150.0, 300.0

    def place(value: float) -> float:
        return round(left + room * value / top, 1)

    rows = tuple(
        Interval(
            name=name,
            told=told,
            x=place(rate.value),
            low=place(rate.low),
            high=place(rate.high),
            y=ROW * row + ROW / 2,
            hollow=hollow,
        )
        for row, (name, rate, told, hollow) in enumerate(rates)
    )
    ticks = tuple((place(top * part / 2), f"{round(100 * top * part / 2)}") for part in range(3))
    return Intervals(ROW * len(rates) + 18, rows, ticks)


class Dot(Struct, frozen=True):
    x: float
    y: float
    name: str
    told: str


class Series(Struct, frozen=True):
    """A line over time. `paths` are its unbroken stretches: where there is no value, there is no line. `ticks` are the
    values with a line across, `names` some of the days below.
    """

    paths: tuple[str, ...]
    dots: tuple[Dot, ...]
    ticks: tuple[tuple[float, str], ...]
    names: tuple[tuple[float, str], ...]
    width: float
    height: float


def series(
    points: Sequence[tuple[str, float | None, str]],
    *,
    low: float = 0.0,
    high: float | None = None,
) -> Series:
    """Return a line through points in time: the name of the day, the value (None: none), how it is said."""
    values = [value for _, value, _ in points if value is not None]
    top = high if high is not None else nice(max(values, default=low + 1))
    left, right, above, below = 40.0, WIDE - 12, 10.0, HIGH - 24
    span = (top - low) or 1.0

    def y(value: float) -> float:
        return round(below - (below - above) * (value - low) / span, 1)

    step = (right - left) / max(len(points) - 1, 1)
    dots, paths, drawing = [], [], ""
    for place, (name, value, told) in enumerate(points):
        if value is None:
            paths += [drawing] if drawing else []
            drawing = ""
            continue
        dots.append(Dot(round(left + step * place, 1), y(value), name, told))
        drawing += f"{'L' if drawing else 'M'}{dots[-1].x:g} {dots[-1].y:g}"
    paths += [drawing] if drawing else []
    every = max(1, ceil(len(points) / 7))
    names = [(round(left + step * place, 1), points[place][0]) for place in range(0, len(points), every)]
    ticks = [(y(low + span * part / 2), f"{low + span * part / 2:g}") for part in range(3)]
    return Series(tuple(paths), tuple(dots), tuple(ticks), tuple(names), WIDE, HIGH)


def nice(value: float) -> float:
    """Return the next of 1, 2, 5, 10, 20… that is no less than a value: the top of a scale."""
    if value <= 0:
        return 1.0
    power = 10.0 ** (ceil(log10(value)) - 1)
    return float(next(power * step for step in (1, 2, 5, 10) if power * step >= value * (1 - 1e-9)))


def shade(value: float, most: float) -> str:
    """Return the class of a cell's ground, by its part of the largest: four steps, none for nothing."""
    if value <= 0 or most <= 0:
        return ""
    return f"h{min(4, max(1, ceil(4 * value / most)))}"
