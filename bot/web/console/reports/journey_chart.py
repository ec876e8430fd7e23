"""The map of a journey as bands: forward filled between the posts, back hollow below them, the circle along the bottom.

Geometry only. A post is as high as there are customers in its stage, a band as wide as customers moved; each of the two
kinds has one linear scale in a drawing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from msgspec import Struct

from bot.web.console.reports.charts import LEAST
from bot.web.console.wording.stages import Chip

WIDTH: Final = 1120.0
EDGE: Final = 80.0  # from the drawing's side to the first post
MIDDLE: Final = 196.0  # where the posts' middles are
HIGHEST: Final = 135.0  # post
WIDEST: Final = 46.0  # band
Kind = Literal["fwd", "back", "circle"]


class Flow(Struct, frozen=True, kw_only=True):
    """Moves between two stages: how many, in words, and the list behind them."""

    left: str
    stage: str
    kind: Kind
    count: int
    told: str
    href: str
    shown: str = ""  # the number as it is written
    words: str = ""  # after the number, for the circle


class Band(Struct, frozen=True, kw_only=True):
    kind: Kind
    path: str
    tip: str
    x: float  # of the label
    y: float
    width: float
    count: str
    words: str
    paint: str
    told: str
    href: str


class Post(Struct, frozen=True, kw_only=True):
    x: float
    y: float
    height: float
    place: int
    name: str
    count: str
    small: str
    paint: str
    told: str
    href: str


class Place(Struct, frozen=True, kw_only=True):
    """A stage to draw: how many are there now, what stands below the number, and the list behind it."""

    chip: Chip
    count: int
    shown: str
    small: str
    told: str
    href: str


class Map(Struct, frozen=True):
    width: float
    height: float
    posts: tuple[Post, ...]
    bands: tuple[Band, ...]


def charted(places: Sequence[Place], flows: Sequence[Flow]) -> Map | None:
    """Return the drawing; None for a map without stages."""
    if not places:
        return None
    order = {place.chip.id: number for number, place in enumerate(places)}
    flows = [flow for flow in flows if flow.count > 0 and flow.left in order and flow.stage in order]
    step = (WIDTH - 2 * EDGE) / max(len(places) - 1, 1)
    xs = {id_: EDGE + step * number if len(places) > 1 else WIDTH / 2 for id_, number in order.items()}
    most = max((place.count for place in places), default=0) or 1
    heights = {place.chip.id: max(LEAST, HIGHEST * place.count / most) for place in places}
    scale = WIDEST / max((flow.count for flow in flows), default=1)
    paints = {place.chip.id: place.chip.colour for place in places}
    bands, lowest = _bands(flows, order, xs, heights, scale, paints)
    posts = [_post(place, xs[place.chip.id], heights[place.chip.id]) for place in places]
    return Map(WIDTH, round(lowest + 14), tuple(posts), tuple(bands))


def _bands(
    flows: Sequence[Flow],
    order: Mapping[str, int],
    xs: Mapping[str, float],
    heights: Mapping[str, float],
    scale: float,
    paints: Mapping[str, str],
) -> tuple[list[Band], float]:
    """Return the bands, the widest drawn first, and the lowest point."""
    bands, lowest, over = [], MIDDLE + HIGHEST / 2 + 16, MIDDLE - HIGHEST / 2
    below: dict[str, float] = {}
    spans = [(abs(order[flow.stage] - order[flow.left]), flow) for flow in flows]
    circles = [flow for flow in flows if flow.kind == "circle"]
    for span, flow in sorted(spans, key=lambda one: (one[0], order[one[1].left])):
        width = round(max(LEAST, flow.count * scale), 1)
        if flow.kind == "fwd" and span == 1:
            bands.append(_straight(flow, width, xs, paints))
        elif flow.kind == "fwd":
            bands.append(_arch(flow, width, xs, over - 6, paints))
            over = max(over - 18, 112)
        elif flow.kind == "back":
            band, bottom = _hollow(flow, width, xs, heights, below)
            bands.append(band)
            lowest = max(lowest, bottom)
    if circles:
        lowest += 14
        for flow in sorted(circles, key=lambda one: -one.count):
            width = round(max(LEAST, flow.count * scale), 1)
            lowest += 18 + width / 2
            bands.insert(0, _circle(flow, width, xs, lowest, paints))
            lowest += width / 2
    return bands, lowest


def _band(flow: Flow, path: str, x: float, y: float, width: float, paint: str, tip: str = "") -> Band:
    return Band(
        kind=flow.kind,
        path=path,
        tip=tip,
        x=round(x, 1),
        y=round(y, 1),
        width=width,
        count=flow.shown or str(flow.count),
        words=flow.words,
        paint=paint,
        told=flow.told,
        href=flow.href,
    )


def _straight(flow: Flow, width: float, xs: Mapping[str, float], paints: Mapping[str, str]) -> Band:
    start, end, half = xs[flow.left] + 7, xs[flow.stage] - 7, width / 2
    path = f"M{start:g} {MIDDLE - half:g}H{end:g}v{width:g}H{start:g}z"
    return _band(flow, path, (start + end) / 2 + 3, MIDDLE, width, paints[flow.left])


def _arch(flow: Flow, width: float, xs: Mapping[str, float], top: float, paints: Mapping[str, str]) -> Band:
    """A band over the stages that were left out, from the upper part of one post to that of the other."""
    start, end = xs[flow.left] + 7, xs[flow.stage] - 7
    foot, reach = MIDDLE - 20, (end - start) / 4
    peak = top - (foot - top) / 3 - width / 2
    path = (
        f"M{start:g} {foot:g}C{start + reach:g} {peak:g} {end - reach:g} {peak:g} {end:g} {foot:g}v{width:g}"
        f"C{end - reach:g} {peak + width:g} {start + reach:g} {peak + width:g} {start:g} {foot + width:g}z"
    )
    return _band(flow, path, (start + end) / 2, foot / 4 + 3 * peak / 4 + width / 2, width, paints[flow.left])


def _hollow(
    flow: Flow, width: float, xs: Mapping[str, float], heights: Mapping[str, float], below: dict[str, float]
) -> tuple[Band, float]:
    """A hollow band below the posts, from the one that was left to the one that was gone back to."""
    right, left = xs[flow.left], xs[flow.stage]
    start = MIDDLE + heights[flow.left] / 2 + 8
    end = MIDDLE + heights[flow.stage] / 2 + 20
    outer, inner = right - 4, right - 4 - width
    to, into = left + 6 + below.get(flow.stage, 0), left + 6 + below.get(flow.stage, 0) + width
    below[flow.stage] = below.get(flow.stage, 0) + width + 8
    deep = max(start, end) + 44 + (right - left) / 12
    path = (
        f"M{outer:g} {start:g}C{outer:g} {deep + width:g} {to:g} {deep + width:g} {to:g} {end:g}H{into:g}"
        f"C{into:g} {deep:g} {inner:g} {deep:g} {inner:g} {start:g}z"
    )
    tip = f"M{to - 4:g} {end + 2:g}h{width + 8:g}l{-(width + 8) / 2:g} -9z"
    bottom = (start + end) / 8 + 3 * (deep + width) / 4
    label = bottom + 12
    return _band(flow, path, (right + left) / 2, label, width, "", tip), label + 8


def _circle(flow: Flow, width: float, xs: Mapping[str, float], y: float, paints: Mapping[str, str]) -> Band:
    """The band along the bottom, out of the right side of one post and into the left side of another."""
    right, left, side = xs[flow.left] + 7, xs[flow.stage] - 7, 46.0
    path = (
        f"M{right:g} {MIDDLE:g}h20a{side:g} {side:g} 0 0 1 {side:g} {side:g}V{y - side:g}"
        f"a{side:g} {side:g} 0 0 1 -{side:g} {side:g}H{left - 20:g}a{side:g} {side:g} 0 0 1 -{side:g} -{side:g}"
        f"V{MIDDLE + side:g}a{side:g} {side:g} 0 0 1 {side:g} -{side:g}h20"
    )
    return _band(flow, path, WIDTH / 2, y, width, paints[flow.left])


def _post(place: Place, x: float, height: float) -> Post:
    return Post(
        x=round(x, 1),
        y=round(MIDDLE - height / 2, 1),
        height=round(height, 1),
        place=place.chip.place,
        name=place.chip.name,
        count=place.shown,
        small=place.small,
        paint=place.chip.colour,
        told=place.told,
        href=place.href,
    )
