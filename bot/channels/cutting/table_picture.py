"""A table as a picture: for a phone's width, in dark letters on light ground, drawn when it is sent.

The same table gives the same bytes, so that a second attempt sends what the first did. Fonts are this machine's: a
text's width is estimated (`text_fitting`), and what does not fit is wrapped, made smaller or cut. It adds no
word of its own: what it shows stands in `Table`, which also says it in words.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Final

from resvg_py import svg_to_bytes

from bot.channels.cutting.text_fitting import Fitted, fitted, plain
from bot.model.table import Figure, Line, Table

FONT: Final = "'Inter','Helvetica Neue','Segoe UI','DejaVu Sans',Arial,sans-serif"
INK: Final = "#1f2328"
QUIET: Final = "#636b76"
RULE: Final = "#d5d9df"
GROUND: Final = "#f7f8fa"
BEST: Final = "#1d6f4a"
BEST_GROUND: Final = "#e3f2ea"
#: Pixels, before they are doubled for a sharp screen.
WIDTH: Final = 400
_EDGE: Final = 14
_NAMES: Final = (96, 88)  # the first column, beside few others and many
_ROW: Final = 42
_FEW: Final = 3  # columns
_STEP: Final = 16  # from row to row of a text
_HEADS: Final = (13.0, 12.0, 11.0, 10.0)
_FIGURES: Final = (14.0, 13.5, 13.0, 12.0, 11.0, 10.0)
_UNKNOWN: Final = (12.0, 11.0, 10.0)
_NOTES: Final = (11.0, 10.0, 9.0, 8.5, 8.0, 7.0)
_ROWS: Final = 3  # of a line's name, and one more of an offer's and of a figure
#: Where Debian, Fedora, Arch, Alpine and macOS (by Homebrew) keep DejaVu Sans.
_FOLDERS: Final = tuple(
    Path(folder)
    for folder in (
        "/usr/share/fonts/truetype/dejavu",
        "/usr/share/fonts/dejavu-sans-fonts",
        "/usr/share/fonts/TTF",
        "/usr/share/fonts/dejavu",
        "/Library/Fonts",
    )
)
#: What DejaVu Sans has signs for: Latin, Greek, Cyrillic, signs. Other writing takes the machine's other fonts.
_KNOWN: Final = range(0x0530)
_SIGNS: Final = range(0x2000, 0x2300)
_KEPT: Final = 32  # pictures: one table goes to many sockets only where it is sent again


@lru_cache(_KEPT)
def png_of(table: Table) -> bytes:
    """Return the picture. Raises whatever the renderer does: the words then go without it."""
    svg, fonts = svg_of(table), _fonts()
    own = bool(fonts) and all(ord(sign) in _KNOWN or ord(sign) in _SIGNS for sign in svg)
    return bytes(svg_to_bytes(svg_string=svg, zoom=2, font_files=fonts or None, skip_system_fonts=own))


@lru_cache(1)
def _fonts() -> list[str]:
    """Return the files of the one font that is needed, regular and bold; empty where it is elsewhere.

    Looking through all of a machine's fonts takes some 300 ms for each picture, reading two files some 10.
    """
    for folder in _FOLDERS:
        files = [folder / name for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")]
        if all(file.is_file() for file in files):
            return [str(file) for file in files]
    return []


def svg_of(table: Table) -> str:
    """Return the picture as SVG."""
    first = _NAMES[len(table.columns) > _FEW]
    wide = (WIDTH - 2 * _EDGE - first) / len(table.columns)
    middles = [_EDGE + first + wide * (place + 0.5) for place in range(len(table.columns))]
    shapes = [_text(_EDGE, 30, plain(table.title), size=17, bold=True)]
    top = 44.0
    heads = _same_size([fitted(column.name, wide - 4, _HEADS, rows=_ROWS + 1, bold=True) for column in table.columns])
    head = 13 + _STEP * (1 + max(len(one.rows) for one in heads))
    names = _same_size([fitted(line.name, first - 6, _HEADS, rows=_ROWS, bold=line.counts) for line in table.lines])
    rows: list[str] = []
    bottom = top + head
    for line, name in zip(table.lines, names, strict=True):
        drawn, tall = _line(line, name, bottom, middles, wide)
        rows += drawn
        bottom += tall
    for middle, column in zip(middles, table.columns, strict=True):
        if column.best:
            shapes.append(_box(middle - wide / 2 + 2, top, wide - 4, bottom - top, fill=BEST_GROUND))
    scores = _same_size([fitted(column.note, wide - 4, _NOTES, rows=1) for column in table.columns])
    for middle, name, score, column in zip(middles, heads, scores, table.columns, strict=True):
        shapes += _rows(middle, top + 20, name, bold=True, ink=BEST if column.best else INK)
        shapes += _rows(middle, top + head - 9, score, ink=QUIET)
    notes = [row for note in table.notes for row in fitted(note, WIDTH - 2 * _EDGE, (11.0,), rows=8).rows]
    shapes += [*rows, *_rows(_EDGE, bottom + 22, Fitted(tuple(notes), 11), ink=QUIET, anchor="start")]
    return _framed(shapes, bottom + _STEP * len(notes) + 20, table)


def _same_size(texts: list[Fitted]) -> list[Fitted]:
    """Return texts that stand in one row at one size, the smallest of theirs."""
    size = min(one.size for one in texts)
    return [Fitted(one.rows, size) for one in texts]


def _framed(shapes: list[str], height: float, table: Table) -> str:
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:.0f}" role="img"'
            f' viewBox="0 0 {WIDTH} {height:.0f}" font-family="{FONT}"><title>{escape(table.title)}</title>',
            f'<rect width="100%" height="100%" fill="{GROUND}"/>',
            *shapes,
            "</svg>",
        )
    )


def _line(line: Line, name: Fitted, top: float, middles: list[float], wide: float) -> tuple[list[str], float]:
    """Return a row of the table, and how tall it is."""
    cells = [_cell(one, wide - 8) for one in line.figures]
    short = [len(cell.rows) == 1 and not one.missing for one, cell in zip(line.figures, cells, strict=True)]
    size = min((cell.size for cell, is_short in zip(cells, short, strict=True) if is_short), default=0)
    cells = [Fitted(cell.rows, size) if is_short else cell for cell, is_short in zip(cells, short, strict=True)]
    tall = max(_ROW, 22 + _STEP * (max(len(one.rows) for one in (name, *cells)) - 1) + 8)
    shapes = [f'<line x1="{_EDGE}" y1="{top:.1f}" x2="{WIDTH - _EDGE}" y2="{top:.1f}" stroke="{RULE}"/>']
    ink = INK if line.counts else QUIET
    shapes += _centred(_EDGE, top + tall / 2, name, bold=line.counts, ink=ink, anchor="start")
    for middle, figure, cell in zip(middles, line.figures, cells, strict=True):
        colour = BEST if figure.best else QUIET if figure.missing else INK
        shapes += _centred(middle, top + tall / 2, cell, bold=figure.best, ink=colour)
    return shapes, tall


def _cell(figure: Figure, wide: float) -> Fitted:
    """Return a figure as it fits; what is not known is said small, in one row where it can be."""
    if not figure.missing:
        return fitted(figure.text, wide, _FIGURES, rows=_ROWS + 1, bold=figure.best)
    small = fitted(figure.text, wide, _UNKNOWN, rows=1)
    is_whole = " ".join(small.rows) == plain(figure.text)
    return small if is_whole else fitted(figure.text, wide, _UNKNOWN, rows=_ROWS + 1)


def _centred(x: float, y: float, words: Fitted, *, ink: str, bold: bool = False, anchor: str = "middle") -> list[str]:
    """Return rows whose middle is at a height."""
    return _rows(x, y + 5 - _STEP / 2 * (len(words.rows) - 1), words, ink=ink, bold=bold, anchor=anchor)


def _rows(x: float, y: float, words: Fitted, *, ink: str, bold: bool = False, anchor: str = "middle") -> list[str]:
    return [
        _text(x, y + _STEP * place, row, size=words.size, ink=ink, bold=bold, anchor=anchor)
        for place, row in enumerate(words.rows)
    ]


def _box(x: float, y: float, width: float, height: float, *, fill: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="8" fill="{fill}"/>'


def _text(
    x: float, y: float, words: str, *, size: float, ink: str = INK, bold: bool = False, anchor: str = "start"
) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" fill="{ink}" text-anchor="{anchor}"{weight}>'
        f"{escape(words)}</text>"
    )
