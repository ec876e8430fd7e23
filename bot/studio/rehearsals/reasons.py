"""Decisions of the ledger as people read them: by day, in the shop's time, in French or in English.

The sentence of a decision was written when it was taken, in the store's first language, and is told again in the
reader's. Around it stand its rule, what it looked at and the playbook's version; a value that the sentence names
already is not said twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date
from msgspec import Struct, field

from bot.engine.ledger.fact_names import fact_word, is_told
from bot.engine.ledger.ledger import called
from bot.engine.ledger.retelling import elided, rule_in_words, told_again
from bot.model.message import Value

#: What was decided, in a word: French, English.
KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "sent": ("envoyé", "sent"),
    "held": ("en attente", "held"),
    "not_sent": ("non envoyé", "not sent"),
    "understood": ("compris", "understood"),
    "not_understood": ("non compris", "not understood"),
    "started": ("début", "started"),
    "ended": ("fin", "ended"),
    "handed_over": ("à l’équipe", "to the team"),
    "given_back": ("rendu au bot", "to the bot"),
    "consent": ("accord", "consent"),
    "moved": ("étape", "stage"),
    "relationship": ("relation", "relationship"),
    "ignored": ("sans effet", "no effect"),
    "repaired": ("rattrapé", "put right"),
    "merged": ("réuni", "merged"),
    "parted": ("séparé", "parted"),
}
#: What became of a message on its way, by the outbox's word.
STATES: Final[Mapping[str, tuple[str, str]]] = {
    "queued": ("à envoyer", "to be sent"),
    "sending": ("en cours d’envoi", "being sent"),
    "unknown": ("envoi incertain", "uncertain"),
    "accepted": ("parti", "on its way"),
    "sent": ("parti", "on its way"),
    "delivered": ("remis", "delivered"),
    "read": ("lu", "read"),
    "undelivered": ("non remis", "not delivered"),
    "failed": ("échec", "failed"),
    "refused": ("refusé par le service", "refused by the provider"),
    "dropped": ("retenu au départ", "stopped on its way out"),
    "abandoned": ("envoi incertain, laissé tel quel", "uncertain, left as it is"),
}
#: Which way a customer moves on a journey.
DIRECTIONS: Final[Mapping[str, tuple[str, str]]] = {
    "advancing": ("avance", "advancing"),
    "steady": ("stable", "steady"),
    "receding": ("recule", "receding"),
}
#: Facts of a move that its sentence names by their titles.
_BY_TITLE: Final = frozenset({"stage", "left"})
CHANNELS: Final[Mapping[str, str]] = {"telegram": "Telegram", "sms": "SMS", "whatsapp": "WhatsApp", "web": "Web"}


class Message(Struct, frozen=True, kw_only=True):
    """What was said because of a decision, and what became of it."""

    channel: str
    state: str
    text: str


class Decision(Struct, frozen=True, kw_only=True):
    """A row of the ledger, wherever it was kept; `at` is aware."""

    at: datetime
    kind: str
    words: str
    rule: str
    facts: Mapping[str, Value] = field(default_factory=dict)
    version: str | None = None
    flow: str | None = None
    step: str | None = None
    conversation: str | None = None
    event: str | None = None
    message: Message | None = None


class Told(Struct, frozen=True, kw_only=True):
    """A decision as it is read: when, what, the sentence, and the lines of why below it."""

    time: str
    kind: str
    label: str
    words: str
    why: tuple[str, ...]


class Day(Struct, frozen=True):
    title: str
    told: tuple[Told, ...]


def by_day(decisions: Iterable[Decision], zone: ZoneInfo, language: str) -> list[Day]:
    """Return decisions, which come in order, under the days on which they were taken."""
    known = "fr" if language.startswith("fr") else "en"
    days = groupby(decisions, key=lambda one: one.at.astimezone(zone).date())
    return [
        Day(
            _capital(format_date(day, "full", locale=_LOCALES[known])),
            tuple(told(one, zone, language) for one in those),
        )
        for day, those in days
    ]


_GUILLEMET: Final = re.compile("« ")
_SIGN: Final = re.compile(" ([:;!?»])")
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)")
_LOCALES: Final = {"fr": "fr", "en": "en_GB"}


def told(decision: Decision, zone: ZoneInfo, language: str) -> Told:
    """Return one decision as it is read."""
    added = {
        name: _in_zone(called(name, value, language), zone, language)
        for name, value in decision.facts.items()
        if _adds(name, value, decision, language)
    }
    facts = ", ".join(
        f"{fact_word(name, language)} {_equals(language)} {shown(value, language)}" for name, value in added.items()
    )
    message = said(decision.message, language) if decision.message else ""
    return Told(
        time=f"{decision.at.astimezone(zone):%H:%M}",
        kind=decision.kind,
        label=kind_word(decision.kind, language),
        words=spaced(sentence(decision, language), language),
        why=tuple(spaced(line, language) for line in (message, _place(decision, language), facts) if line),
    )


def sentence(decision: Decision, language: str) -> str:
    """Return a decision's sentence in the reader's language; one of no table of ours as it was written."""
    return elided(told_again(decision.words, decision.facts, language), decision.kind, language)


def spaced(text: str, language: str) -> str:
    """Return a text with the spaces of French printing, which never end a line: before `: ; ! ?` and in « »."""
    if not language.startswith("fr"):
        return text
    text = _GUILLEMET.sub("«\u202f", text)
    return _SIGN.sub(lambda sign: ("\u00a0" if sign[1] == ":" else "\u202f") + sign[1], text)


def _adds(name: str, value: Value, decision: Decision, language: str) -> bool:
    """Tell whether a fact says more than its sentence does."""
    named = decision.kind == "moved" and name in _BY_TITLE
    said_so = _is_said(value, decision.words) or _is_said(called(name, value, language), decision.words)
    return is_told(name, value) and not named and not said_so


def kind_word(kind: str, language: str) -> str:
    return _of(KINDS.get(kind, (kind.replace("_", " "),) * 2), language)


def said(message: Message, language: str) -> str:
    """Return a message on one line: where, what became of it, and its words."""
    channel = CHANNELS.get(message.channel, message.channel)
    state = _of(STATES.get(message.state, (message.state, message.state)), language)
    text = " ".join(message.text.split())
    return f"{channel}, {state} : « {text} »" if language.startswith("fr") else f"{channel}, {state} – “{text}”"


def shown(value: Value, language: str) -> str:
    """Return a fact's value for people."""
    match value:
        case bool():
            return _of(("oui", "yes") if value else ("non", "no"), language)
        case None:
            return "–"
        case float():
            return figure(value, language)
        case list():
            return ", ".join(shown(one, language) for one in value)
        case dict():
            return ", ".join(f"{fact_word(name, language)} {shown(one, language)}" for name, one in value.items())
    return _of(DIRECTIONS.get(str(value), (str(value), str(value))), language)


def _in_zone(value: Value, zone: ZoneInfo, language: str) -> Value:
    """Return a fact with its instants as the reader's clock has them: the ledger keeps those in UTC."""
    match value:
        case str() if _INSTANT.fullmatch(value):
            at = datetime.fromisoformat(value).astimezone(zone)
            known = "fr" if language.startswith("fr") else "en"
            return f"{format_date(at, 'medium', locale=_LOCALES[known])} {at:%H:%M}"
        case list():
            return [_in_zone(one, zone, language) for one in value]
        case dict():
            return {name: _in_zone(one, zone, language) for name, one in value.items()}
    return value


def figure(number: float, language: str) -> str:
    """Return a number as people write it: 0,12 or 0.12."""
    return f"{number:g}".replace(".", ",") if language.startswith("fr") else f"{number:g}"


def _place(decision: Decision, language: str) -> str:
    rule = rule_in_words(decision.kind, decision.rule, language)
    where = f"{decision.flow}/{decision.step}" if decision.flow and decision.step else decision.flow or ""
    parts = (
        f"{_of(('règle', 'rule'), language)} {_equals(language)} {rule}",
        where,
        f"version {decision.version}" if decision.version else "",
    )
    return " · ".join(part for part in parts if part)


def _is_said(value: Value, words: str) -> bool:
    return isinstance(value, str) and value in words and len(value) > 1


def _of(words: tuple[str, str], language: str) -> str:
    return words[0] if language.startswith("fr") else words[1]


def _equals(language: str) -> str:
    return ":" if language.startswith("fr") else "="


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
