"""What is kept by a key or in the catalogue's own words, and read by people under another name.

`Named` is shown by that name and equals both. `in_words` gives the values of texts with every word of the catalogue in
the customer's language (an offer's name in a line of an order, its category, "buse vapeur"); a condition that tests
what was written (`offer.category == "machine"`) holds in every language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from bot.engine.run import Run

#: Facts that are people's own, whatever a shop sells: Olive buys no olives.
_OWN: Final = frozenset({"first_name", "last_name", "name"})


class Named(str):
    """A name as people read it; equal to itself, to the key that it is kept by and to what its author wrote, and
    containing what any of them does."""

    also: tuple[str, ...]

    def __new__(cls, name: str, *also: str) -> Named:
        named = super().__new__(cls, name)
        named.also = also
        return named

    def __eq__(self, other: object) -> bool:
        return str.__eq__(self, other) is True or any(str.__eq__(one, other) is True for one in self.also)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __contains__(self, part: object) -> bool:
        return isinstance(part, str) and any(str.__contains__(one, part) for one in (self, *self.also))

    __hash__ = str.__hash__


class InWords(Mapping[str, object]):
    """A namespace of values whose words are the customer's language's, each as it is asked for."""

    __slots__ = ("_but", "_run", "_values")

    def __init__(self, values: Mapping[str, object], run: Run, but: frozenset[str] = frozenset()) -> None:
        self._values = values
        self._run = run
        self._but = but

    def get(self, key: str, default: object = None) -> object:
        value = self._values.get(key, default)
        return value if key in self._but else _said(value, self._run)

    def __getitem__(self, key: str) -> object:
        value = self._values[key]
        return value if key in self._but else _said(value, self._run)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def in_words(run: Run, value: object) -> object:
    """Return a value of a text, whatever its shape, with the catalogue's words in the customer's language."""
    return _said(value, run) if _is_foreign(run) else value


def namespace_in_words(run: Run, values: object, *, of_a_person: bool = False) -> object:
    """Return a namespace that is worked out as it is asked for, as `in_words` does; `of_a_person`: names in it are
    people's."""
    if isinstance(values, Mapping) and _is_foreign(run):
        return InWords(values, run, _OWN if of_a_person else frozenset())
    return values


def _is_foreign(run: Run) -> bool:
    return run.language != run.shelf.current.store.languages[0]


def _said(value: object, run: Run) -> object:
    if type(value) is str:
        return _named(run.in_words(value), value)
    if type(value) is dict:
        said = {key: _said(one, run) for key, one in value.items()}
        match value:
            case {"name": str(name), "offer": str(offer)}:  # a line of an order
                said["name"] = _named(run.line_in_words(name, offer), name)
            case {"title": str(title), "lines": [{"name": str(name), "offer": str(offer)}, *_]} if title == name:
                said["title"] = _named(run.line_in_words(name, offer), name)
        return said
    if type(value) is list or type(value) is tuple:
        return [_said(one, run) for one in value]
    return value


def _named(said: str, written: str) -> str:
    return written if said == written else Named(said, written)
