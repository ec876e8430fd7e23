"""A picture as Mermaid text, which GitHub, GitLab and most wikis draw.

Its classes are called `is_…`, because `end` is a word of Mermaid's.
"""

from __future__ import annotations

from textwrap import wrap
from typing import Final

from bot.studio.drawings.drawing import Box, Kind, Picture

_SHAPES: Final[dict[Kind, tuple[str, str]]] = {
    "start": ("([", "])"),
    "say": ("[", "]"),
    "ask": ("(", ")"),
    "decide": ("{{", "}}"),
    "wait": ("[/", "/]"),
    "note": ("[", "]"),
    "outside": ("[[", "]]"),
    "person": ("[[", "]]"),
    "end": ("([", "])"),
}
_COLOURS: Final[dict[Kind, str]] = {
    "start": "fill:#e3f2e1,stroke:#4c8a45",
    "say": "fill:#ffffff,stroke:#8a8f98",
    "ask": "fill:#e4eefb,stroke:#3f6fb0",
    "decide": "fill:#fdf3d0,stroke:#b08a1e",
    "wait": "fill:#f0ecf8,stroke:#7a63a8",
    "note": "fill:#f5f5f5,stroke:#9a9a9a",
    "outside": "fill:#fbe9dd,stroke:#b9703f",
    "person": "fill:#fbe0e4,stroke:#b0485c",
    "end": "fill:#e9eaec,stroke:#5f6570",
}


def mermaid(picture: Picture) -> str:
    """Return the flowchart."""
    names = {box.id: f"n{number}" for number, box in enumerate(picture.boxes, 1)}
    lines = ["---", f"title: {_title(picture.title)}", "---", "flowchart TD"]
    lines += [f"  {names[box.id]}{_box(box)}:::is_{box.kind}" for box in picture.boxes]
    for arrow in picture.arrows:
        line = "-.->" if arrow.unusual else "-->"
        label = f'|"{escaped(arrow.label)}"|' if arrow.label else ""
        lines.append(f"  {names[arrow.from_]} {line}{label} {names[arrow.to]}")
    lines += [f"  classDef is_{kind} {colours},color:#1f2328" for kind, colours in _COLOURS.items()]
    return "\n".join(lines) + "\n"


def _box(box: Box) -> str:
    opens, closes = _SHAPES[box.kind]
    rows = [f"<b>{escaped(box.verb)}</b>"]
    rows += [escaped(row) for row in wrap(box.text, 32)]
    rows += [f"<i>{escaped(row)}</i>" for row in wrap(box.note, 36)]
    return f'{opens}"{"<br/>".join(rows)}"{closes}'


def escaped(text: str) -> str:
    """Return text that Mermaid shows as it is: its own signs as entities."""
    text = text.replace("#", "#35;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
    return text.replace("`", "#96;").replace("\n", " ")


def _title(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
