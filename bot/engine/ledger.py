"""The sentences of the ledger: why something was said, held or left unsaid, as staff read it.

One table, French and English side by side. A row's words are written in the store's first language when the decision is
made, because that is the language its staff work in; the facts beside it hold the same values as data. It knows no
customer: what a sentence says comes from the facts it is given.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from babel.dates import format_datetime

from bot.engine import renewal_sentences
from bot.engine.ledger_sentences import REASONS, SENTENCES
from bot.engine.ledger_values import VALUES
from bot.model.message import Value

_SENTENCES: Final = {**SENTENCES, **renewal_sentences.SENTENCES}
_FORMATS: Final = {"fr": "EEEE d MMMM 'à' HH:mm", "en": "EEEE d MMMM 'at' HH:mm"}


class _Lenient(dict[str, object]):
    """Facts that leave a gap visible to staff rather than fail a turn."""

    def __missing__(self, name: str) -> str:
        return "…"


def words(sentence: str, language: str, facts: Mapping[str, Value]) -> str:
    """Return a ledger sentence in `language`; English for any language but French. Never raises for a missing fact."""
    french, english = _SENTENCES[sentence]
    template = french if language.startswith("fr") else english
    if "{" not in template:
        return template
    return template.format_map(_Lenient({name: called(name, value, language) for name, value in facts.items()}))


def called(name: str, value: Value, language: str) -> Value:
    """Return what a fact is called for people: the purpose `care` is "suivi" in French."""
    found = VALUES.get(name, {}).get(value) if isinstance(value, str) else None
    return value if found is None else found[0 if language.startswith("fr") else 1]


def reason(rule: str, language: str) -> str:
    """Return why the contact policy holds or refuses, in words that end a sentence."""
    french, english = REASONS[rule]
    return french if language.startswith("fr") else english


def moment(at: datetime, language: str) -> str:
    """Return a local time as a sentence names it: "lundi 23 mars à 10:05"."""
    known = "fr" if language.startswith("fr") else "en"
    return format_datetime(at, _FORMATS[known], locale=known)
