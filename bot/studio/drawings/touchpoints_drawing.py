"""The map of contacts as a picture: a row for each stage, a column for each channel, in each cell messages in and out.

What the journey intends is blue; what happens without being intended is framed in amber, so that it is seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bot.playbook.compiled import JourneyMap
from bot.studio.drawings.journey_words import counted, journey_title, stage_goal, stage_title, word
from bot.studio.drawings.svg import BLUE, FAINT, INK, LINE, QUIET, WARM, Drawing, rows, width_of
from bot.studio.drawings.touchpoints import Contacts, Way
from bot.studio.rehearsals.reasons import CHANNELS

_MARGIN: Final = 48.0
_STAGE: Final = 210.0
_CELL: Final = 176.0
_ROW: Final = 62.0
_SIDE: Final = 78.0
_INTENDED: Final = "#e8effb"


def draw_touchpoints(
    paths: Sequence[JourneyMap], contacts: Mapping[str, Contacts], language: str, days: int | None
) -> Drawing:
    """Return the contacts of all maps, one below the other. `days`: over how long they were counted; None: not."""
    most = max(len(contacts[path.id].channels) for path in paths)
    drawing = Drawing(max(2 * _MARGIN + _STAGE + most * _CELL, 760.0), word("touchpoints", language))
    y = 0.0
    for place, path in enumerate(paths):
        if place:
            drawing.line(f"M {_MARGIN} {y:.1f} H {drawing.width - _MARGIN:.1f}", ink=LINE, thick=1)
        y = _Grid(drawing, path, contacts[path.id], language, days).draw(y)
    _legend(drawing, y + 18, language, counting=days is not None)
    drawing.height = y + 46
    return drawing


class _Grid:
    """One map being drawn."""

    def __init__(self, drawing: Drawing, path: JourneyMap, contacts: Contacts, language: str, days: int | None) -> None:
        self._drawing = drawing
        self._path = path
        self._contacts = contacts
        self._language = language
        self._days = days
        self._most = max(contacts.counts.values(), default=1)

    def draw(self, y: float) -> float:
        """Draw below `y`; return where it ends."""
        said, total = self._language, self._contacts.total
        self._drawing.text(
            _MARGIN, y + 46, f"{word('touchpoints', said)} · {journey_title(self._path, said)}", size=22, bold=True
        )
        note = word("author", said)
        if self._days is not None:
            note = word("contacts", said, n=counted(total, said), days=self._days)
        self._drawing.text(_MARGIN, y + 72, note, size=13.5, ink=QUIET)
        top = y + 122
        for place, channel in enumerate(self._contacts.channels):
            x = self._x(place)
            self._drawing.text(x, top - 24, CHANNELS.get(channel, channel), size=13.5, bold=True)
            self._drawing.text(x + _SIDE / 2, top - 6, word("in", said), size=11, ink=QUIET, anchor="middle")
            middle = x + 1.5 * _SIDE + 6
            self._drawing.text(middle, top - 6, word("out", said), size=11, ink=QUIET, anchor="middle")
        for place, stage in enumerate(self._path.stages):
            self._row(stage.id, stage_goal(stage, said), top + 6 + place * _ROW)
        return top + 6 + len(self._path.stages) * _ROW + 14

    def _x(self, place: int) -> float:
        return _MARGIN + _STAGE + place * _CELL

    def _row(self, stage: str, goal: str, y: float) -> None:
        self._drawing.text(_MARGIN, y + 23, stage_title(self._path, stage, self._language), size=14, bold=True)
        for words in rows(goal, _STAGE - 24, 11.5, 1):
            self._drawing.text(_MARGIN, y + 40, words, size=11.5, ink=QUIET)
        for place, channel in enumerate(self._contacts.channels):
            self._side(self._x(place), y, stage, channel, "in")
            self._side(self._x(place) + _SIDE + 6, y, stage, channel, "out")

    def _side(self, x: float, y: float, stage: str, channel: str, way: Way) -> None:
        meant = (stage, channel, way) in self._contacts.intended
        count = self._contacts.counts.get((stage, channel, way), 0)
        height = _ROW - 12
        unused = meant and not count and self._days is not None
        fill = _INTENDED if meant else "#ffffff"
        line = WARM if count and not meant else "#b9cbe8" if meant else "#eceef1"
        self._drawing.box(x, y, _SIDE, height, fill="#ffffff" if unused else fill, line=line, radius=8, dashed=unused)
        if self._days is None:
            self._drawing.text(x + _SIDE / 2, y + 31, "●" if meant else "", size=13, ink=BLUE, anchor="middle")
            return
        number = counted(count, self._language) if count else "0" if meant else "·"
        ink = INK if count else FAINT
        self._drawing.text(x + _SIDE / 2, y + 28, number, size=16, bold=bool(count), ink=ink, anchor="middle")
        if count:
            length = max(3.0, (_SIDE - 20) * count / self._most)
            bar = WARM if not meant else BLUE
            self._drawing.box(x + 10, y + height - 12, length, 4, fill=bar, line=bar, radius=2)


def _legend(drawing: Drawing, y: float, language: str, *, counting: bool) -> None:
    entries = [(_INTENDED, "#b9cbe8", False, "intended")]
    if counting:
        entries += [("#ffffff", "#b9cbe8", True, "unused"), ("#ffffff", WARM, False, "not_intended")]
    x = _MARGIN
    for fill, line, dashed, name in entries:
        words = word(name, language)
        drawing.box(x, y - 11, 22, 14, fill=fill, line=line, radius=4, dashed=dashed)
        drawing.text(x + 30, y, words, size=12, ink=QUIET)
        x += 30 + width_of(words, 12) + 28
