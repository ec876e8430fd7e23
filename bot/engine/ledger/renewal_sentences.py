"""The ledger's sentences about buying again, in French and in English, and how its reasons are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from babel.dates import format_date

from bot.rules.calendar.first_of_month import as_said
from bot.rules.order.renewals import Reason

RENEWALS: Final[Mapping[str, tuple[str, str]]] = {
    "renewal_expected": (
        "« {family} » : prochain achat attendu le {day} ({why}).",
        "“{family}”: the next purchase is expected on {day} ({why}).",
    ),
    "renewal_past": (
        "« {family} » : le prochain achat était attendu le {day}, rien n’est proposé ({why}).",
        "“{family}”: the next purchase was expected on {day}, nothing is proposed ({why}).",
    ),
    "renewal_ended": (
        "« {family} » : plus aucun achat n’est attendu ({why}).",
        "“{family}”: no purchase is expected any more ({why}).",
    ),
    "renewal_due": (
        "« {family} » touche à sa fin : {day} ({why}).",
        "“{family}” is about to run out: {day} ({why}).",
    ),
    "renewal_said": (
        "Le client dit de « {family} » : {word}.",
        "The customer says of “{family}”: {word}.",
    ),
}
_REASONS: Final[Mapping[str, tuple[str, str]]] = {
    "rhythm": ("{days} jours pour une quantité de {pieces}", "{days} days for a quantity of {pieces}"),
    "too_few": (
        "son rythme n’est connu qu’après {needed} achats, {purchases} à ce jour",
        "their own pace is known after {needed} purchases, {purchases} so far",
    ),
    "own_pace": (
        "son rythme sur {purchases} achats : {pace} fois celui du produit, compté pour {weight}",
        "their pace over {purchases} purchases: {pace} times the product’s, counted with {weight}",
    ),
    "bounded": ("borné à {factor} fois", "bounded to {factor} times"),
    "said": ("dit par le client : {word}", "said by the customer: {word}"),
}
_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "still_some": ("il lui en reste", "some is left"),
    "not_before": ("pas avant une date", "not before a day"),
    "away": ("absent quelque temps", "away for a while"),
    "switched": ("a changé de marque", "buys another brand now"),
    "no_need": ("n’en a plus besoin", "needs it no more"),
}


def why(reasons: Iterable[Reason], language: str) -> str:
    """Return reasons as one sentence has them."""
    parts = []
    for one in reasons:
        facts = {name: word(str(value), language) if name == "word" else value for name, value in one.facts.items()}
        parts.append(_one(_REASONS[one.kind], language).format(**facts))
    return ", ".join(parts)


def word(said: str, language: str) -> str:
    """Return what a customer said, for staff."""
    return _one(_WORDS[said], language)


def day(due: date, language: str) -> str:
    """Return a day as a sentence names it: "12 mars 2026"."""
    locale = "fr" if language.startswith("fr") else "en"
    return format_date(due, as_said("d MMMM y", due.day, language), locale=locale)


def _one(both: tuple[str, str], language: str) -> str:
    return both[0] if language.startswith("fr") else both[1]
