"""Texts and conditions as the engine runs them, and the message that is made of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from msgspec import Struct

from bot.model.message import MediaKind, Value
from bot.model.table import Table

Values = Mapping[str, object]
"""What templates and conditions see: `customer`, `journey`, `conversation`, `cart`, `order`, `offer`, `answer`,
`feedback`, `event`, `store`, `now`, each a mapping or a plain value."""


class MissingValue(Exception):
    """A template met a value that is absent and has no `default`. The message must not be sent with a hole in it."""


class Text(Protocol):
    """A Liquid template of the author's, in every language of the playbook."""

    @property
    def source(self) -> str: ...

    def render(self, values: Values, language: str) -> str:
        """Return the text in `language` (or in the store's first language where it has no translation).

        Raises `MissingValue`. Never longer than 5,000 characters.
        """


class Condition(Protocol):
    """A Liquid boolean expression."""

    @property
    def source(self) -> str: ...

    def holds(self, values: Values) -> bool:
        """Return whether it holds; an absent value is nil, never an error."""


class Expression(Protocol):
    """A value in `set:`, `fetch:` bodies and the like: a literal, a whole `{{ … }}` (keeps its type), or a
    template (text)."""

    def evaluate(self, values: Values, language: str) -> Value: ...


class Place(Struct, frozen=True):
    """Where in the playbook something stands; `line` and `column` from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Picture(Struct, frozen=True):
    """A file; or, where there is a `table`, a picture that is drawn of it."""

    kind: MediaKind
    source: Text
    table: Table | None = None


class LinkText(Struct, frozen=True):
    label: Text
    url: Text


class TemplateText(Struct, frozen=True):
    """WhatsApp's approved template for a message: its sid (`HX…`) by language, the store's first one first, and what
    fills its blanks."""

    sids: Mapping[str, str]
    variables: Mapping[str, Text]


class Wording(Struct, frozen=True, kw_only=True):
    """A message as written: the text, the short one for SMS, the template for WhatsApp, what goes with it."""

    text: Text
    sms: Text | None = None
    template: TemplateText | None = None
    media: tuple[Picture, ...] = ()
    links: tuple[LinkText, ...] = ()
