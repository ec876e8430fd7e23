"""The values of playbook files: texts, names, durations, hours, caps, percentages, each read from one word and told
apart in words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Annotated, Any, Final, Literal

from babel.core import Locale, UnknownLocaleError
from babel.numbers import list_currencies
from phonenumbers import SUPPORTED_REGIONS

from bot.playbook import durations
from bot.playbook.compiled import Cap
from bot.playbook.faults import suggestion
from bot.playbook.schema.written import JsonSchema, Reads, named, refuse
from bot.playbook.source.nodes import Node, Word

_TEXT_JSON: Final = {"type": ["string", "number", "boolean"]}


def _word(node: Any, expected: str) -> Word:
    if not isinstance(node, Word) or node.empty:
        raise refuse(f"expected {expected}, found {named(node)}")
    return node


def _text(node: Any) -> Word:
    found = _word(node, "a text")
    if not found.strip():
        raise refuse("this text is empty")
    return found


def _condition(node: Any) -> Word:
    return _word(node, "a condition, such as `cart.total > 0`")


def _matching(pattern: str, expected: str) -> Callable[[Any], Word]:
    compiled = re.compile(pattern)

    def read(node: Any) -> Word:
        found = _word(node, expected)
        if not compiled.fullmatch(found):
            raise refuse(f"{named(found)} is not {expected}")
        return found

    return read


def _one_word(pattern: str, expected: str) -> Reads:
    return Reads(_matching(pattern, expected), {"type": "string", "pattern": f"^(?:{pattern})$"})


Text = Annotated[Word, Reads(_text, _TEXT_JSON)]
Condition = Annotated[Word, Reads(_condition, {"type": ["string", "boolean"]})]

Id = Annotated[
    Word, _one_word(r"[A-Za-z_][A-Za-z0-9_-]{0,63}", "a name of letters, digits, `_` and `-` that begins with a letter")
]
Reference = Annotated[
    Word, _one_word(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}", "a name of letters, digits, `_`, `-` and `.`")
]
EventName = Annotated[
    Word, _one_word(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*", "the name of an event, such as `order.delivered`")
]
SlotName = Annotated[
    Word,
    _one_word(
        r"((customer|conversation|journey)\.)?[A-Za-z_][A-Za-z0-9_]{0,63}",
        "a place to keep a value, such as `budget`, `customer.roast` or `journey.budget`",
    ),
]
TimeOfDay = Annotated[Word, _one_word(r"([01]?[0-9]|2[0-3]):[0-5][0-9]", "a time of day, such as `18:00`")]
_LANGUAGE: Final = r"[a-z]{2,3}(-[A-Z]{2})?"
_as_language: Final = _matching(_LANGUAGE, "a language, such as `fr` or `en`")


def _language(node: Any) -> Word:
    """Refuse a tag that no dates, numbers and plurals are known for."""
    found = _as_language(node)
    try:
        Locale.parse(found, sep="-")
    except (UnknownLocaleError, ValueError):
        raise refuse(f"{named(found)} is no language whose dates and numbers are known, such as `fr` or `en`") from None
    return found


Language = Annotated[Word, Reads(_language, {"type": "string", "pattern": f"^(?:{_LANGUAGE})$"})]


def _known(pattern: str, expected: str, names: Callable[[], Collection[str]]) -> Reads:
    """Return how a code is read that has a shape, and of which there are so many and no more."""
    shaped = _matching(pattern, expected)

    def read(node: Any) -> Word:
        found = shaped(node)
        if found not in names():
            raise refuse(f"{named(found)} is not {expected}")
        return found

    return Reads(read, {"type": "string", "pattern": f"^(?:{pattern})$"})


Country = Annotated[
    Word, _known(r"[A-Z]{2}", "a country of two capital letters, such as `FR`", lambda: SUPPORTED_REGIONS)
]
Currency = Annotated[Word, _known(r"[A-Z]{3}", "a currency of three capital letters, such as `EUR`", list_currencies)]
Host = Annotated[
    Word,
    _one_word(
        r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}",
        "the name of a host without `https://`, such as `api.shop.example`",
    ),
]


def read_duration(node: Any) -> timedelta:
    found = _word(node, "a duration, such as `3 hours`")
    try:
        return durations.parse(found)
    except ValueError as problem:
        raise refuse(_unquoted(str(problem))) from None


def _unquoted(message: str) -> str:
    return re.sub(r"^'(.*?)'(?= is )", r"`\1`", message)


DURATION_JSON: Final[JsonSchema] = {
    "type": "string",
    "pattern": r"^\d+(\.\d+)?\s+(second|minute|hour|day|week|month|year)s?$",
}
Duration = Annotated[timedelta, Reads(read_duration, DURATION_JSON)]


def number(at_least: float, at_most: float, *, whole: bool) -> Reads:
    """Return how a number between two bounds is read."""
    kind = "a whole number" if whole else "a number"

    def read(node: Any) -> float:
        expected = f"{kind} from {at_least:,} to {at_most:,}"
        value = _word(node, expected).value()
        if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
            raise refuse(f"expected {expected}, found {named(node)}")
        if not at_least <= value <= at_most:
            raise refuse(f"expected {expected}, found {named(node)}")
        return value

    return Reads(read, {"type": "integer" if whole else "number", "minimum": at_least, "maximum": at_most})


def _percentage(node: Any) -> float:
    found = _word(node, "a percentage, such as `5 %`")
    match = re.fullmatch(r"(\d{1,3}(?:\.\d{1,4})?)[ \u00a0\u202f]*%?", found)
    if match is None or float(match[1]) > 100:
        raise refuse(f"{named(found)} is no percentage; write a number from 0 to 100, such as `5 %`")
    return float(match[1])


Percentage = Annotated[
    float,
    Reads(
        _percentage,
        {"anyOf": [{"type": "number", "minimum": 0, "maximum": 100}, {"type": "string", "pattern": r"^[0-9.]+\s*%?$"}]},
    ),
]


def one_of(*words: str) -> Reads:
    """Return how one of a few words is read."""

    def read(node: Any) -> str:
        found = _word(node, f"one of {', '.join(words)}")
        if found not in words:
            raise refuse(f"`{found}` is not known here{suggestion(found, words)}")
        return str(found)

    return Reads(read, {"enum": list(words)})


Purpose = Annotated[Literal["service", "care", "marketing"], one_of("service", "care", "marketing")]


def _truth(node: Any) -> bool:
    value = _word(node, "`true` or `false`").value()
    if not isinstance(value, bool):
        raise refuse(f"expected `true` or `false`, found {named(node)}")
    return value


Truth = Annotated[bool, Reads(_truth, {"type": "boolean"})]

Span = tuple[int, int]
_SPAN: Final = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)\s*[-–]\s*([01]?\d|2[0-4]):([0-5]\d)")


def _hours(node: Any) -> Span | None:
    found = _word(node, "hours such as `11:00-19:00`, or `never`")
    if found == "never":
        return None
    match = _SPAN.fullmatch(found)
    if match is None:
        raise refuse(f"{named(found)} are no hours; write `11:00-19:00`, or `never`")
    start, end = int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])
    if not start < end <= 24 * 60:
        raise refuse(f"`{found}` ends before it begins; hours stand within one day, to 24:00 at the latest")
    return start, end


Hours = Annotated[Span | None, Reads(_hours, {"type": "string", "pattern": r"^(never|\d?\d:\d\d *[-–] *\d?\d:\d\d)$"})]


def _cap(node: Any) -> Cap:
    found = _word(node, "a cap, such as `1 per 7 days`")
    match = re.fullmatch(r"(\d{1,4}) +per +(.+)", found)
    if match is None:
        raise refuse(f"{named(found)} is no cap; write how many and in how long, such as `1 per 7 days`")
    try:
        return Cap(int(match[1]), durations.parse(match[2]))
    except ValueError as problem:
        raise refuse(_unquoted(str(problem))) from None


CapText = Annotated[Cap, Reads(_cap, {"type": "string", "pattern": r"^\d+ +per +.+$"})]


def _pause(node: Any) -> Word:
    found = _word(node, "a pause, such as `marketing for 30 days`")
    match = re.fullmatch(r"(care|marketing) +for +(.+)", found)
    if match is None:
        raise refuse(f"{named(found)} is no pause; write a purpose and for how long, such as `marketing for 30 days`")
    read_duration(_like(match[2], found))
    return found


def _like(text: str, found: Word) -> Word:
    made = Word(text)
    made.line, made.column, made.style, made.ends = found.line, found.column, found.style, found.ends
    return made


Pause = Annotated[Word, Reads(_pause, {"type": "string", "pattern": "^(care|marketing) +for +.+$"})]


def _anything(node: Node) -> Node:
    return node


Anything = Annotated[Node, Reads(_anything, {})]
