"""Filters for amounts: money, numbers, percentages, durations and the word that agrees with a number.

Worded by Babel from the CLDR and remembered by their arguments: wording an amount costs some 60 microseconds,
remembering it less than one.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from babel.numbers import format_currency, format_decimal
from babel.units import format_unit

from bot.playbook.liquid.filters_base import REMEMBERED, Unsayable, amount
from bot.playbook.liquid.liquid_scene import Filter, Scene, Voice

#: CLDR's categories in the order in which words are given; the last word serves for the rest ("other").
_CATEGORIES: Final = ("zero", "one", "two", "few", "many")
_LETTER_THEN_DIGIT: Final = re.compile(r"(?<=[A-Za-z])(?=\d)")
Unit = Literal["minute", "hour", "day", "week", "month", "year"]


def money(scene: Scene, value: object, form: str = "standard", *, currency: str | None = None) -> str:
    """`590 | money`: "590,00 €". With `money: "short"`, cents that are none are left out: "590 €"."""
    return _money(amount(value), currency or scene.voice.currency, scene.voice, form == "short")


@lru_cache(REMEMBERED)
def _money(value: Decimal, currency: str, voice: Voice, short: bool) -> str:
    pattern = voice.locale.currency_formats["standard"].pattern
    if short and value == value.to_integral_value():
        said = format_currency(value, currency, pattern.replace(".00", ""), voice.locale, currency_digits=False)
    else:
        said = format_currency(value, currency, pattern, voice.locale)
    # CLDR's currencySpacing, which Babel leaves out: "CHF 12", not "CHF12".
    return _LETTER_THEN_DIGIT.sub("\u00a0", said)


def number(scene: Scene, value: object) -> str:
    """`1234.5 | number`: "1 234,5"."""
    return _number(amount(value), scene.voice)


@lru_cache(REMEMBERED)
def _number(value: Decimal, voice: Voice) -> str:
    return format_decimal(value, locale=voice.locale)


def percent(scene: Scene, value: object) -> str:
    """`20 | percent`: "20 %". The value counts per cents, as it is written in `split:` and on a price tag."""
    return _percent(amount(value), scene.voice)


@lru_cache(REMEMBERED)
def _percent(value: Decimal, voice: Voice) -> str:
    pattern = voice.locale.percent_formats[None].pattern.replace("#,##0", "#,##0.##")
    return format_decimal(value / 100, pattern, locale=voice.locale)


def plural(scene: Scene, value: object, *words: str) -> str:
    """`3 | plural: "machine", "machines"`: "machines"; the words stand in CLDR's order, the language picks."""
    if not words:
        raise Unsayable("`plural` needs the words to choose from")
    rule = scene.voice.locale.plural_form
    category = rule(abs(amount(value)))
    used = [name for name in _CATEGORIES if name in rule.tags]
    return words[min(used.index(category), len(words) - 1)] if category in used else words[-1]


def _duration(unit: Unit) -> Filter:
    def worded(scene: Scene, value: object) -> str:
        return _unit(amount(value), unit, scene.voice)

    worded.__doc__ = f'`3 | {unit}s`: a number of {unit}s in words, "3 jours".'
    return worded


@lru_cache(REMEMBERED)
def _unit(value: Decimal, unit: Unit, voice: Voice) -> str:
    return format_unit(value, f"duration-{unit}", "long", locale=voice.locale)


FILTERS: Final[dict[str, Filter]] = {
    "money": money,
    "number": number,
    "percent": percent,
    "plural": plural,
    "minutes": _duration("minute"),
    "hours": _duration("hour"),
    "days": _duration("day"),
    "weeks": _duration("week"),
    "months": _duration("month"),
    "years": _duration("year"),
}
