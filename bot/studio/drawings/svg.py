"""Pictures drawn by ourselves, as SVG: boxes, texts and arrows of one look; and as PNG.

Lengths are pixels. A text's width is estimated from its letters, because nothing here knows a font: what is shortened
or wrapped by it leaves air rather than overflows.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from html import escape
from textwrap import wrap
from typing import Final, Literal

from resvg_py import svg_to_bytes

FONT: Final = "'Inter','Helvetica Neue','Segoe UI','DejaVu Sans',Arial,sans-serif"
INK: Final = "#1f2328"
QUIET: Final = "#636b76"
FAINT: Final = "#9aa2ad"
LINE: Final = "#d5d9df"
PAPER: Final = "#ffffff"
GROUND: Final = "#f7f8fa"
AHEAD: Final = "#2f7d5b"
BACK: Final = "#c05a3c"
WARM: Final = "#b57a14"
BLUE: Final = "#3565a8"

Anchor = Literal["start", "middle", "end"]
_NARROW: Final = frozenset("iljt.,;:'’!|()[] rfI1·")
_WIDE: Final = frozenset("mwMWÉÈÀ@%—…")


class Drawing:
    """Shapes in the order in which they are laid down."""

    def __init__(self, width: float, title: str) -> None:
        self.width = width
        self.height = 0.0
        self._title = title
        self._shapes: list[str] = []

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = PAPER,
        line: str = LINE,
        radius: float = 10,
        dashed: bool = False,
    ) -> None:
        dashes = ' stroke-dasharray="5 4"' if dashed else ""
        self._shapes.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="{radius:g}" fill="{fill}"'
            f' stroke="{line}"{dashes}/>'
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 13,
        ink: str = INK,
        bold: bool = False,
        anchor: Anchor = "start",
        halo: bool = False,
    ) -> None:
        """Write on the line `y`. `halo`: with the ground's colour around, so that lines below do not cross it."""
        weight = ' font-weight="600"' if bold else ""
        around = f' stroke="{GROUND}" stroke-width="5" stroke-linejoin="round" paint-order="stroke"' if halo else ""
        self._shapes.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{ink}" text-anchor="{anchor}"{weight}{around}>'
            f"{escape(words)}</text>"
        )

    def line(self, points: str, *, ink: str, thick: float = 1.6, dashed: bool = False) -> None:
        """Draw along an SVG path."""
        dashes = ' stroke-dasharray="6 5"' if dashed else ""
        self._shapes.append(
            f'<path d="{points}" fill="none" stroke="{ink}" stroke-width="{thick:.1f}" stroke-linecap="round"{dashes}/>'
        )

    def head(self, x: float, y: float, towards: float, *, ink: str, size: float = 8) -> None:
        """Draw an arrow's head whose point is at (x, y); `towards` is its direction in degrees, 0 to the right."""
        corners = []
        for turn, length in ((0.0, 0.0), (152.0, size * 1.2), (208.0, size * 1.2)):
            angle = math.radians(towards + turn)
            corners.append(f"{x + length * math.cos(angle):.1f},{y + length * math.sin(angle):.1f}")
        self._shapes.append(f'<polygon points="{" ".join(corners)}" fill="{ink}"/>')

    def svg(self) -> str:
        """Return the picture, as high as `height` says."""
        title = escape(self._title)
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width:.0f}" height="{self.height:.0f}"'
                f' viewBox="0 0 {self.width:.0f} {self.height:.0f}" role="img" aria-label="{title}"'
                f' font-family="{FONT}">',
                f"<title>{title}</title>",
                f'<rect width="100%" height="100%" fill="{GROUND}"/>',
                *self._shapes,
                "</svg>",
                "",
            ]
        )


def png(svg: str) -> bytes:
    """Return a picture as PNG, twice as large as it says, in the fonts of this machine."""
    return bytes(svg_to_bytes(svg_string=svg, zoom=2))


def width_of(words: str, size: float) -> float:
    """Return about how wide a text is."""
    units = sum(0.34 if letter in _NARROW else 0.92 if letter in _WIDE else 0.6 for letter in words)
    return units * size


def rows(words: str, width: float, size: float, at_most: int) -> list[str]:
    """Wrap a text into so many rows at most; what does not fit ends in an ellipsis."""
    per_row = max(4, int(width / (size * 0.56)))
    found = wrap(words, per_row)
    if len(found) <= at_most:
        return found
    last = found[at_most - 1]
    return [*found[: at_most - 1], f"{last[: per_row - 1].rstrip(' ,;.')}…"]


def legend(drawing: Drawing, x: float, y: float, entries: Iterable[tuple[str, bool, str]]) -> None:
    """Explain arrows: colour, dashed, words; side by side."""
    for ink, dashed, words in entries:
        drawing.line(f"M {x:.1f} {y - 4:.1f} h 26", ink=ink, dashed=dashed)
        drawing.head(x + 32, y - 4, 0, ink=ink, size=7)
        drawing.text(x + 42, y, words, size=12, ink=QUIET)
        x += 42 + width_of(words, 12) + 28
