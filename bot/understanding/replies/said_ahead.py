"""What answers another question than the one on the table: "trois tasses par jour", "vers 400", "silencieuse surtout".

Only where it can be nothing else: a number right before what the question counts, an amount with its currency or with
a word of the question's, a word that says yes to it and is not denied. Which words those are is the question's to say
(`hears:`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from bot.playbook.compiled import AskedAs
from bot.rules.texts.plain_text import plain
from bot.understanding.replies.outcome import Understood
from bot.understanding.shopping.offer_words import tokens
from bot.understanding.values.money import names_money, read_money
from bot.understanding.values.numbers import LOOKED_AT, numbers_in, prepared

_EACH_TIME: Final = re.compile(
    r"\b(?:par|chaque|tous les|toutes les|a|per|every|each) (?:jours?|matins?|semaines?|days?|mornings?|weeks?)\b"
    r"|\b(?:daily|quotidien\w*|le matin|in the morning)\b|/ ?(?:j|jour|day)\b"
)
_ABOUT: Final = re.compile(
    r"\b(?:environ|vers|autour de|aux alentours de|dans les|max(?:imum)?|around|about|roughly|up to|under|jusqu'? ?a)"
    r" (?:les |de )?\d{2,5}\b"
    r"|\b\d{2,5} ?(?:ish|environ|a peu pres|à peu près|or so|balles|max|maxi)\b"
)
_PARTS: Final = re.compile(r"[,;]|\b(?:et|and|mais|but)\b", re.IGNORECASE)
_DENIED: Final = re.compile(r"\b(?:pas|peu importe|sans importance|not|don t|doesn t|no need|ni|never|jamais)\b")
_NEAR: Final = 6  # words to each side of one that is heard, in which it may be denied
_BESIDE: Final = 1  # words between a number and what it counts: "3 petits cafés"
_ONE: Final = 1
_ROUGHLY: Final = re.compile(r"(?: (?:about|around|roughly|environ|a peu pres|dans les))+$")
_BEGINNING: Final = 4  # letters


def value_in(as_: AskedAs, hears: Sequence[str], text: str, language: str, currency: str) -> int | float | bool | None:
    """Return the answer that a text has for a question which is not on the table; None where it has none for sure."""
    match as_:
        case "number":
            return _count(hears, text, language)
        case "money":
            return _amount(hears, text, language, currency)
        case "yes_no":
            return True if _says_one(hears, text) else None
        case _:
            return None


def choice_in(hears: Mapping[str, Sequence[str]], text: str) -> str | None:
    """Return the key of the only choice that a text speaks of with its words, denied by none of its own."""
    said = [key for key, words in hears.items() if _says_one(words, text)]
    return said[0] if len(said) == 1 else None


def _says_one(words: Sequence[str], text: str) -> bool:
    """Whether it says a word that begins with one of these, in the plural too ("cafés longs"), and denies none of them
    near it: "I don't mind learning, just espresso" denies no espresso."""
    flat = f" {plain(text, LOOKED_AT)} "
    said = (_spoken(word).search(flat) for word in sorted(words, key=len, reverse=True))
    found = [(flat[: one.start()], flat[one.end() :]) for one in said if one is not None]
    around = (f"{' '.join(before.split()[-_NEAR:])} | {' '.join(after.split()[:_NEAR])}" for before, after in found[:1])
    return any(not _DENIED.search(one) for one in around)


@lru_cache(maxsize=2048)
def _spoken(words: str) -> re.Pattern[str]:
    return re.compile(" " + "[sx]? ".join(re.escape(word) for word in plain(words).split()))


def says_how_often(text: str) -> bool:
    """Return whether a text tells of every day, or every week: "trois tasses par jour", "two cups a day"."""
    return _EACH_TIME.search(plain(text, LOOKED_AT)) is not None or "/j" in text.lower()


def _count(counted: Sequence[str], text: str, language: str) -> int | float | None:
    """Return the number that stands before one of the words that are counted; of "2 à 3 tasses" the upper one."""
    kinds = {word for one in counted if " " not in one for word in tokens(one)}
    leads = tuple(f" {plain(one)}" for one in counted if " " in one)
    found = _before(kinds, prepared(text, language), language) or _each_time(prepared(text, language), language)
    found |= _behind(leads, prepared(text, language), language)
    if not found:  # "deux ou trois cafés" of who is spoken to in English
        other = "en" if language == "fr" else "fr"
        found = _before(kinds, prepared(text, other), other)
    if len(found) != 1 or (found == {_ONE} and not says_how_often(text)):
        return None
    return found.pop()


def _before(kinds: set[str], said: str, language: str) -> set[int | float]:
    """Return the numbers behind which one of these words stands."""
    found: set[int | float] = set()
    for number in numbers_in(said, language):
        behind = tokens(said[number.end :])[: _BESIDE + 1]
        if any(
            _is_one(word, kinds) and not any(one.isdigit() for one in behind[:at]) for at, word in enumerate(behind)
        ):
            found.add(number.value)
    return found


def _each_time(said: str, language: str) -> set[int | float]:
    """Return the last number that is said of every day, of what was counted already: "4 ou 5 par jour à nous deux"."""
    found = [one.value for one in numbers_in(said, language) if _EACH_TIME.match(plain(said[one.end :], LOOKED_AT))]
    return set(found[-1:])


def _behind(leads: tuple[str, ...], said: str, language: str) -> set[int | float]:
    """Return the numbers right behind one of these phrases: "on est 9", "we are about 12"."""
    found: set[int | float] = set()
    for number in numbers_in(said, language):
        before = _ROUGHLY.sub("", f" {plain(said[: number.start], LOOKED_AT)}")
        if leads and before.endswith(leads):
            found.add(number.value)
    return found


def _is_one(word: str, kinds: set[str]) -> bool:
    """A word of these, or the beginning of one that was left unfinished: "3 tass"."""
    return word in kinds or (len(word) >= _BEGINNING and any(kind.startswith(word) for kind in kinds))


def _amount(words: Sequence[str], text: str, language: str, currency: str) -> int | float | None:
    """Return the amount that a text names, or one part of it where the rest has figures of its own."""
    for part in (text, *_PARTS.split(text)):
        said = prepared(part, language)
        if not (names_money(part) or _ABOUT.search(said) or any(plain(word) in plain(said) for word in words)):
            continue
        meant = read_money(part, language, currency)
        value = meant.value if isinstance(meant, Understood) else None
        if isinstance(value, int | float):
            return value
    return None
