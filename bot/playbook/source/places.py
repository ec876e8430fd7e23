"""Where a part of a text stands in its file: a fault inside a template is told at its own line and column.

Exact for texts on one line and for `|` blocks; for folded texts and texts with escapes it is the place where the text
begins.
"""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import dirname, join, normpath

from bot.playbook.compiled import Place
from bot.playbook.source.nodes import Node, Word


class Places:
    """Tells places in the files of one playbook."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources
        self._lines: dict[str, list[str]] = {}

    def within(self, found: Word, file: str, line: int, column: int) -> Place:
        """Return the place of `line` and `column` of the text `found`, both from 1."""
        lines = self._of(file)
        if found.style == "|":
            return self._in_block(found, file, lines, line, column)
        begins = found.column + (1 if found.style else 0)
        written = lines[found.line - 1] if found.line <= len(lines) else ""
        if line == 1 and written.startswith(found, begins - 1):
            return Place(file, found.line, begins + column - 1)
        return Place(file, found.line, found.column)

    def _in_block(self, found: Word, file: str, lines: list[str], line: int, column: int) -> Place:
        content = lines[found.line : found.ends]
        indents = [len(row) - len(row.lstrip(" ")) for row in content if row.strip()]
        number = found.line + line
        if not indents or number > len(lines):
            return Place(file, found.line, found.column)
        return Place(file, number, min(indents) + column)

    def _of(self, file: str) -> list[str]:
        if file not in self._lines:
            self._lines[file] = self._sources.get(file, "").split("\n")
        return self._lines[file]


def files_meant(name: str, file: str) -> tuple[str, ...]:
    """Return the paths that a name written in `file` may mean: from the folder, from `flows/`, from beside."""
    return normpath(name), normpath(f"flows/{name}"), normpath(join(dirname(file), name))


def place_of(node: Node, file: str) -> Place:
    """Return where a node begins."""
    return Place(file, node.line, node.column)
