"""YAML text to placed nodes: libyaml finds the events, this builds the tree and refuses what a playbook has no use for.

Anchors and aliases (a bomb is nine lines long), tags, duplicate keys, keys that are no word, a second document, trees
deeper than 20 or larger than 50,000 nodes are faults with their place. The tree is built from events in one pass
without recursion, so depth costs nothing; twenty thousand lines take about a tenth of a second. It knows nothing of
what a playbook means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import yaml
from msgspec import Struct

from bot.playbook.compiled import Place
from bot.playbook.faults import Fault, error
from bot.playbook.source.nodes import Fields, Items, Node, Word, word
from bot.playbook.source.yaml_words import explain

DEEPEST: Final = 20
LARGEST: Final = 50_000
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: What YAML's printable characters leave out; the parser would stop there without a line.
_UNPRINTABLE: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class Tree(Struct, frozen=True):
    """One file. `root` is None where it is empty or could not be read."""

    root: Node | None
    faults: tuple[Fault, ...]


def parse(text: str, file: str) -> Tree:
    """Return the nodes of a YAML text and what is wrong with it. Never raises."""
    strange = _UNPRINTABLE.search(text)
    if strange is not None:
        message = f"the character U+{ord(strange[0]):04X} can't be shown; delete it or write what was meant"
        return Tree(None, (error(_place_of(text, strange.start(), file), message),))
    builder = _Builder(file)
    try:
        _feed(builder, text)
    except _Refused:
        pass
    except yaml.YAMLError as problem:
        return Tree(None, (*builder.faults, explain(problem, text, file)))
    except RecursionError:  # pragma: no cover - the pure parser only, and only far beyond the size of a file
        return Tree(None, (error(Place(file, 1, 1), "nested too deeply to be read"),))
    return Tree(None if builder.faults else builder.root, tuple(builder.faults))


def _feed(builder: _Builder, text: str) -> None:
    """Give every event to the builder. `yaml.parse` would do it, at two calls an event instead of one."""
    loader = _LOADER(text)
    try:
        while type(event := loader.get_event()) is not yaml.StreamEndEvent:
            builder.take(event)
    finally:
        loader.dispose()


def _place_of(text: str, offset: int, file: str) -> Place:
    return Place(file, text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1)


class _Refused(Exception):
    """Enough was seen: what follows would only repeat the fault."""


class _Builder:
    """Builds the tree. `open` are the collections being filled; `keys` the key that each open mapping has read last."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node | None = None
        self.faults: list[Fault] = []
        self._open: list[Items | Fields] = []
        self._keys: list[Word | None] = []
        self._nodes = 0
        self._documents = 0

    def take(self, event: Any) -> None:
        """Meet the parser's next event."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._plain_only(event)
            start = event.start_mark
            style = event.style or ""
            if style == '"' and _UNPRINTABLE.search(event.value):
                self._refuse(event, "an escape in this text stands for a character that can't be shown")
            self._add(word(event.value, start.line + 1, start.column + 1, style=style, ends=event.end_mark.line + 1))
        elif kind is yaml.MappingStartEvent:
            self._enter(Fields(), event)
        elif kind is yaml.SequenceStartEvent:
            self._enter(Items(), event)
        elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            self._open.pop()
            self._keys.pop()
        elif kind is yaml.AliasEvent:
            self._refuse(event, "aliases (`*name`) have no place in a playbook; write the text again")
        elif kind is yaml.DocumentStartEvent:
            self._next_document(event)

    def _next_document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._refuse(event, "`---` begins a second document; write one document a file")

    def _plain_only(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(event, f"anchors (`&{event.anchor}`) have no place in a playbook; write the text again")
        if event.tag is not None:
            self._refuse(
                event, f"tags (`{_short_tag(event.tag)}`) have no place in a playbook; put a text with `!` in quotes"
            )

    def _enter(self, collection: Items | Fields, event: Any) -> None:
        self._plain_only(event)
        collection.line, collection.column = event.start_mark.line + 1, event.start_mark.column + 1
        self._add(collection)
        if len(self._open) >= DEEPEST:
            self._refuse(event, f"nested more than {DEEPEST} deep; make a part of it a flow of its own")
        self._open.append(collection)
        self._keys.append(None)

    def _add(self, node: Node) -> None:
        self._nodes += 1
        if self._nodes > LARGEST:
            self.faults.append(
                error(_place(node, self.file), f"more than {LARGEST:,} values; split the file into several")
            )
            raise _Refused
        if not self._open:
            self.root = node
            return
        into = self._open[-1]
        if isinstance(into, Items):
            into.append(node)
        elif self._keys[-1] is None:
            self._keys[-1] = self._key(node, into)
        else:
            into[self._keys[-1]] = node
            self._keys[-1] = None

    def _key(self, node: Node, into: Fields) -> Word:
        """Return the node as a key of `into`; a key that was there already is told, and its value dropped."""
        if not isinstance(node, Word):
            self._refuse_at(node, 'a text that begins with `{` or `[` needs quotes around it, such as "{{ name }}"')
        assert isinstance(node, Word)
        if node == "<<" and not node.style:
            self._refuse_at(node, "`<<` (merging) has no place in a playbook; write the lines again")
        if node in into:
            first = into.key(node)
            self.faults.append(
                error(_place(node, self.file), f"`{node}` is written twice; the first is in line {first.line}")
            )
        return node

    def _refuse(self, event: Any, message: str) -> None:
        mark = event.start_mark
        self.faults.append(error(Place(self.file, mark.line + 1, mark.column + 1), message))
        raise _Refused

    def _refuse_at(self, node: Node, message: str) -> None:
        self.faults.append(error(_place(node, self.file), message))
        raise _Refused


def _place(node: Node, file: str) -> Place:
    return Place(file, node.line, node.column)


def _short_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def nodes(root: Node) -> Iterator[Node]:
    """Yield every value of the tree, parents first, keys left out."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Fields):
            waiting.extend(node.values())
        elif isinstance(node, Items):
            waiting.extend(node)
