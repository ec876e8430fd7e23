"""A table as a picture: for a phone's width, in dark letters on light ground, drawn when it is sent.

The same table gives the same bytes, so that a second attempt sends what the first did. Fonts are this machine's: a
text's width is estimated, and what might not fit is wrapped or shortened, so another font leaves air and nothing
overflows. It adds no word of its own: what it shows stands in `Table`, which also says it in words.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import Final

from resvg_py import svg_to_bytes

from bot.model.table import Column, Figure, Line, Table

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
_NAMES: Final = 96  # the first column
_ROW: Final = 42
_LETTER: Final = 0.58  # of its size: how wide a letter is, about
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
_BROAD: Final = 0.66  # a bold one
_KEPT: Final = 32  # pictures: one table goes to many sockets only where it is sent again


@lru_cache(_KEPT)
def png_of(table: Table) -> bytes:
    """Return the picture. Raises whatever the renderer does: the words then go without it."""
    fonts = _fonts()
    return bytes(
        svg_to_bytes(svg_string=svg_of(table), zoom=2, font_files=fonts or None, skip_system_fonts=bool(fonts))
    )


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
    wide = (WIDTH - 2 * _EDGE - _NAMES) / len(table.columns)
    lefts = [_EDGE + _NAMES + wide * place for place in range(len(table.columns))]
    shapes = [_text(_EDGE, 30, table.title, size=17, bold=True)]
    top = 44.0
    heads = [wrap(column.name, max(5, int(wide / (13 * _LETTER))))[:3] for column in table.columns]
    head = 26 + 16 * max(len(rows) for rows in heads)
    bottom = top + head + _ROW * len(table.lines)
    for left, column in zip(lefts, table.columns, strict=True):
        if column.best:
            shapes.append(_box(left + 2, top, wide - 4, bottom - top, fill=BEST_GROUND))
    for left, rows, column in zip(lefts, heads, table.columns, strict=True):
        shapes.extend(_heading(left + wide / 2, top, wide, rows, column))
    for place, line in enumerate(table.lines):
        shapes.extend(_line(line, top + head + _ROW * place, lefts, wide))
    notes = [row for note in table.notes for row in wrap(note, int((WIDTH - 2 * _EDGE) / (11 * 0.54)))]
    shapes += [_text(_EDGE, bottom + 22 + 16 * place, row, size=11, ink=QUIET) for place, row in enumerate(notes)]
    height = bottom + 16 * len(notes) + 20
    return _framed(shapes, height, table)


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


def _heading(middle: float, top: float, wide: float, rows: list[str], column: Column) -> list[str]:
    ink = BEST if column.best else INK
    named = [
        _text(middle, top + 20 + 16 * place, row, size=_fitting(row, 13, wide), bold=True, ink=ink, anchor="middle")
        for place, row in enumerate(rows)
    ]
    note = _fitting(column.note, 11, wide)
    return [*named, _text(middle, top + 20 + 16 * len(rows), column.note, size=note, ink=QUIET, anchor="middle")]


def _line(line: Line, top: float, lefts: list[float], wide: float) -> list[str]:
    shapes = [f'<line x1="{_EDGE}" y1="{top:.1f}" x2="{WIDTH - _EDGE}" y2="{top:.1f}" stroke="{RULE}"/>']
    rows = wrap(line.name, int(_NAMES / (13 * _LETTER)))[:2]
    first = top + _ROW / 2 + 5 - 8 * (len(rows) - 1)
    shapes += [
        _text(_EDGE, first + 16 * place, row, size=13, bold=line.counts, ink=INK if line.counts else QUIET)
        for place, row in enumerate(rows)
    ]
    shapes += [_figure(figure, left + wide / 2, top, wide) for figure, left in zip(line.figures, lefts, strict=True)]
    return shapes


def _figure(figure: Figure, middle: float, top: float, wide: float) -> str:
    """Return a cell; one that is too long for its column is written smaller."""
    ink = BEST if figure.best else QUIET if figure.missing else INK
    return _text(
        middle,
        top + _ROW / 2 + 5,
        figure.text,
        size=_fitting(figure.text, 14, wide),
        bold=figure.best,
        ink=ink,
        anchor="middle",
    )


def _fitting(words: str, size: float, wide: float) -> float:
    """Return the size in which words fit a column, the usual one where they do anyway."""
    return max(7.0, min(size, (wide - 8) / (max(1, len(words)) * _BROAD)))


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
