"""A sentence of the ledger told again, in the language of whoever reads it.

A row keeps its words as they were written when the decision was made, in the store's first language then. They come
from one table, so the sentence is found again by its shape, and what fills its gaps by the facts beside it or by what
such facts are called. What is no sentence of the table, such as an older wording, is left as it was written, and so
are the playbook's own words. It knows no customer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from string import Formatter
from typing import Final

from babel.dates import get_day_names, get_month_names
from msgspec import Struct

from bot.engine.ledger.ledger import called, words
from bot.engine.ledger.ledger_sentences import REASONS, SENTENCES
from bot.engine.ledger.ledger_values import EVENTS, RULES, VALUES
from bot.model.message import Value

_LANGUAGES: Final = ("fr", "en")
_AT: Final = {"fr": "à", "en": "at"}
#: Gaps that hold a clause of ours or a time. Others hold what somebody wrote, which nobody should translate.
_CLAUSES: Final = frozenset({"cause", "reason"})
_TIMES: Final = frozenset({"until", "since", "due", "day", "when"})
#: Gaps that hold a sentence of ours, and the facts that have it in each language.
_IN_EACH: Final = {"why": "whys"}
_BEFORE_A_VOWEL: Final = re.compile(r"\bde (?=[AEIOUYÀÂÉÈÊËÎÏÔÛaeiouyàâéèêëîïôû])")
#: Decisions whose rule may be one of the contact policy's.
_OF_THE_POLICY: Final = frozenset({"held", "not_sent"})
Names = Mapping[str, Mapping[str, str]]


class _Shape(Struct, frozen=True):
    """A sentence as it is recognised. `landmark` is its longest stretch without a gap."""

    sentence: str
    landmark: str
    pattern: re.Pattern[str]


class _Calendar(Struct, frozen=True):
    days: list[str]
    months: list[str]
    at: str


def told_again(said: str, facts: Mapping[str, Value], language: str, names: Names | None = None) -> str:
    """Return a row's sentence in `language`. `names`: what people call a fact's value, by the fact's name and the
    value, such as a team's id. Events stand in words, without the name that the playbook has for them.
    """
    found = _found(said)
    if found is None:
        return said
    sentence, gaps = found
    filled = {name: _filled(name, gap, facts, language, names or {}) for name, gap in gaps}
    return words(sentence, language, filled)


def elided(said: str, kind: str, language: str) -> str:
    """Return a decision's sentence as French joins its words: a customer moves from a stage that a marketer has named,
    « d’Achat à Utilisation »."""
    return _BEFORE_A_VOWEL.sub("d’", said, count=1) if kind == "moved" and language.startswith("fr") else said


def clause(name: str, said: str, language: str) -> str:
    """Return what fills a gap of a sentence, or what happened, in `language`: "cart.updated" is "le panier a changé",
    « 3 jours de silence » "3 days of silence". What is the playbook's own word stays as it is.
    """
    known = _known().get((name, said)) or (_known().get(("", said)) if name in _CLAUSES else None)
    if known is not None:
        return known[_place(language)]
    if name in _TIMES:
        return _dated(said, language) or said
    if name not in _CLAUSES:
        return said
    parts = said.split(", ")
    return ", ".join(clause(name, part, language) for part in parts) if len(parts) > 1 else _counted(said, language)


def value_in_words(name: str, value: Value, language: str) -> Value:
    """Return a fact as people read it, in `language`, events in words alone."""
    if isinstance(value, str) and (known := _known().get((name, value))) is not None:
        return known[_place(language)]
    return called(name, value, language)


def rule_in_words(kind: str, rule: str, language: str) -> str:
    """Return which rule a decision of this kind comes from; a place in the playbook stands as it is."""
    policy = REASONS.get(rule) if kind in _OF_THE_POLICY else None
    known = policy or RULES.get(rule)
    return known[_place(language)] if known is not None else rule


def _counted(said: str, language: str) -> str:
    for shape in _reasons():
        found = shape.pattern.fullmatch(said)
        if found is not None:
            return REASONS[shape.sentence][_place(language)].format(**found.groupdict())
    return said


def _filled(name: str, gap: str, facts: Mapping[str, Value], language: str, names: Names) -> Value:
    both = facts.get(_IN_EACH.get(name, ""))
    if isinstance(both, Mapping) and isinstance(said := both.get(_LANGUAGES[_place(language)]), str):
        return said
    value = facts.get(name)
    if isinstance(value, str) and value in names.get(name, {}):
        return names[name][value]
    if isinstance(value, str) and (name, value) in _known():
        return _known()[name, value][_place(language)]
    told = called(name, value, language) if value is not None else gap
    if gap != str(told) and gap in {str(value), *(str(called(name, value, one)) for one in _LANGUAGES)}:
        return told
    return clause(name, gap, language)


@lru_cache(maxsize=4096)
def _found(said: str) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """Return which sentence a row's words are, with what stands in its gaps."""
    for shape in _shapes():
        if shape.landmark in said and (found := shape.pattern.fullmatch(said)) is not None:
            return shape.sentence, tuple(found.groupdict().items())
    return None


@cache
def _shapes() -> tuple[_Shape, ...]:
    """Every sentence in every language; one that says more in its own words comes before one that is mostly gaps."""
    every = [_shape(name, both[_place(language)]) for name, both in SENTENCES.items() for language in _LANGUAGES]
    return tuple(sorted(every, key=lambda shape: -len(re.sub(r"\(\?P.*?\)", "", shape.pattern.pattern))))


@cache
def _reasons() -> tuple[_Shape, ...]:
    gapped = {name: both for name, both in REASONS.items() if "{" in both[0]}
    return tuple(_shape(name, both[_place(language)]) for name, both in gapped.items() for language in _LANGUAGES)


def _shape(sentence: str, template: str) -> _Shape:
    pattern, landmark, seen = "", "", set()
    for literal, name, plural, _ in Formatter().parse(template):
        pattern += re.escape(literal)
        landmark = max(landmark, literal, key=len)
        if name:
            pattern += f"(?P={name})" if name in seen else f"(?P<{name}>.*?)"
            seen.add(name)
        if plural:  # the word that goes with the number is not the number's
            pattern += f" (?:{plural})"
    return _Shape(sentence, landmark, re.compile(pattern, re.DOTALL))


@cache
def _known() -> dict[tuple[str, str], tuple[str, str]]:
    """What a fact is called, by its name and by how it may be written: as it is kept, or in either language. Reasons
    of the contact policy, which fill several gaps, have no name."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for name, values in VALUES.items():
        for value, both in values.items():
            shown = EVENTS.get(value, both) if name == "event" else both
            found |= {(name, written): shown for written in (value, *both, *shown)}
    for both in REASONS.values():
        found |= {("", written): both for written in both if "{" not in written}
    return found


def _dated(said: str, language: str) -> str:
    """Return a day or a moment in `language`; empty where it is none."""
    for written in _LANGUAGES:
        found = _days(written).fullmatch(said)
        if found is None:
            continue
        weekday, day, month, year, hour = found.groups()
        before, after = _calendar(written), _calendar(language)
        shown = "1er" if _place(language) == 0 and day == "1" and not weekday else day
        parts = [weekday and after.days[before.days.index(weekday)], shown, after.months[before.months.index(month)]]
        return " ".join(part for part in [*parts, year, hour and f"{after.at} {hour}"] if part)
    return ""


@cache
def _days(language: str) -> re.Pattern[str]:
    names = _calendar(language)
    days, months = "|".join(names.days), "|".join(names.months)
    return re.compile(rf"(?:({days}) )?(\d{{1,2}})(?:er)? ({months})(?: (\d{{4}}))?(?: {names.at} (\d\d:\d\d))?")


@cache
def _calendar(language: str) -> _Calendar:
    code = _LANGUAGES[_place(language)]
    days, months = get_day_names("wide", locale=code), get_month_names("wide", locale=code)
    return _Calendar([days[one] for one in sorted(days)], [months[one] for one in sorted(months)], _AT[code])


def _place(language: str) -> int:
    return 0 if language.startswith("fr") else 1
