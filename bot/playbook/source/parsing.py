"""Every file of a playbook to its model: YAML, CSV and gettext are read, each file held against its kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from msgspec import Struct

from bot.playbook.compiled import Place
from bot.playbook.faults import Fault, error
from bot.playbook.schema.catalogue import read_csv
from bot.playbook.schema.kinds import Kind, kind_of, stray
from bot.playbook.schema.reading import shape
from bot.playbook.source import files, translations
from bot.playbook.source.nodes import Node, Word
from bot.playbook.source.translations import Catalogue
from bot.playbook.source.yaml_salvage import Salvaged, read

_CATALOGUE: Final = re.compile(r"locales/([A-Za-z]{2,3}(?:[-_][A-Za-z]{2})?)/LC_MESSAGES/(flows|bot)\.po")


class ParsedFile(Struct, frozen=True):
    """A file with a shape. `model` is of what fits of it, None where that is too little; `root` is None where it is no
    YAML; `taken_out` is what does not fit or is no YAML, `unread` what stands under keys that nobody knows.
    """

    path: str
    kind: Kind
    root: Node | None
    model: Any
    taken_out: tuple[Node, ...] = ()
    unread: tuple[Node, ...] = ()

    @property
    def lost(self) -> tuple[Node, ...]:
        """What of it could not be looked at."""
        whole = (self.root,) if self.model is None and self.root is not None else ()
        return (*self.taken_out, *self.unread, *whole)


class Parsed(Struct, frozen=True):
    """All files, and what is wrong with each by itself. `catalogues`: by domain (`flows`, `bot`) and language."""

    sources: Mapping[str, str]
    files: tuple[ParsedFile, ...]
    catalogues: Mapping[str, Mapping[str, Catalogue]]
    faults: tuple[Fault, ...]


class Readings:
    """What files were read to, for who builds nearly the same playbook again and again: while somebody types, one file
    is another one than a second ago. A file is known by its path and its text; those not asked for lately are let go.
    """

    def __init__(self, most: int = 1000) -> None:
        self._most = most
        self._known: dict[tuple[str, str], tuple[ParsedFile, list[Fault]]] = {}

    def read(self, path: str, text: str, kind: Kind) -> tuple[ParsedFile, list[Fault]]:
        """Return a file with its faults, as it was read before if it was."""
        key = (path, text)
        found = self._known.pop(key, None) or _parsed(path, text, kind)
        self._known[key] = found
        while len(self._known) > self._most:
            del self._known[next(iter(self._known))]
        return found


def parse_all(
    sources: Mapping[str, str],
    unread: Mapping[str, str] = MappingProxyType({}),
    readings: Readings | None = None,
) -> Parsed:
    """Read every file; of those in `unread`, told elsewhere, only that they are there. Never raises."""
    readings = readings or Readings()
    found: list[ParsedFile] = []
    faults: list[Fault] = []
    catalogues: dict[str, dict[str, Catalogue]] = {"flows": {}, "bot": {}}
    for path in sorted(sources):
        text = sources[path].removeprefix("\ufeff")
        if (problem := stray(path)) is not None:
            faults.append(error(Place(path, 1, 1), problem))
        elif (kind := kind_of(path)) is not None:
            one, wrong = readings.read(path, text, kind)
            found.append(one)
            faults.extend(wrong)
        elif (match := _CATALOGUE.fullmatch(path)) is not None:
            _translate(match[1].replace("_", "-"), match[2], path, text, catalogues, faults)
    found.extend(
        ParsedFile(path, kind, None, None) for path in unread if not stray(path) and (kind := kind_of(path)) is not None
    )
    return Parsed({**unread, **sources}, tuple(found), catalogues, tuple(faults))


def _parsed(path: str, text: str, kind: Kind) -> tuple[ParsedFile, list[Fault]]:
    found = _root(path, text)
    if found.root is None:
        return ParsedFile(path, kind, None, None), list(found.faults) or [
            error(Place(path, 1, 1), "this file is empty")
        ]
    shaped = shape(found.root, kind, path)
    taken_out: tuple[Node | Word, ...] = (*shaped.taken_out, *found.lost)
    one = ParsedFile(path, kind, found.root, shaped.model, taken_out, shaped.unread)
    if found.faults and shaped.model is None:  # what is left is another thing: its faults would be guesses
        return one, list(found.faults)
    return one, [*found.faults, *shaped.faults]


def _root(path: str, text: str) -> Salvaged:
    size = len(text)  # characters: a lower bound of the bytes, which `files` has measured
    if size > files.limit(path):
        return Salvaged(None, (files.too_large(path, size),))
    if path.endswith(".csv"):
        root, faults = read_csv(text, path)
        return Salvaged(root, tuple(faults))
    return read(text, path)


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
