"""A playbook's file as a list of lines to read: its parts coloured, each fault's sentence under its line, a wave under
the exact place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from bot.playbook.faults import Fault

#: Lines that are shown coloured: a list of thousands of examples is edited in the field alone.
MOST_LINES: Final = 3000
_COMMENT: Final = re.compile(r"(?:^|\s)#.*$")
_KEY: Final = re.compile(r"^\s*(?:-\s+)?([\w ’'./%-]+?)(?=:(?:\s|$))|(?<=[{,]\s)([\w ]+?)(?=:\s)")
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'')
_LIQUID: Final = re.compile(r"{{.*?}}|{%.*?%}")
_WORD: Final = re.compile(r"[\w./’-]+|\S+")


class Piece(Struct, frozen=True):
    """A part of a line; `kind` is k (key), v (text), l (a value said), c (comment) or empty. `wave`: a fault."""

    text: str
    kind: str = ""
    wave: bool = False


class Row(Struct, frozen=True, kw_only=True):
    """A line of the file; its number is its place. `severity` of the worst that is said of it, empty for nothing."""

    number: int
    pieces: tuple[Piece, ...]
    severity: str = ""
    says: tuple[Fault, ...] = ()


def code_lines(text: str, path: str, faults: Sequence[Fault]) -> list[Row]:
    """Return the lines of a file with what `faults` say of it; what stands past its end is said of the last line."""
    lines = text.split("\n")
    if len(lines) > 1 and not lines[-1]:
        lines.pop()
    said: dict[int, list[Fault]] = defaultdict(list)
    for fault in faults:
        if fault.place.file == path:
            said[min(fault.place.line, len(lines))].append(fault)
    shown = [*range(1, min(len(lines), MOST_LINES) + 1), *sorted(number for number in said if number > MOST_LINES)]
    yaml = path.endswith((".yaml", ".yml"))
    return [_row(number, lines[number - 1], said.get(number, []), coloured=yaml) for number in shown]


def _row(number: int, line: str, says: Sequence[Fault], *, coloured: bool) -> Row:
    severity = "error" if any(fault.severity == "error" for fault in says) else "warning" if says else ""
    waves = [_span(line, fault.place.column) for fault in says if fault.place.line == number]
    return Row(
        number=number, pieces=tuple(_pieces(line, waves, coloured=coloured)), severity=severity, says=tuple(says)
    )


def _span(line: str, column: int) -> tuple[int, int]:
    """Return from where to where a fault reaches: the word that begins at its column, or the one before its end."""
    start = max(0, min(column - 1, len(line)))
    found = _WORD.match(line, start)
    if found is None:
        last = list(_WORD.finditer(line))
        return (last[-1].start(), last[-1].end()) if last else (0, 0)
    return start, found.end()


def _pieces(line: str, waves: Sequence[tuple[int, int]], *, coloured: bool) -> Iterator[Piece]:
    kinds = _kinds(line) if coloured else [""] * len(line)
    waved = [False] * len(line)
    for start, end in waves:
        waved[start:end] = [True] * (end - start)
    begun = 0
    for at in range(1, len(line) + 1):
        if at == len(line) or (kinds[at], waved[at]) != (kinds[begun], waved[begun]):
            yield Piece(line[begun:at], kinds[begun], waved[begun])
            begun = at


def _kinds(line: str) -> list[str]:
    """Return what each character of a line of YAML is a part of."""
    kinds = [""] * len(line)
    for match in _KEY.finditer(line):
        group = 1 if match[1] else 2
        kinds[match.start(group) : match.end(group)] = ["k"] * (match.end(group) - match.start(group))
    for kind, pattern in (("v", _QUOTED), ("l", _LIQUID)):
        for match in pattern.finditer(line):
            kinds[match.start() : match.end()] = [kind] * (match.end() - match.start())
    comment = _COMMENT.search(line)
    if comment is not None and (comment.start() >= len(line) or kinds[comment.start()] in {"", "c"}):
        kinds[comment.start() :] = ["c"] * (len(line) - comment.start())
    return kinds
