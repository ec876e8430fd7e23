"""The cells of a product list to exact values: amounts, pieces, yes and no, properties with units, names for ids.

An amount is read to the cent whatever the decimal sign, and refused where it could be two things: `1,249` is one and a
bit in Paris and a thousand in London.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from bot.model.offer import Attribute
from bot.rules.texts.plain_text import plain

DEAREST: Final = Decimal(10_000_000)
LONGEST: Final = 2000  # characters kept of a text
_SPACES: Final = re.compile(r"[\s\u00a0\u202f']")
_AROUND: Final = re.compile(r"^(?:EUR|USD|GBP|CHF|CAD|[€$£])|(?:EUR|USD|GBP|CHF|CAD|[€$£])$")
_PLAIN: Final = re.compile(r"-?\d+(?:[.,]\d{1,2}|[.,]\d{4,})?|-?\d+\.\d{3}")
_GROUPED: Final = re.compile(r"-?\d{1,3}(?:,\d{3})+\.\d+|-?\d{1,3}(?:\.\d{3})+,\d+")
_EITHER: Final = re.compile(r"-?\d{1,3}(?:,\d{3})+")
_WHOLE: Final = re.compile(r"-?\d+(?:[.,]0+)?")
_NUMBER_UNIT: Final = re.compile(r"(-?\d+(?:[.,]\d+)?)[\s\u00a0\u202f]*([A-Za-zµ°%\"/²³]{0,10})")
_TAG: Final = re.compile(r"<[^>]+>")
_YES: Final = frozenset({"1", "true", "yes", "oui", "y", "active", "publish", "continue", "notify", "vrai"})
_ID: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")


class BadCell(ValueError):
    """What is wrong with a cell, in words for whoever has the file."""


def amount(text: str) -> Decimal | None:
    """Return an amount, None for an empty cell. Raises `BadCell`."""
    bare = _SPACES.sub("", text)
    bare = _AROUND.sub("", bare)
    if not bare:
        return None
    if _EITHER.fullmatch(bare):
        raise BadCell(f"the price `{text}` can be read in two ways; write it as {bare.replace(',', '')}.00")
    if _GROUPED.fullmatch(bare):
        last = max(bare.rfind("."), bare.rfind(","))
        bare = re.sub(r"[.,]", "", bare[:last]) + "." + bare[last + 1 :]
    elif not _PLAIN.fullmatch(bare):
        raise BadCell(f"the price `{_short(text)}` is no amount")
    found = Decimal(bare.replace(",", "."))
    if not 0 <= found <= DEAREST:
        raise BadCell(f"the price `{_short(text)}` is {'below zero' if found < 0 else 'beyond belief'}")
    return found


def pieces(text: str) -> int | None:
    """Return a number of pieces, below zero too, None for an empty cell. Raises `BadCell`."""
    bare = _SPACES.sub("", text)
    if not bare:
        return None
    if not _WHOLE.fullmatch(bare) or len(bare) > 12:
        raise BadCell(f"the stock `{_short(text)}` is no whole number")
    return int(Decimal(bare.replace(",", ".")))


def is_yes(text: str) -> bool:
    return text.strip().casefold() in _YES


def property_of(text: str, unit: str = "") -> Attribute:
    """Return a property: `52`, `52 dB`, `1,8` are numbers, anything else is a text."""
    match = _NUMBER_UNIT.fullmatch(text.strip())
    if match is None:
        return Attribute(text.strip()[:LONGEST], unit)
    number = float(match[1].replace(",", "."))
    return Attribute(int(number) if number.is_integer() and abs(number) < 1e15 else number, match[2] or unit)


def plain_words(markup: str) -> str:
    """Return a text without its HTML, on one line."""
    return " ".join(html.unescape(_TAG.sub(" ", markup.replace("\\n", " "))).split())[:LONGEST]


def id_of(*names: str) -> str:
    """Return the id that some names make: as they are where they can be one, else in small plain letters."""
    joined = ".".join(name.strip() for name in names if name.strip())
    if _ID.fullmatch(joined):
        return joined
    return ".".join(plain(name).replace(" ", "-") for name in names if plain(name))[:128]


def with_options(name: str, choices: Iterable[str]) -> str:
    """Return what a size or colour of a product is called."""
    return f"{name} ({', '.join(choices)})"


def as_text(value: Any) -> str:
    """Return a JSON value as the cell that would hold it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    return value.strip() if isinstance(value, str) else str(value)


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:29]}…"


def tags_of(tags: Iterable[str], makers: str) -> tuple[str, ...]:
    """Return what an offer is tagged with, and whose it is: customers ask by the brand ("avez-vous du Lavazza ?")."""
    said = (tag.strip() for tag in (*tags, *makers.split(",")))
    kept: dict[str, str] = {}
    for tag in filter(None, said):
        kept.setdefault(tag.casefold(), tag)
    return tuple(kept.values())
