"""The names that a playbook declares, those of files that do not fit their kind too: one mistake should not be told as
ten.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

from bot.playbook.compiled import Place, Store
from bot.playbook.damage import names as damage_names
from bot.playbook.damage import words
from bot.playbook.draft import WrittenJourney
from bot.playbook.faults import Fault, error
from bot.playbook.situations.situations import SITUATIONS
from bot.playbook.source.nodes import Fields, Items, Node, Word
from bot.playbook.source.parsing import Parsed, ParsedFile
from bot.playbook.source.places import place_of

#: What each kind of file declares, and by which key.
_DECLARES: Final = {
    "conversation": ("flow", "flow"),
    "answers": ("answer", "answer"),
    "journey": ("journey", "journey"),
    "segments": ("segment", "segment"),
    "catalog": ("offer", "id"),
    "attributes": ("attribute", "attribute"),
    "repair": ("repair", "repair"),
    "tests": ("test", "test"),
}


#: Kinds of which a playbook has one file: `policy.yaml` and `policy.yml` would be two.
_ONLY_ONE: Final = frozenset({"store", "policy", "segments", "attributes"})


def declared(parsed: Parsed, store: Store, journeys: Iterable[WrittenJourney]) -> dict[str, frozenset[str]]:
    """Return, by kind of name, all names that exist."""
    names: dict[str, set[str]] = defaultdict(set)
    for file in parsed.files:
        if file.root is None:
            for kind, name in _in_unreadable(parsed.sources[file.path]):
                names[kind].add(name)
        for kind, word in _declarations(file):
            names[kind].add(str(word))
        if file.kind.name == "journey" and file.lost:
            names["stage"].update(_stages(file.root))
        if file.kind.name == "store" and file.lost:
            names["team"].update(_ids(file.root, "teams"))
            names["point of sale"].update(_ids(file.root, "points_of_sale"))
            names["appointment"].update(_ids(file.root, "appointments"))
    names["stage"].update(stage.id for one in journeys for stage in one.journey.stages)
    names["team"].update(team.id for team in store.teams)
    names["point of sale"].update(point.id for point in store.points_of_sale)
    names["appointment"].update(kind.id for kind in store.appointments)
    names["language"].update(store.languages)
    names["situation"].update(SITUATIONS)
    return {kind: frozenset(some) for kind, some in names.items()}


def twice(files: Iterable[ParsedFile]) -> Iterator[Fault]:
    """Yield a fault for every name that is declared again, and for a second file of a kind that there is one of."""
    first: dict[tuple[str, str], str] = {}
    for file in files:
        if file.kind.name in _ONLY_ONE and first.setdefault(("file", file.kind.name), file.path) != file.path:
            yield error(
                Place(file.path, 1, 1), f"{first['file', file.kind.name]} is there already; keep one of the two"
            )
        for kind, word in _declarations(file):
            place = place_of(word, file.path)
            if (kind, str(word)) in first:
                yield error(place, f"the {kind} `{word}` is there already, in {first[kind, str(word)]}")
            else:
                first[kind, str(word)] = f"{file.path}:{word.line}"


def _declarations(file: ParsedFile) -> Iterator[tuple[str, Word]]:
    kind, key = _DECLARES.get(file.kind.name, ("", ""))
    for fields in _mappings(file.root):
        word = fields.field(key) if key else None
        if isinstance(word, Word) and not word.empty:
            yield kind, word


def _mappings(root: Node | None) -> list[Fields]:
    parts = root if isinstance(root, Items) else [root]
    return [part for part in parts if isinstance(part, Fields)]


def lost(parsed: Parsed) -> frozenset[str]:
    """Return all words that stand where files do not fit or can't be read: who is told that there is a slip should not
    be told that what they named there does not exist.
    """
    found = set(words(node for file in parsed.files for node in file.lost))
    for file in parsed.files:
        if file.root is None:
            found.update(damage_names(f"{parsed.sources[file.path]} {PurePosixPath(file.path).stem}"))
    return frozenset(found)


def _ids(root: Node | None, key: str) -> Iterator[str]:
    for fields in _mappings(root):
        for one in _mappings(fields.field(key)):
            if isinstance(one.field("id"), Word):
                yield str(one.field("id"))


def _stages(root: Node | None) -> Iterator[str]:
    for fields in _mappings(root):
        stages = fields.field("stages")
        for stage in stages if isinstance(stages, Items) else []:
            if isinstance(stage, Fields):
                yield from (str(key) for key in stage)
            elif isinstance(stage, Word):
                yield str(stage)


_NAMED_LINE: Final = re.compile(
    r"^(?:- )?(flow|answer|journey|segment): *(?:[&*!]\S* +)?[\"']?([A-Za-z0-9_-]+)", re.MULTILINE
)


def _in_unreadable(text: str) -> Iterator[tuple[str, str]]:
    """Yield the names that the text of a file that is no YAML most likely declares."""
    for match in _NAMED_LINE.finditer(text):
        yield match[1], match[2]
