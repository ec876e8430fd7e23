"""The sentences of the ledger: why something was said, held or left unsaid, as staff read it.

One table, French and English side by side. A row's words are written in the store's first language when the decision is
made, because that is the language its staff work in; the facts beside it hold the same values as data. It knows no
customer: what a sentence says comes from the facts it is given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from string import Formatter
from typing import Final

from babel.dates import format_date, format_datetime

from bot.engine.ledger.ledger_sentences import REASONS, SENTENCES
from bot.engine.ledger.ledger_values import FIELDS, VALUES
from bot.model.message import Value
from bot.rules.calendar.first_of_month import as_said

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_LONG: Final = len("2027-03-01")
_FORMATS: Final = {"fr": "EEEE d MMMM 'à' HH:mm", "en": "EEEE d MMMM 'at' HH:mm"}


#: From this on a number takes the plural; in French one thing and a half is still singular.
_PLURAL_FROM: Final = {"fr": 2.0, "en": 1.0}


def words(sentence: str, language: str, facts: Mapping[str, Value]) -> str:
    """Return a ledger sentence in `language`; English for any language but French. Never raises for a missing fact."""
    spoken = "fr" if language.startswith("fr") else "en"
    said = []
    for before, name, counted in _pieces(sentence, spoken):
        said.append(before)
        if name:  # a gap that staff can see, rather than a turn that fails
            value = called(name, facts[name], spoken) if name in facts else "…"
            said.append(_counting(value, counted, _PLURAL_FROM[spoken]) if counted else str(value))
    return "".join(said)


@cache
def _pieces(sentence: str, language: str) -> tuple[tuple[str, str, tuple[str, str] | None], ...]:
    """Return a sentence cut at its facts: what stands before each, its name, and its word for one and for several
    (`{days:day|days}` is "1 day", "2 days").
    """
    template = SENTENCES[sentence][0 if language == "fr" else 1]
    return tuple(
        (before, name or "", (form.partition("|")[0], form.partition("|")[2]) if form else None)
        for before, name, form, _ in Formatter().parse(template)
    )


def _counting(value: Value, forms: tuple[str, str], first_plural: float) -> str:
    one, many = forms
    try:
        number = float(str(value).replace(",", "."))
    except ValueError:  # a gap
        return f"{value} {many}"
    return f"{value} {one if number == 1 or 1 < number < first_plural else many}"


def called(name: str, value: Value, language: str) -> Value:
    """Return what a fact is called for people: the purpose `care` is "suivi", 2027-03-01 "1er mars 2027" in French,
    30.0 is "30" and 0.5 "0,5"; the names of facts are those of `FIELDS`, others without their underscores.
    """
    if isinstance(value, float):
        return f"{value:.6g}".replace(".", "," if language.startswith("fr") else ".")
    if not isinstance(value, str):
        return value
    if name == "names":
        return ", ".join(_of(FIELDS, one, language) or one.replace("_", " ") for one in value.split(", "))
    if known := _of(VALUES.get(name, {}), value, language):
        return known
    return _day(value, language) if len(value) == _LONG and _DAY.fullmatch(value) else value


def _of(known: Mapping[str, tuple[str, str]], value: str, language: str) -> str:
    found = known.get(value)
    return found[0 if language.startswith("fr") else 1] if found is not None else ""


def _day(written: str, language: str) -> str:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return written
    form = as_said("d MMMM yyyy", day.day, language)
    return format_date(day, form, locale="fr" if language.startswith("fr") else "en")


def reason(rule: str, language: str) -> str:
    """Return why the contact policy holds or refuses, in words that end a sentence."""
    french, english = REASONS[rule]
    return french if language.startswith("fr") else english


def moment(at: datetime, language: str) -> str:
    """Return a local time as a sentence names it: "lundi 23 mars à 10:05"."""
    return _told(at.replace(tzinfo=None), "fr" if language.startswith("fr") else "en")


@lru_cache(maxsize=1024)  # what is due at night is held until the same moment, for thousands
def _told(at: datetime, language: str) -> str:
    """Without a zone, as one instant has another name in each of them, and is the same key."""
    return format_datetime(at, as_said(_FORMATS[language], at.day, language), locale=language)
