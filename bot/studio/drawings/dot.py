"""A picture in Graphviz's language, and through its `dot` program as SVG or PNG."""

from __future__ import annotations

import shutil
import subprocess
from html import escape
from textwrap import wrap
from typing import Final, Literal

from bot.studio.drawings.drawing import Box, Kind, Picture

_FONT: Final = "Helvetica,Arial,DejaVu Sans,sans-serif"
_LOOKS: Final[dict[Kind, str]] = {
    "start": 'shape=box, style="rounded,filled", fillcolor="#e3f2e1", color="#4c8a45"',
    "say": 'shape=box, style="rounded,filled", fillcolor="#ffffff", color="#8a8f98"',
    "ask": 'shape=box, style="rounded,filled", fillcolor="#e4eefb", color="#3f6fb0"',
    "decide": 'shape=hexagon, style="filled", fillcolor="#fdf3d0", color="#b08a1e"',
    "wait": 'shape=box, style="rounded,filled", fillcolor="#f0ecf8", color="#7a63a8"',
    "note": 'shape=note, style="filled", fillcolor="#f5f5f5", color="#9a9a9a"',
    "outside": 'shape=box, peripheries=2, style="filled", fillcolor="#fbe9dd", color="#b9703f"',
    "person": 'shape=box, peripheries=2, style="rounded,filled", fillcolor="#fbe0e4", color="#b0485c"',
    "end": 'shape=box, style="rounded,filled", fillcolor="#e9eaec", color="#5f6570"',
}
#: Seconds; a flow of a thousand steps takes a few.
_PATIENCE: Final = 60


class NoGraphviz(Exception):
    """Graphviz is not there, or could not draw. The message says what to do."""


def dot(picture: Picture) -> str:
    """Return the graph."""
    names = {box.id: f"n{number}" for number, box in enumerate(picture.boxes, 1)}
    lines = [
        "digraph flow {",
        f'  graph [rankdir=TB, nodesep=0.35, ranksep=0.45, pad=0.3, fontname="{_FONT}", fontsize=16, labelloc=t,'
        f" label={_quoted(picture.title)}]",
        f'  node [fontname="{_FONT}", fontsize=11, margin="0.16,0.10", penwidth=1.2, fontcolor="#1f2328"]',
        f'  edge [fontname="{_FONT}", fontsize=10, color="#5f6570", fontcolor="#3a3f47", arrowsize=0.7]',
    ]
    lines += [f"  {names[box.id]} [{_LOOKS[box.kind]}, label=<{_label(box)}>]" for box in picture.boxes]
    for arrow in picture.arrows:
        looks = [f"label=<{_padded(arrow.label)}>"] if arrow.label else []
        looks += ["style=dashed"] if arrow.unusual else []
        lines.append(f"  {names[arrow.from_]} -> {names[arrow.to]} [{', '.join(looks)}]")
    return "\n".join([*lines, "}", ""])


def _label(box: Box) -> str:
    rows = [f"<b>{escape(box.verb)}</b>"]
    rows += [_rows(box.text, 34)] if box.text else []
    rows += [f'<font point-size="9" color="#5f6570">{_rows(box.note, 40)}</font>'] if box.note else []
    return "<br/>".join(rows)


def _rows(text: str, width: int) -> str:
    return "<br/>".join(escape(row) for row in wrap(text, width)) or " "


def _padded(label: str) -> str:
    """Return the rows of an arrow's label with air on both sides, so that the line does not cross its letters."""
    return "<br/>".join(f"\u00a0\u00a0{escape(row)}\u00a0\u00a0" for row in wrap(label, 26))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def rendered(picture: Picture, form: Literal["svg", "png"]) -> bytes:
    """Return the drawing, made by Graphviz. Raises `NoGraphviz`."""
    program = shutil.which("dot")
    if program is None:
        raise NoGraphviz("SVG and PNG need Graphviz; install it (apt install graphviz), or write .mmd or .dot")
    command = [program, f"-T{form}", *(["-Gdpi=144"] if form == "png" else [])]
    try:
        done = subprocess.run(command, input=dot(picture).encode(), capture_output=True, check=True, timeout=_PATIENCE)  # noqa: S603 - our own text
    except (subprocess.SubprocessError, OSError) as fault:
        raise NoGraphviz(f"Graphviz could not draw this ({fault}); write .mmd or .dot") from fault
    return done.stdout
