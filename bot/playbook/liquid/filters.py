"""The filters of texts: which of Liquid's own may be used, and ours.

Every filter is called as `filter(scene, value, *arguments)` and shares three rules: an absent value is never worked on
(`default` and `size` alone may meet one), a result is no longer than a message can be, and a value that can't be said
is `Unsayable`, never another exception.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, partial, wraps
from inspect import Parameter, Signature, signature
from typing import Any, Final

import phonenumbers
from babel.lists import format_list
from liquid import Environment
from liquid.exceptions import LiquidError

from bot.playbook.compiled import MissingValue
from bot.playbook.liquid import filters_dates, filters_numbers
from bot.playbook.liquid.filters_base import Unsayable
from bot.playbook.liquid.liquid_scene import LONGEST_TEXT, MOST_ITERATIONS, Absent, Enough, Filter, Nothing, Scene

#: Of Liquid's own, those that neither read the clock nor write HTML nor hide what they do.
_STANDARD: Final = tuple(
    """
    abs at_least at_most ceil divided_by floor minus modulo plus round times
    append capitalize downcase lstrip prepend remove remove_first remove_last replace replace_first replace_last
    rstrip slice split squish strip strip_newlines truncate truncatewords upcase url_encode
    compact concat find first has join last map reject reverse size sort sort_natural sum uniq where default
    """.split()  # noqa: SIM905 - forty quoted names are harder to read
)
_MEET_ABSENCE: Final = frozenset({"default", "size"})


def joined(scene: Scene, values: object, style: str = "and") -> str:
    """`offer.names | list`: "a, b et c"; `list: "or"`: "a, b ou c"."""
    if not isinstance(values, list | tuple) or style not in ("and", "or"):
        raise Unsayable(f"{values!r} is no list to say with {style!r}")
    items = [_said(value) for value in values]
    return format_list(items, style="standard" if style == "and" else "or", locale=scene.voice.locale)


def _said(value: object) -> str:
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)
    raise Unsayable(f"{value!r} can't be said in a list")


def phone(scene: Scene, value: object) -> str:
    """`"+33612345678" | phone`: "06 12 34 56 78"; a number of another country in its international form."""
    try:
        number = phonenumbers.parse(str(value), scene.voice.country)
    except phonenumbers.NumberParseException:
        raise Unsayable("this is no phone number") from None
    home = phonenumbers.country_code_for_region(scene.voice.country) == number.country_code
    form = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form)


def first_name(_: Scene, value: object) -> str:
    """`"LÉA MARTIN" | first_name`: "Léa Martin". A name in mixed case ("McKay") is its owner's writing, and stays."""
    name = " ".join(str(value).split())
    if not name.isupper() and not name.islower():
        return name
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), name)


OURS: Final[Mapping[str, Filter]] = {
    **filters_numbers.FILTERS,
    **filters_dates.FILTERS,
    "list": joined,
    "phone": phone,
    "first_name": first_name,
}


def _adapted(standard: Filter, env: Environment) -> Filter:
    """Return a filter of the library, called the way ours are."""
    needs_env = getattr(standard, "with_environment", False)
    plain = partial(standard, environment=env) if needs_env else standard

    @wraps(standard)
    def call(scene: Scene, value: object, *arguments: Any, **named: Any) -> object:
        del scene
        return plain(value, *arguments, **named)

    call.__signature__ = _with_scene(signature(standard))  # type: ignore[attr-defined] # where `signature` looks
    return call


def _with_scene(own: Signature) -> Signature:
    kept = [each for each in own.parameters.values() if each.name != "environment"]
    return own.replace(parameters=[Parameter("scene", Parameter.POSITIONAL_ONLY), *kept])


def _guarded(name: str, wording: Filter) -> Filter:
    meets_absence = name in _MEET_ABSENCE

    @wraps(wording)
    def call(scene: Scene, value: object, *arguments: object, **named: object) -> object:
        if isinstance(value, Absent) and not meets_absence and not isinstance(value, Nothing):
            raise MissingValue(value.name)
        if isinstance(value, range) and len(value) > MOST_ITERATIONS:
            raise Enough
        try:
            result = wording(scene, value, *arguments, **named)
        except (LiquidError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as fault:
            raise Unsayable(f"`{name}` can't say {value!r}") from fault
        return result[:LONGEST_TEXT] if isinstance(result, str) else result

    return call


def all_filters() -> dict[str, Filter]:
    """Return every filter a text may use, by name."""
    env = Environment()
    standard = {name: _adapted(env.filters[name], env) for name in _STANDARD}
    return {name: _guarded(name, wording) for name, wording in {**standard, **OURS}.items()}


def misuse(wording: Filter, positional: int, named: Iterable[str]) -> str | None:
    """Return what is wrong with a call of that many arguments, in words for the author, or None."""
    return _misuse(wording, positional, tuple(named))


@cache  # a playbook calls its few filters thousands of times, in a few ways
def _misuse(wording: Filter, positional: int, named: tuple[str, ...]) -> str | None:
    try:
        signature(wording).bind(None, None, *[None] * positional, **dict.fromkeys(named))
    except TypeError as fault:
        return str(fault)
    return None
