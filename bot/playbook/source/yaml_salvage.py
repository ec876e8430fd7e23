"""A YAML file with a mistake in one place read without that place, so that the rest is checked in the same go.

What can't be read is taken out by the list item that it stands in (a step, an answer, a choice), its lines left empty
so that all others keep their numbers. Where that does not help, the first fault stands alone: guesses would be told as
faults of the author's.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from bot.playbook.faults import Fault
from bot.playbook.source.nodes import Node, Word, word
from bot.playbook.source.yaml_tree import parse

#: Mistakes of one file that are looked past; each is a reading of the file anew.
MOST: Final = 8
_ITEM: Final = re.compile(r"( *)- ")


class Salvaged(Struct, frozen=True):
    """One file. `root` is what could be read of it, None where that is nothing; `lost` the texts taken out for it."""

    root: Node | None
    faults: tuple[Fault, ...]
    lost: tuple[Word, ...] = ()


def read(text: str, file: str) -> Salvaged:
    """Return the nodes of a YAML text, those around a mistake too. Never raises."""
    tree = parse(text, file)
    if not tree.faults:
        return Salvaged(tree.root, ())
    first = tree.faults
    faults: list[Fault] = []
    lost: list[Word] = []
    lines = text.split("\n")
    for _ in range(MOST):
        faults.extend(tree.faults)
        block = _block(lines, tree.faults[0].place.line - 1)
        if block is None:
            break
        start, end = block
        gone = "\n".join(lines[start:end])
        lost.append(word(gone, start + 1, len(gone) - len(gone.lstrip(" ")) + 1, ends=end))
        lines[start:end] = [""] * (end - start)
        tree = parse("\n".join(lines), file)
        if not tree.faults:
            return Salvaged(tree.root, tuple(faults), tuple(lost)) if tree.root is not None else Salvaged(None, first)
    return Salvaged(None, first)


def _block(lines: list[str], wrong: int) -> tuple[int, int] | None:
    """Return the lines, from and to before, of the innermost list item that the line `wrong` belongs to."""
    inside = _indent(lines[wrong]) if wrong < len(lines) and lines[wrong].strip() else len(max(lines, key=len)) + 1
    for start in range(min(wrong, len(lines) - 1), -1, -1):
        item = _ITEM.match(lines[start])
        if item is None or (start != wrong and len(item[1]) >= inside):
            continue
        indent = len(item[1])
        after = (at for at in range(start + 1, len(lines)) if lines[at].strip() and _indent(lines[at]) <= indent)
        end = next(after, len(lines))
        return (start, end) if end > wrong or wrong >= len(lines) else None
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
