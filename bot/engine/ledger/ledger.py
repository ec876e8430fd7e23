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

from bot.engine.ledger import ledger_sentences, plan_sentences, referral_sentences, renewal_sentences
from bot.engine.ledger.ledger_sentences import REASONS
from bot.engine.ledger.ledger_values import VALUES
from bot.model.message import Value
from bot.rules.first_of_month import as_said

SENTENCES: Final = {
    **ledger_sentences.SENTENCES,
    **renewal_sentences.SENTENCES,
    **referral_sentences.SENTENCES,
    **plan_sentences.SENTENCES,
}
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_LONG: Final = len("2027-03-01")
_FORMATS: Final = {"fr": "EEEE d MMMM 'à' HH:mm", "en": "EEEE d MMMM 'at' HH:mm"}


class _Counting(Formatter):
    """Knows plurals: `{days:day|days}` is "1 day", "2 days"; in French one thing and a half is still singular."""

    def __init__(self, first_plural: float) -> None:
        self._first_plural = first_plural

    def format_field(self, value: Value, format_spec: str) -> str:
        one, several, many = format_spec.partition("|")
        if not several:
            return str(super().format_field(value, format_spec))
        try:
            number = float(str(value).replace(",", "."))
        except ValueError:  # a gap
            return f"{value} {many}"
        return f"{value} {one if number == 1 or 1 < number < self._first_plural else many}"


_FRENCH: Final = _Counting(2)
_ENGLISH: Final = _Counting(1)


def words(sentence: str, language: str, facts: Mapping[str, Value]) -> str:
    """Return a ledger sentence in `language`; English for any language but French. Never raises for a missing fact."""
    template, names = _template(sentence, 0 if language.startswith("fr") else 1)
    if not names:
        return template
    # a gap that staff can see, rather than a turn that fails
    said = {name: called(name, facts[name], language) if name in facts else "…" for name in names}
    return (_FRENCH if language.startswith("fr") else _ENGLISH).vformat(template, (), said)


@cache
def _template(sentence: str, place: int) -> tuple[str, tuple[str, ...]]:
    """Return a sentence and the facts that it names: a row has many more, which need not be put into words."""
    template = SENTENCES[sentence][place]
    return template, tuple(dict.fromkeys(name for _, name, _, _ in Formatter().parse(template) if name))


def called(name: str, value: Value, language: str) -> Value:
    """Return what a fact is called for people: the purpose `care` is "suivi", 2027-03-01 "1er mars 2027" in French,
    30.0 is "30" and 0.5 "0,5".
    """
    if isinstance(value, float):
        return f"{value:.6g}".replace(".", "," if language.startswith("fr") else ".")
    if not isinstance(value, str):
        return value
    found = VALUES.get(name, {}).get(value)
    if found is not None:
        return found[0 if language.startswith("fr") else 1]
    return _day(value, language) if len(value) == _LONG and _DAY.fullmatch(value) else value


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
