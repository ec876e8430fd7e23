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

from bot.engine.ledger.ledger import called
from bot.engine.ledger.ledger_sentences import REASONS
from bot.engine.ledger.retelling import elided, told_again
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
#: The names of facts, in French and in English; of a name that is none of these the underscores go.
FACTS: Final[Mapping[str, tuple[str, str]]] = {
    "purpose": ("but", "purpose"),
    "channel": ("canal", "channel"),
    "cause": ("cause", "cause"),
    "reason": ("raison", "reason"),
    "left": ("quitte", "from"),
    "stage": ("étape", "stage"),
    "journey": ("parcours", "journey"),
    "score": ("certitude", "certainty"),
    "tries": ("essais", "tries"),
    "team": ("équipe", "team"),
    "priority": ("priorité", "priority"),
    "value": ("valeur", "value"),
    "asked": ("question", "question"),
    "candidates": ("sens possibles", "possible meanings"),
    "evidence": ("preuve", "evidence"),
    "event": ("événement", "event"),
    "attempts": ("essais", "tries"),
    "answer": ("réponse", "answer"),
    "weight": ("poids", "weight"),
    "relationship": ("relation", "relationship"),
    "direction": ("sens", "direction"),
    "consent": ("accord", "consent"),
    "looked_at": ("vu", "seen"),
    "scores": ("poids", "weights"),
    "opens": ("ouvre", "opens"),
    "decide_again": ("repris", "looked at again"),
    "took": ("secondes", "seconds"),
    "times": ("fois", "times"),
    "days": ("jours", "days"),
    "why": ("pourquoi", "why"),
    "language": ("langue", "language"),
    "family": ("famille", "kind of product"),
    "status": ("état", "status"),
    "reasons": ("raisons", "reasons"),
    "change": ("changement", "change"),
    "order": ("commande", "order"),
    "split": ("test", "split"),
    "arm": ("branche", "arm"),
    "outcome": ("issue", "outcome"),
    "winner": ("passe avant", "goes first"),
    "flow": ("conversation", "flow"),
    "names": ("informations", "facts"),
    "criteria": ("critères", "criteria"),
    "weights": ("poids", "weights"),
    "message": ("message", "message"),
    "other": ("autre client", "other customer"),
    "rule": ("règle", "rule"),
    "until": ("jusqu’à", "until"),
    "since": ("depuis", "since"),
    "day": ("jour", "day"),
    "due": ("prévu", "due"),
    "when": ("quand", "when"),
    "offer": ("article", "offer"),
    "offers": ("articles", "offers"),
    "appointment": ("rendez-vous", "appointment"),
    "wish": ("souhait", "wish"),
    "meant": ("voulait dire", "meant"),
    "wanted": ("voulait", "wanted"),
    "title": ("titre", "title"),
    "by": ("par", "by"),
    "step": ("question", "question"),
    "last_out": ("dernier message envoyé", "last message sent"),
    "last_in": ("dernier message reçu", "last message received"),
    "gone": ("injoignable", "gone"),
    "outbox": ("envoi", "send"),
    "kind": ("sorte", "kind"),
    "where": ("où", "where"),
    "items": ("articles", "items"),
    "opted_out": ("a dit non", "opted out"),
    "quiet": ("heures calmes", "quiet hours"),
}
#: Facts of a move that its sentence names by their titles.
_BY_TITLE: Final = frozenset({"stage", "left"})
#: Decisions whose rule may be one of the contact policy's, which has words.
_OF_THE_POLICY: Final = frozenset({"held", "not_sent"})
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
    return value != {} and not named and not said_so


def kind_word(kind: str, language: str) -> str:
    return _of(KINDS.get(kind, (kind.replace("_", " "),) * 2), language)


def fact_word(name: str, language: str) -> str:
    return _of(FACTS.get(name, (name.replace("_", " "),) * 2), language)


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
    rule = REASONS.get(decision.rule) if decision.kind in _OF_THE_POLICY else None
    where = f"{decision.flow}/{decision.step}" if decision.flow and decision.step else decision.flow or ""
    parts = (
        f"{_of(('règle', 'rule'), language)} {_equals(language)} {_of(rule, language) if rule else decision.rule}",
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
