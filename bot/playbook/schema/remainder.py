"""What is left of a file once all that does not fit its kind is taken out, so that the rest is checked in the same go.

A mistake in one step should not hide the mistakes in the others. What was taken out is handed back too: the names it
kept or declared exist for the author, and are not to be told as missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from msgspec import Struct
from pydantic import ValidationError

from bot.playbook.source.nodes import Fields, Items, Node, Word

_MOST_PASSES: Final = 20  # each takes out at least one node; a file with more layers of mistakes is not read further


class Remainder(Struct, frozen=True):
    """The model of what is left, None where nothing useful is; `taken_out` are the nodes that did not fit."""

    model: Any
    taken_out: tuple[Node, ...]


def remainder(root: Node, read: Callable[[Node], Any], where: Callable[[Any], object]) -> Remainder:
    """Take out of `root` what `read` refuses until the rest is read. `where` gives the node that an error is about."""
    tree: Any = _copied(root)
    taken: list[Node] = []
    for _ in range(_MOST_PASSES):
        try:
            return Remainder(read(tree), tuple(taken))
        except ValidationError as problem:
            wrong = [where(details) for details in problem.errors(include_url=False)]
            out = [node for node in wrong if isinstance(node, Word | Items | Fields)]
            gone = list(_take_out(tree, out))
            taken.extend(gone)
            if not gone:
                break
    return Remainder(None, tuple(taken))


def _copied(node: Node) -> Node:
    match node:
        case Fields():
            made = Fields((key, _copied(value)) for key, value in node.items())
        case Items():
            made = Items(_copied(item) for item in node)  # type: ignore[assignment] # the other kind of container
        case Word():
            return node
    made.line, made.column = node.line, node.column
    return made


def _take_out(tree: Node, wrong: Iterable[Node]) -> Iterator[Node]:
    """Take each wrong node out of what holds it, a key with its value. Yield what went."""
    marks = {_mark(node) for node in wrong}
    match tree:
        case Fields():
            for key, value in list(tree.items()):
                if _mark(value) in marks or _mark(key) in marks:
                    yield tree.pop(key)
                else:
                    yield from _take_out(value, wrong)
        case Items():
            for item in [item for item in tree if _mark(item) in marks]:
                tree.remove(item)
                yield item
            for item in tree:
                yield from _take_out(item, wrong)


def _mark(node: Node) -> tuple[int, int, bool]:
    """Return what tells a node in copies of its file: a mapping begins where its first key does."""
    return node.line, node.column, isinstance(node, Word)
