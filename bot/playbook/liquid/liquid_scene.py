"""What a template looks at while it is rendered: the values, and the voice in which they are said.

Only plain data is looked into: mappings, lists and texts, by key and by place. No attribute of a Python object, no
method, no clock: `now` is a value like the others. An absent value is `Absent`: false and equal to nil in a condition,
empty in a loop, and `MissingValue` as soon as it would be shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo
from functools import cache, partial
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from liquid import BoundTemplate, RenderContext
from liquid.undefined import UNDEFINED, Undefined
from liquid.utils import ReadOnlyChainMap
from msgspec import Struct

from bot.playbook.compiled import MissingValue, Values

LONGEST_TEXT: Final = 5_000  # characters
MOST_ITERATIONS: Final = 1_000  # of all loops of a text together, empty bodies included


class Enough(Exception):
    """A text reached one of its limits: what is there is said, the rest is not."""


class Voice(Struct, frozen=True, eq=False):
    """How values are said: the language, the store's money, its time zone and the country of its phone numbers.

    Two voices are the same when they are one object, so that a wording is found again without comparing them.
    """

    language: str
    locale: Locale
    currency: str
    zone: tzinfo
    country: str


@cache
def voice(language: str, *, currency: str, timezone: str, country: str) -> Voice:
    """Return the voice for a language tag such as `fr` or `pt-BR`. Raises `ValueError` for an unknown tag or zone."""
    try:
        return Voice(language, _locale(language, country), currency, ZoneInfo(timezone), country)
    except (UnknownLocaleError, LookupError, ValueError) as fault:
        raise ValueError(f"{fault}") from fault


def _locale(language: str, country: str) -> Locale:
    """Return whose dates and numbers a language is written with. CLDR's plain `en` is American: "March 3, 3:00 PM"."""
    return Locale.parse("en-GB" if language == "en" and country != "US" else language, sep="-")


class Absent(Undefined):
    """A value that is not there. Showing it is a `MissingValue`; asking about it is not."""

    __slots__ = ()

    def __str__(self) -> str:
        raise MissingValue(self.name)

    def __int__(self) -> int:
        raise MissingValue(self.name)

    def __hash__(self) -> int:
        return hash(self.name)

    def __eq__(self, other: object) -> bool:
        return other is None or isinstance(other, Undefined)


class Nothing(Absent):
    """An absent value in `set:` and the like, where nil counts as 0 or an empty text, as Liquid has it."""

    __slots__ = ()

    def __str__(self) -> str:
        return ""

    def __int__(self) -> int:
        return 0

    def __hash__(self) -> int:
        return hash(self.name)


class Scene(Protocol):
    """What a filter may know beside its input."""

    @property
    def voice(self) -> Voice: ...

    @property
    def now(self) -> datetime | None:
        """Return `now` of the values, aware, or None where it was not given."""


Filter = Callable[..., object]


def member(value: object, key: object) -> object:
    """Return what `value` holds under `key`, or None."""
    if type(value) is dict or isinstance(value, Mapping):  # nearly always a dict, and asking an ABC is slow
        found = value.get(key) if isinstance(key, str | int) else None
        return len(value) if found is None and key == "size" else found
    if isinstance(value, str):
        return len(value) if key == "size" else None
    if isinstance(value, Sequence):
        return _element(value, key)
    return None


def _element(values: Sequence[object], key: object) -> object:
    match key:
        case "size":
            return len(values)
        case "first":
            return values[0] if values else None
        case "last":
            return values[-1] if values else None
        case int() if -len(values) <= key < len(values):
            return values[key]
    return None


def _find(scope: Mapping[str, Any], path: Sequence[object]) -> object:
    value: object = scope.get(path[0]) if isinstance(path[0], str) else None
    for key in path[1:]:
        if value is None:
            return None
        value = member(value, key)
    return value


class _Looking:
    """How both contexts look values and filters up."""

    __slots__ = ()

    scope: Any  # a mapping, of the library's own kind where it renders
    _filters: Mapping[str, Filter]
    _absent: type[Absent]

    def get(self, path: list[object], *, token: object, default: object = UNDEFINED) -> object:
        """Return the value at `path`, or an absent one that knows its name."""
        del token, default
        value = _find(self.scope, path)
        return self._absent(".".join(map(str, path))) if value is None else value

    def filter(self, name: str, token: object) -> Callable[..., object]:
        """Return the filter of that name, bound to this scene."""
        del token
        return partial(self._filters[name], self)


class Glance(_Looking):
    """The light context of conditions and of texts without tags: the values and nothing else."""

    __slots__ = ("_absent", "_filters", "scope", "voice")

    autoescape: Final = False

    def __init__(self, values: Values, voice: Voice, filters: Mapping[str, Filter], absent: type[Absent]) -> None:
        self.scope = values
        self.voice = voice
        self._filters = filters
        self._absent = absent

    @property
    def now(self) -> datetime | None:
        return _instant(self.scope.get("now"))


class Stage(_Looking, RenderContext):
    """The full context of texts with tags: local names and loops, counted."""

    __slots__ = ("_absent", "_filters", "iterations", "voice")

    def __init__(
        self,
        template: BoundTemplate,
        values: Values,
        voice: Voice,
        filters: Mapping[str, Filter],
        absent: type[Absent],
    ) -> None:
        super().__init__(template, globals=values)
        # Without the library's own `now` and `today`, which read the machine's clock.
        self.scope = ReadOnlyChainMap(self.locals, self.globals)
        self.voice = voice
        self.iterations = 0
        self._filters = filters
        self._absent = absent

    @property
    def now(self) -> datetime | None:
        return _instant(self.globals.get("now"))

    def assign(self, key: str, val: Any) -> None:
        """Keep a local value, a text no longer than a message can be."""
        self.locals[key] = val[:LONGEST_TEXT] if isinstance(val, str) else val

    def raise_for_loop_limit(self, length: int = 1) -> None:
        """Count a loop's rounds before it starts, whatever its body holds. Raises `Enough`."""
        self.iterations += length
        if self.iterations > MOST_ITERATIONS:
            raise Enough


def _instant(now: object) -> datetime | None:
    if isinstance(now, str):
        try:
            now = datetime.fromisoformat(now)
        except ValueError:
            return None
    return now if isinstance(now, datetime) and now.tzinfo is not None else None
