"""What a YAML file holds, with the place of every key and value.

A scalar stays the text that was written (`Word`) until a field of the schema asks for a number or a yes: so `no`, `on`,
`21:00` and `0612…` are words wherever words are wanted, and `12` is a number wherever a number is.
"""

from __future__ import annotations

import re
from math import inf, isfinite
from typing import Any, Final

from bot.model.message import Value

#: The scalars of YAML 1.2's core schema, <https://yaml.org/spec/1.2.2/#103-core-schema>.
_NULL: Final = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTH: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER: Final = re.compile(r"[-+]?[0-9]{1,300}|0o[0-7]{1,100}|0x[0-9a-fA-F]{1,100}")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")


class Word(str):
    """A scalar or a key. `line` and `column` count from 1; `style` is YAML's: `""` plain, `'`, `"`, `|` or `>`."""

    __slots__ = ("column", "ends", "line", "style")
    line: int
    column: int
    ends: int  # the line it ends on
    style: str

    def value(self) -> Value:
        """Return what the scalar means by YAML 1.2: None, a bool, an int, a float or the text."""
        if self.style:
            return str(self)
        if self in _NULL:
            return None
        if self in _TRUTH:
            return _TRUTH[self]
        if _INTEGER.fullmatch(self):
            return _integer(self)
        number = float(self) if _FLOAT.fullmatch(self) else inf
        return number if isfinite(number) else str(self)

    @property
    def empty(self) -> bool:
        """Whether nothing was written here."""
        return not self.style and self in _NULL


class Items(list[Any]):
    """A list of nodes, and where it begins."""

    __slots__ = ("column", "line")
    line: int
    column: int


class Fields(dict[Word, Any]):
    """A mapping from words to nodes, and where it begins."""

    __slots__ = ("column", "line")
    line: int
    column: int

    def field(self, name: str) -> Any:
        """Return the node under a key, or None."""
        return self.get(name)  # type: ignore[call-overload] # a word is found by its text

    def key(self, name: str) -> Word:
        """Return the key as it stands in the file. Raises `KeyError`."""
        for key in self:
            if key == name:
                return key
        raise KeyError(name)


Node = Word | Items | Fields


def word(text: str, line: int, column: int, *, style: str = "", ends: int = 0) -> Word:
    """Return a placed word."""
    made = Word(text)
    made.line, made.column, made.style, made.ends = line, column, style, ends or line
    return made


def plain(node: Node) -> Value:
    """Return the node as plain data, scalars by YAML 1.2."""
    match node:
        case Word():
            return node.value()
        case Items():
            return [plain(item) for item in node]
        case Fields():
            return {str(key): plain(value) for key, value in node.items()}


def _integer(text: str) -> int:
    return int(text, {"0o": 8, "0x": 16}.get(text[:2], 10))
