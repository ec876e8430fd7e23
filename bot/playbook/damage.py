"""What is lost of a file: where it stood, its words, and the parts of the file that it was a part of.

A check that follows a flow from end to end asks here what it can't know, and still tells all that is sure: one damaged
step hides no fault of the others, and is not told as ten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from bot.playbook.compiled import Place
from bot.playbook.source.nodes import Fields, Items, Node, Word

Mark = tuple[int, int]
#: What may be a name.
_WORD: Final = re.compile(r"[A-Za-z0-9_][\w-]*")
_END: Final[Mark] = (1 << 30, 0)


class Damage(Struct, frozen=True):
    """`marks` are the places of what is lost, `words` the words in it, `around` the mappings that it was a part of.
    `head` tells whether some of it stood outside the steps, `body` where those begin.
    """

    marks: tuple[Mark, ...] = ()
    words: frozenset[str] = frozenset()
    around: frozenset[Mark] = frozenset()
    head: bool = False
    body: Mark = (1, 1)

    def touches(self, place: Place | Fields) -> bool:
        """Whether something of the mapping at this place is lost."""
        return (place.line, place.column) in self.around

    def between(self, start: Place, end: Place) -> bool:
        """Whether something is lost between two places."""
        return any((start.line, start.column) <= mark < (end.line, end.column) for mark in self.marks)

    def before(self, place: Place) -> bool:
        """Whether something of the steps is lost before a place."""
        return any(self.body <= mark < (place.line, place.column) for mark in self.marks)


NOTHING: Final = Damage()


def damage(root: Node | None, lost: Iterable[Node]) -> Damage:
    """Return the damage of a file of which `lost` does not fit, stands under keys that nobody knows, or is no YAML."""
    nodes = tuple(lost)
    if not nodes:
        return NOTHING
    marks = tuple(sorted((node.line, node.column) for node in nodes))
    ranges = dict(_ranges(root, _END)) if root is not None else {}
    around = {start for start, end in ranges.items() if any(start <= mark < end for mark in marks)}
    start, end = _steps(root)
    head = any(not start <= mark < end for mark in marks)
    return Damage(marks, words(nodes), frozenset(around), head, start)


def words(nodes: Iterable[Node]) -> frozenset[str]:
    """Return every word that may be a name."""
    return frozenset(name for node in nodes for text in _texts(node) for name in names(text))


def names(text: str) -> list[str]:
    """Return the words of a text that may be names."""
    return _WORD.findall(text)


def _texts(node: Node) -> Iterator[Word]:
    match node:
        case Word():
            yield node
        case Items():
            for item in node:
                yield from _texts(item)
        case Fields():
            for key, value in node.items():
                yield key
                yield from _texts(value)


def _ranges(node: Node, end: Mark) -> Iterator[tuple[Mark, Mark]]:
    """Yield where each mapping begins, and where what follows it does."""
    match node:
        case Items():
            parts = [(item, (item.line, item.column)) for item in node]
        case Fields():
            yield (node.line, node.column), end
            parts = [(value, (key.line, key.column)) for key, value in node.items()]
        case Word():
            return
    for index, (part, _) in enumerate(parts, 1):
        yield from _ranges(part, parts[index][1] if index < len(parts) else end)


def _steps(root: Node | None) -> tuple[Mark, Mark]:
    """Return where the steps of a conversation begin and end, an empty range for other files."""
    steps = root.field("steps") if isinstance(root, Fields) else None
    if not isinstance(root, Fields) or not isinstance(steps, Items):
        return (1, 1), (1, 1)
    start = (steps.line, steps.column)
    return start, min((mark for key in root if (mark := (key.line, key.column)) > start), default=_END)
