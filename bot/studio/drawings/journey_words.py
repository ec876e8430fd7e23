"""The words on the drawings of journeys and contacts, in French and in English, and how lengths of time are written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from babel.numbers import format_decimal

from bot.playbook.compiled import JourneyMap, MissingValue, Stage, Text

_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "journey": ("Parcours", "Journey"),
    "customers": ("{n} clients", "{n} customers"),
    "customer": ("{n} client", "{n} customer"),
    "ahead": ("{n} avancées", "{n} moves ahead"),
    "back": ("{n} retours", "{n} moves back"),
    "in_days": ("ces {n} derniers jours", "in the last {n} days"),
    "author": ("tel qu’il est écrit, sans chiffres", "as it is written, without figures"),
    "expected": ("prévu {time}", "expected {time}"),
    "median": ("médiane {time}", "median {time}"),
    "stalled": ("{n} à l’arrêt", "{n} stalled"),
    "silence": ("{time} de silence", "{time} of silence"),
    "way_on": ("avance", "moves ahead"),
    "way_back": ("revient en arrière", "goes back"),
    "circle": ("recommence", "begins again"),
    "more": ("et {n} autres mouvements, plus rares", "and {n} other, rarer moves"),
    "touchpoints": ("Points de contact", "Touchpoints"),
    "in": ("reçus", "in"),
    "out": ("envoyés", "out"),
    "intended": ("prévu par le parcours", "intended by the journey"),
    "not_intended": ("non prévu", "not intended"),
    "unused": ("prévu, jamais servi", "intended, never used"),
    "contacts": ("{n} messages ces {days} derniers jours", "{n} messages in the last {days} days"),
    "elsewhere": ("hors parcours", "on no journey"),
}


def word(name: str, language: str, **values: object) -> str:
    french, english = WORDS[name]
    return (french if language.startswith("fr") else english).format(**values)


def counted(number: int, language: str) -> str:
    """Return a number as it is written: 12 345 or 12,345."""
    return format_decimal(number, locale="fr" if language.startswith("fr") else "en")


def customers(number: int, language: str) -> str:
    one = number < 2 if language.startswith("fr") else number == 1
    return word("customer" if one else "customers", language, n=counted(number, language))


def time(length: timedelta, language: str) -> str:
    """Return a length of time, short: 40 min, 5 h, 3,2 j, 4 mois."""
    french = language.startswith("fr")
    if length < _HOUR:
        return f"{max(1, round(length.total_seconds() / 60))} min"
    if length < 2 * _DAY:
        return f"{round(length / _HOUR)} h"
    days = length / _DAY
    if days < 90:
        number = f"{days:.1f}".removesuffix(".0") if days < 10 else f"{days:.0f}"
        return f"{number.replace('.', ',')} j" if french else f"{number} d"
    return f"{days / 30.4:.0f} mois" if french else f"{days / 30.4:.0f} months"


def stage_title(path: JourneyMap | None, stage: str, language: str) -> str:
    """Return a stage as it is read: by the title that its author gave it, else by its name."""
    known = next((one for one in path.stages if one.id == stage), None) if path is not None else None
    return _said(known.title if known is not None else None, language) or stage_name(stage)


def stage_goal(stage: Stage, language: str) -> str:
    """Return what brings a customer on from a stage, in a language; empty where its author wrote none."""
    return _said(stage.aim, language) or stage.goal


def journey_title(path: JourneyMap, language: str) -> str:
    """Return a journey's title in a language; its name where it has none."""
    return _said(path.label, language) or path.title


def _said(text: Text | None, language: str) -> str:
    if text is None:
        return ""
    try:
        return text.render({}, language)
    except MissingValue:
        return text.source


def stage_name(stage: str) -> str:
    """Return a stage's name as it is read: `after_sales` is After sales."""
    read = stage.replace("_", " ").replace("-", " ").strip()
    return read[:1].upper() + read[1:]
