"""Compiled conditions, and the values of `set:`, `fetch:` and `emit:`.

Neither ever raises: in a condition an absent value is nil; in a value a filter takes nil for 0 or an empty text, and
what can't be worked out, or said without a hole, is nil.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from liquid.builtin.expressions import BooleanExpression
from liquid.exceptions import LiquidError
from liquid.expression import Expression as Parsed
from liquid.undefined import Undefined

from bot.model.message import Value
from bot.playbook.compiled import Expression, MissingValue, Values
from bot.playbook.liquid.liquid_grammar import grammar
from bot.playbook.liquid.liquid_scene import LONGEST_TEXT, Enough, Glance, Nothing, Voice
from bot.playbook.liquid.liquid_texts import Rendering, render


class BooleanCondition:
    """A boolean expression."""

    __slots__ = ("_parsed", "_voice", "source")

    def __init__(self, source: str, parsed: BooleanExpression, voice: Voice) -> None:
        self.source = source
        self._parsed = parsed
        self._voice = voice

    def holds(self, values: Values) -> bool:
        """Return whether it holds; what is absent is nil."""
        scene = Glance(values, self._voice, grammar().filters, Nothing)
        try:
            return self._parsed.evaluate(scene)  # type: ignore[arg-type] # a light context
        except (LiquidError, Enough):
            return False


class Constant:
    """A literal."""

    __slots__ = ("_value",)

    def __init__(self, value: Value) -> None:
        self._value = value

    def evaluate(self, values: Values, language: str) -> Value:
        return self._value


class Computed:
    """A whole `{{ … }}`: keeps its type."""

    __slots__ = ("_first", "_parsed", "_voices")

    def __init__(self, parsed: Parsed, voices: Mapping[str, Voice], first: str) -> None:
        self._parsed = parsed
        self._voices = voices
        self._first = first

    def evaluate(self, values: Values, language: str) -> Value:
        voice = self._voices.get(language) or self._voices[self._first]
        try:
            return plain(self._parsed.evaluate(Glance(values, voice, grammar().filters, Nothing)))  # type: ignore[arg-type] # as above
        except (LiquidError, MissingValue, Enough):
            return None


class Filled:
    """A text with `{{ … }}` in it: a text, or nil where it can't be said."""

    __slots__ = ("_first", "_wordings")

    def __init__(self, wordings: Mapping[str, Rendering], first: str) -> None:
        self._wordings = wordings
        self._first = first

    def evaluate(self, values: Values, language: str) -> Value:
        try:
            return render(self._wordings.get(language) or self._wordings[self._first], values, Nothing)
        except MissingValue:
            return None


class EachOf:
    """A list with expressions in it."""

    __slots__ = ("_items",)

    def __init__(self, items: Sequence[Expression]) -> None:
        self._items = items

    def evaluate(self, values: Values, language: str) -> Value:
        return [item.evaluate(values, language) for item in self._items]


class EachNamed:
    """A mapping with expressions in it."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, Expression]) -> None:
        self._items = items

    def evaluate(self, values: Values, language: str) -> Value:
        return {name: item.evaluate(values, language) for name, item in self._items.items()}


def plain(value: object) -> Value:
    """Return a value as JSON carries it: instants in ISO 8601, decimals as numbers, what is absent as None."""
    match value:
        case None | Undefined():
            return None
        case bool() | int() | float():
            return value
        case str():
            return value[:LONGEST_TEXT]
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case datetime() | date():
            return value.isoformat()
        case Mapping():
            return {str(name): plain(each) for name, each in value.items()}
        case Sequence():
            return [plain(each) for each in value[:1_000]]
    return str(value)
