"""A flow drawn as SVG for a page: boxes in layers from where it starts downwards, arrows between them.

Geometry stands in attributes and paint in classes (`fd-…`), so that a page's stylesheet colours it in light and dark
and a policy that forbids inline styles holds. With another picture of the same flow beside it, what was added, removed
and changed is marked, in words too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from html import escape
from typing import Final, Literal

from msgspec import Struct

from bot.studio.drawings.drawing import Arrow, Box, Picture
from bot.studio.drawings.svg import rows, width_of

Mark = Literal["added", "removed", "changed"]

_WIDE: Final = 208.0
_GAP: Final = 28.0
_DOWN: Final = 58.0
_LINE: Final = 15.0
_EDGE: Final = 22.0
_SIZE: Final = 12.0
_ROUNDS: Final = 4  # of putting boxes under what leads to them
#: What marks are called on the drawing: French, English.
MARKS: Final[Mapping[Mark, tuple[str, str]]] = {
    "added": ("ajouté", "added"),
    "removed": ("retiré", "removed"),
    "changed": ("modifié", "changed"),
}


class Marked(Struct, frozen=True):
    """A picture, and what of it differs: boxes by their id, arrows by their place."""

    picture: Picture
    boxes: Mapping[str, Mark] = {}
    arrows: Mapping[int, Mark] = {}


class _Placed(Struct, frozen=True):
    box: Box
    lines: tuple[tuple[str, str], ...]  # class, words
    x: float
    y: float
    high: float


def difference(before: Picture | None, after: Picture | None) -> Marked:
    """Return both pictures of a flow as one, with what was added, removed or changed. None: the flow is not there."""
    old, new = before or Picture("", (), ()), after or Picture("", (), ())
    olds, news = {box.id: box for box in old.boxes}, {box.id: box for box in new.boxes}
    marks: dict[str, Mark] = {}
    for name, box in news.items():
        if name not in olds:
            marks[name] = "added"
        elif olds[name] != box:
            marks[name] = "changed"
    gone = [box for box in old.boxes if box.id not in news]
    marks.update({box.id: "removed" for box in gone})
    arrows: list[Arrow] = list(new.arrows)
    found: dict[int, Mark] = {place: "added" for place, arrow in enumerate(arrows) if arrow not in old.arrows}
    for arrow in old.arrows:
        if arrow not in new.arrows:
            found[len(arrows)] = "removed"
            arrows.append(arrow)
    return Marked(Picture(new.title or old.title, (*new.boxes, *gone), tuple(arrows)), marks, found)


def svg(marked: Marked, language: str = "en") -> str:
    """Return the drawing; `language` is that of its marks."""
    placed = _place(marked.picture)
    wide = max((one.x + _WIDE for one in placed.values()), default=0) + 2 * _EDGE
    high = max((one.y + one.high for one in placed.values()), default=0) + _EDGE
    ids = [place for place, arrow in enumerate(marked.picture.arrows) if {arrow.from_, arrow.to} <= placed.keys()]
    shapes = [_arrow(marked.picture.arrows[n], placed, wide, marked.arrows.get(n)) for n in ids]
    shapes += [_box(one, marked.boxes.get(one.box.id), language) for one in placed.values()]
    title = escape(marked.picture.title)
    return (
        f'<svg class="fd" xmlns="http://www.w3.org/2000/svg" width="{wide:.0f}" height="{high:.0f}"'
        f' viewBox="0 0 {wide:.0f} {high:.0f}" role="img" aria-label="{title}">\n<title>{title}</title>\n'
        + "\n".join(shapes)
        + "\n</svg>\n"
    )


def _place(picture: Picture) -> dict[str, _Placed]:
    """Give each box its place: the layer under the lowest that leads to it, beside its neighbours of before."""
    layers = _layers(picture)
    order = _ordered(layers, picture.arrows)
    widest = max((len(layer) for layer in order), default=0) * (_WIDE + _GAP) - _GAP
    boxes = {box.id: box for box in picture.boxes}
    placed: dict[str, _Placed] = {}
    y = _EDGE
    for layer in order:
        x = _EDGE + (widest - (len(layer) * (_WIDE + _GAP) - _GAP)) / 2
        tallest = 0.0
        for name in layer:
            lines = _lines(boxes[name])
            one = _Placed(boxes[name], lines, x, y, len(lines) * _LINE + 16)
            placed[name] = one
            tallest = max(tallest, one.high)
            x += _WIDE + _GAP
        y += tallest + _DOWN
    return placed


def _layers(picture: Picture) -> list[list[str]]:
    """Return the boxes by how far they are from a start, along the arrows that do not go back."""
    following: dict[str, list[str]] = defaultdict(list)
    for arrow in picture.arrows:
        following[arrow.from_].append(arrow.to)
    order, back = _walked([box.id for box in picture.boxes], following)
    depth = dict.fromkeys(order, 0)
    for name in order:
        for to in following[name]:
            if to in depth and (name, to) not in back:
                depth[to] = max(depth[to], depth[name] + 1)
    layers: list[list[str]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for box in picture.boxes:
        layers[depth[box.id]].append(box.id)
    return [layer for layer in layers if layer]


def _walked(names: Sequence[str], following: Mapping[str, Sequence[str]]) -> tuple[list[str], set[tuple[str, str]]]:
    """Return the boxes so that what leads on comes before what it leads to, and the arrows that go back."""
    done: list[str] = []
    state: dict[str, int] = {}
    back: set[tuple[str, str]] = set()
    for root in names:
        path = [(root, iter(following.get(root, ())))] if root not in state else []
        state.setdefault(root, 1)
        while path:
            name, ways = path[-1]
            to = next(ways, None)
            if to is None:
                state[name] = 2
                done.append(name)
                path.pop()
            elif state.get(to) == 1:
                back.add((name, to))
            elif to not in state:
                state[to] = 1
                path.append((to, iter(following.get(to, ()))))
    known = set(names)
    return [name for name in reversed(done) if name in known], back


def _ordered(layers: list[list[str]], arrows: Sequence[Arrow]) -> list[list[str]]:
    """Put each box of a layer below the middle of what leads to it, so that few arrows cross."""
    above: dict[str, list[str]] = defaultdict(list)
    for arrow in arrows:
        above[arrow.to].append(arrow.from_)
    at = {name: place - len(layer) / 2 for layer in layers for place, name in enumerate(layer)}
    ordered = layers
    for _ in range(_ROUNDS):
        ordered = [sorted(layer, key=lambda name: _middle(name, above, at)) for layer in ordered]
        at = {name: place - len(layer) / 2 for layer in ordered for place, name in enumerate(layer)}
    return ordered


def _middle(name: str, above: Mapping[str, Sequence[str]], at: Mapping[str, float]) -> float:
    leading = [at[one] for one in above.get(name, ()) if one in at and one != name]
    return sum(leading) / len(leading) if leading else at[name]


def _lines(box: Box) -> tuple[tuple[str, str], ...]:
    width = _WIDE - 20
    found = [("fd-verb", words) for words in rows(box.verb, width, _SIZE, 1)]
    found += [("fd-text", words) for words in rows(box.text, width, _SIZE, 4)]
    found += [("fd-note", words) for words in rows(box.note, width, _SIZE, 2)]
    return tuple(found)


def _box(one: _Placed, mark: Mark | None, language: str) -> str:
    said = MARKS[mark][0 if language == "fr" else 1] if mark else ""
    kind = f"fd-box fd-{one.box.kind}" + (f" fd-{mark}" if mark else "")
    lines = [
        f'<text class="{name}" x="{one.x + 10:.0f}" y="{one.y + 20 + number * _LINE:.0f}">{escape(words)}</text>'
        for number, (name, words) in enumerate(one.lines)
    ]
    if said:
        lines.append(f'<text class="fd-mark" x="{one.x + _WIDE - 4:.0f}" y="{one.y - 5:.0f}">{escape(said)}</text>')
    outer = f'<rect x="{one.x:.0f}" y="{one.y:.0f}" width="{_WIDE:.0f}" height="{one.high:.0f}" rx="6"/>'
    return f'<g class="{kind}">{outer}{"".join(lines)}</g>'


def _arrow(arrow: Arrow, placed: Mapping[str, _Placed], wide: float, mark: Mark | None) -> str:
    source, target = placed[arrow.from_], placed[arrow.to]
    x1, y1 = source.x + _WIDE / 2, source.y + source.high
    x2, y2 = target.x + _WIDE / 2, target.y
    if y2 > y1:
        middle = (y1 + y2) / 2
        path = f"M {x1:.0f} {y1:.0f} C {x1:.0f} {middle:.0f} {x2:.0f} {middle:.0f} {x2:.0f} {y2 - 7:.0f}"
        tip = f"{x2 - 4:.0f},{y2 - 8:.0f} {x2 + 4:.0f},{y2 - 8:.0f} {x2:.0f},{y2:.0f}"
        at = ((x1 + 3 * x2) / 4, y2 - 16)
    else:  # back: around the right side
        x1, y1 = source.x + _WIDE, source.y + source.high / 2
        x2, y2 = target.x + _WIDE, target.y + target.high / 2
        far = min(max(x1, x2) + 34, wide - 4)
        path = f"M {x1:.0f} {y1:.0f} C {far:.0f} {y1:.0f} {far:.0f} {y2:.0f} {x2 + 7:.0f} {y2:.0f}"
        tip = f"{x2 + 8:.0f},{y2 - 4:.0f} {x2 + 8:.0f},{y2 + 4:.0f} {x2:.0f},{y2:.0f}"
        at = (far - 12, (y1 + y2) / 2)
    kind = "fd-arrow" + (" fd-unusual" if arrow.unusual else "") + (f" fd-{mark}" if mark else "")
    label = _label(arrow.label, *at) if arrow.label else ""
    return f'<g class="{kind}"><path d="{path}"/><polygon points="{tip}"/>{label}</g>'


def _label(words: str, x: float, y: float) -> str:
    while len(words) > 4 and width_of(words, 11) > _WIDE - 20:
        words = f"{words[:-2].rstrip(' …')}…"
    return f'<text class="fd-label" x="{x:.0f}" y="{y:.0f}">{escape(words)}</text>'
