"""Every file of a playbook to its model: YAML, CSV and gettext are read, each file held against its kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct

from bot.playbook import files, translations
from bot.playbook.compiled import Place
from bot.playbook.faults import Fault, error
from bot.playbook.nodes import Fields, Items, Node
from bot.playbook.schema.catalogue import read_csv
from bot.playbook.schema.kinds import Kind, kind_of, stray
from bot.playbook.schema.reading import shape
from bot.playbook.translations import Catalogue
from bot.playbook.yaml_tree import parse

_CATALOGUE: Final = re.compile(r"locales/([A-Za-z]{2,3}(?:[-_][A-Za-z]{2})?)/LC_MESSAGES/(flows|bot)\.po")


class ParsedFile(Struct, frozen=True):
    """A file with a shape. `model` is of what fits of it, None where that is too little; `root` is None where it is no
    YAML; `taken_out` is what does not fit, `unread` what stands under keys that nobody knows.
    """

    path: str
    kind: Kind
    root: Node | None
    model: Any
    taken_out: tuple[Node, ...] = ()
    unread: tuple[Node, ...] = ()

    @property
    def damaged(self) -> bool:
        """Whether so much could not be looked at that its parts can't be held together: of a conversation, a step."""
        steps = self.root.field("steps") if isinstance(self.root, Fields) else None
        first = steps.line if isinstance(steps, Items) else 0
        return self.model is None or any(node.line >= first for node in self.taken_out)


class Parsed(Struct, frozen=True):
    """All files, and what is wrong with each by itself. `catalogues`: by domain (`flows`, `bot`) and language."""

    sources: Mapping[str, str]
    files: tuple[ParsedFile, ...]
    catalogues: Mapping[str, Mapping[str, Catalogue]]
    faults: tuple[Fault, ...]


def parse_all(sources: Mapping[str, str]) -> Parsed:
    """Read every file. Never raises."""
    found: list[ParsedFile] = []
    faults: list[Fault] = []
    catalogues: dict[str, dict[str, Catalogue]] = {"flows": {}, "bot": {}}
    for path in sorted(sources):
        text = sources[path].removeprefix("\ufeff")
        if (problem := stray(path)) is not None:
            faults.append(error(Place(path, 1, 1), problem))
        elif (kind := kind_of(path)) is not None:
            one, wrong = _parsed(path, text, kind)
            found.append(one)
            faults.extend(wrong)
        elif (match := _CATALOGUE.fullmatch(path)) is not None:
            _translate(match[1].replace("_", "-"), match[2], path, text, catalogues, faults)
    return Parsed(sources, tuple(found), catalogues, tuple(faults))


def _parsed(path: str, text: str, kind: Kind) -> tuple[ParsedFile, list[Fault]]:
    root, faults = _root(path, text)
    if root is None:
        return ParsedFile(path, kind, None, None), faults or [error(Place(path, 1, 1), "this file is empty")]
    shaped = shape(root, kind, path)
    return ParsedFile(path, kind, root, shaped.model, shaped.taken_out, shaped.unread), [*faults, *shaped.faults]


def _root(path: str, text: str) -> tuple[Node | None, list[Fault]]:
    size = len(text)  # characters: a lower bound of the bytes, which `files` has measured
    if size > files.limit(path):
        return None, [files.too_large(path, size)]
    if path.endswith(".csv"):
        return read_csv(text, path)
    tree = parse(text, path)
    return tree.root, list(tree.faults)


def _translate(
    language: str,
    domain: str,
    path: str,
    text: str,
    catalogues: dict[str, dict[str, Catalogue]],
    faults: list[Fault],
) -> None:
    try:
        catalogues[domain][language] = translations.read(text, language=language, file=path)
    except translations.UnreadableCatalogue as problem:
        faults.append(error(Place(path, problem.line, 1), problem.message))
    except (ValueError, LookupError) as problem:
        faults.append(error(Place(path, 1, 1), f"this catalogue can't be read: {problem}"))
