"""What a text states that can be right or wrong: amounts, durations, hours, dates, links, numbers to call, names.

Two texts of one language say the same of it where their facts are the same, by value and not by letter: "quatre euros
quatre-vingt-dix" is 4,90 €, and two days are 48 hours.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from msgspec import Struct

from bot.rules.texts.plain_text import plain
from bot.understanding.values.numbers import LOOKED_AT, numbers_in, prepared

_LINK: Final = re.compile(
    r"(?:https?://|www\.)[^\s<>()]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.])(?:[a-z0-9-]+\.)+(?:com|fr|net|org|eu|io|be|ch|shop|store|co\.uk)(?![\w-])(?:/[^\s<>()]*)?",
    re.IGNORECASE,
)
_PHONE: Final = re.compile(r"(?<![\w.,])\+?\d(?:[ \u00a0\u202f./()-]{0,2}\d){7,}(?!\w)")
_CLOCK: Final = re.compile(r"(?<![\d.,])([01]?\d|2[0-4]) ?(?:h|:) ?([0-5]\d)(?!\d)(?: ?([ap])\.?m\b\.?)?")
_AMPM: Final = re.compile(r"(?<![\d.,])(1[0-2]|\d) ?([ap])\.?m\b\.?")
_SENTENCES: Final = re.compile(r"(?<=[.!?…])\s+|\n+")
_BEFORE: Final = re.compile(r"([€$£]) ?$")
_TWO_YEAR: Final = re.compile(r"(?<=\w)-(?=(?:year|month|week|day|hour|minute)s?(?!\w))", re.IGNORECASE)
_PER_CENT: Final = re.compile(r" ?\b(?:pour|per) ?cent(?!\w)", re.IGNORECASE)
_FROM_ABROAD: Final = re.compile(r"^(?:\+|00) ?33 ?(?:\(0\))? ?0?")
_RANGE: Final = re.compile(r" ?(?:à|a|-|–|to|et|and|ou|or) ?[€$£]?$")

#: Units by their words: what is measured, and how much of it one is. Minutes for time, months for long time.
_UNITS: Final[dict[str, tuple[str, int]]] = {
    **dict.fromkeys(("€", "eur", "euro", "euros"), ("€", 1)),
    **dict.fromkeys(("$", "dollar", "dollars", "usd"), ("$", 1)),
    **dict.fromkeys(("£", "pound", "pounds", "livres", "gbp"), ("£", 1)),
    **dict.fromkeys(("centime", "centimes", "cents", "cent"), ("cent", 1)),
    **dict.fromkeys(("%", "pourcent", "pour cent", "percent", "per cent"), ("%", 1)),
    **dict.fromkeys(("minute", "minutes", "min", "mn"), ("time", 1)),
    **dict.fromkeys(("h", "heure", "heures", "hour", "hours", "hrs"), ("time", 60)),
    **dict.fromkeys(("jour", "jours", "day", "days", "j"), ("time", 60 * 24)),
    **dict.fromkeys(("semaine", "semaines", "week", "weeks"), ("time", 60 * 24 * 7)),
    **dict.fromkeys(("mois", "month", "months"), ("months", 1)),
    **dict.fromkeys(("an", "ans", "année", "années", "year", "years"), ("months", 12)),
    **dict.fromkeys(("g", "gramme", "grammes", "gram", "grams"), ("g", 1)),
    **dict.fromkeys(("kg", "kilo", "kilos"), ("g", 1000)),
    **dict.fromkeys(("cl",), ("ml", 10)),
    **dict.fromkeys(("ml",), ("ml", 1)),
    **dict.fromkeys(("l", "litre", "litres", "liter", "liters"), ("ml", 1000)),
    **dict.fromkeys(("mm",), ("mm", 1)),
    **dict.fromkeys(("cm",), ("mm", 10)),
    **dict.fromkeys(("m", "mètre", "mètres", "metre", "metres", "meter", "meters"), ("mm", 1000)),
    **dict.fromkeys(("km", "kilomètre", "kilomètres", "kilometre", "kilometres"), ("km", 1)),
    **dict.fromkeys(("fois", "times", "x"), ("times", 1)),
    **dict.fromkeys(("db", "décibels", "decibels"), ("db", 1)),
    **dict.fromkeys(("w", "watts"), ("w", 1)),
    **dict.fromkeys(("bar", "bars"), ("bar", 1)),
}
_ANY_UNIT: Final = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_UNIT: Final = re.compile(rf" ?(?:(?:working|business|calendar|full|whole) )?({_ANY_UNIT})(?![a-zà-ÿ0-9])")
_SMALL_CHANGE: Final = re.compile(
    r"(\d{1,6}) ?(?:€|euros?) ?(?:et )?(\d{1,2})(?: ?centimes?| ?cents?)?"
    r"(?!\w|[,.]\d|\s?(?:%|h\b|jours?|ans?\b|mois|€|euros?))"
)

_FRENCH: Final = re.compile(
    r"(?<!\w)(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|février|mars|avril|mai|juin|juillet|août"
    r"|septembre|octobre|novembre|décembre)s?(?!\w)",
    re.IGNORECASE,
)
_ENGLISH: Final = re.compile(  # in capitals: "may" and "march" are words too
    r"(?<!\w)(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July"
    r"|August|September|October|November|December)s?(?!\w)"
)
_SHORTEST: Final = 4  # letters of a word that says what an amount is of
_STEM: Final = 6


class Fact(Struct, frozen=True, order=True):
    """A number and what it counts (`€`, `time` in minutes, `months`, `%`, "" for anything else); or a `date` word."""

    kind: str
    value: float | str

    def __str__(self) -> str:
        if isinstance(self.value, str):
            return self.value
        return f"{self.value:g} {self.kind}".strip()


class Facts(Struct, frozen=True):
    """All that a text states. `stated` stands in the order of the text; `between` has the words before the first,
    between each two, and after the last.
    """

    stated: tuple[Fact, ...]
    between: tuple[frozenset[str], ...]
    links: frozenset[str]
    phones: frozenset[str]


def facts_of(text: str, language: str) -> Facts:
    """Return what a text states. Raises `ValueError` for a sentence too long to be looked at whole."""
    text = unicodedata.normalize("NFKC", text).replace("’", "'")
    links = frozenset(found[0].rstrip(".,;:!?").casefold() for found in _LINK.finditer(text))
    text = _LINK.sub(" ", text)
    phones = frozenset(_digits(found[0]) for found in _PHONE.finditer(text))
    text = _PHONE.sub(" ", text)
    stated: list[Fact] = []
    between: list[set[str]] = [set()]
    for sentence in _SENTENCES.split(text):
        _look(sentence, language, stated, between)
    return Facts(tuple(stated), tuple(map(frozenset, between)), links, phones)


def stems(text: str) -> set[str]:
    """Return the words of a text that say something, each cut to its beginning, without case and accents."""
    return {word[:_STEM] for word in plain(text).split() if len(word) >= _SHORTEST and not word[0].isdigit()}


def _digits(phone: str) -> str:
    """Return a number to call as digits; a French one is the same with the country's code and without."""
    return re.sub(r"\D", "", _FROM_ABROAD.sub("0", phone))


def in_digits(text: str, language: str) -> str:
    """Return a text in lower case with its numbers in digits. Raises `ValueError` as `facts_of` does."""
    return "\n".join(_in_digits(sentence, language) for sentence in _SENTENCES.split(text))


def _in_digits(sentence: str, language: str) -> str:
    if len(sentence) > LOOKED_AT:
        raise ValueError("a sentence too long to be looked at")
    return prepared(_PER_CENT.sub(" %", _TWO_YEAR.sub(" ", sentence)), language)


def _look(sentence: str, language: str, stated: list[Fact], between: list[set[str]]) -> None:
    """Note the facts of a sentence, and the words before, between and after them."""
    said = _in_digits(sentence, language)
    said = _SMALL_CHANGE.sub(lambda one: f"{one[1]}{'.' if language == 'en' else ','}{int(one[2]):02} €", said)
    said = _AMPM.sub(_afternoon, _CLOCK.sub(_of_the_clock, said))
    found = [(number.start, number.end, number.value) for number in numbers_in(said, language)]
    marks = [(start, end, fact) for start, end, fact in _counted(said, found) if fact is not None]
    dates = (_FRENCH if language != "en" else _ENGLISH).finditer(said if language != "en" else sentence)
    if language == "en":
        marks += [(_place(said, one), _place(said, one), Fact("date", one[1].casefold())) for one in dates]
    else:
        marks += [(one.start(), one.end(), Fact("date", one[1].casefold())) for one in dates]
    last = 0
    for start, end, fact in sorted(marks, key=lambda mark: mark[0]):
        between[-1] |= stems(said[last:start])
        stated.append(fact)
        between.append(set())
        last = max(last, end)
    between[-1] |= stems(said[last:])


def _place(said: str, found: re.Match[str]) -> int:
    """Return about where in the prepared sentence a word stands."""
    return max(0, said.find(found[1].casefold()))


def _of_the_clock(found: re.Match[str]) -> str:
    hour = int(found[1]) % 12 + 12 * (found[3] == "p") if found[3] else int(found[1])
    return f"{hour * 60 + int(found[2])} min"


def _afternoon(found: re.Match[str]) -> str:
    return f"{int(found[1]) % 12 + 12 * (found[2] == 'p')} h"


def _counted(said: str, found: list[tuple[int, int, int | float]]) -> list[tuple[int, int, Fact | None]]:
    """Return each number with what it counts; of "3 to 5 days" both are days. An article is no number."""
    counted: list[tuple[int, int, Fact | None]] = []
    following: tuple[str, int] | None = None
    begins = len(said)
    for start, end, value in reversed(found):
        unit, after = _unit(said, start, end)
        if unit is None and following is not None and _RANGE.fullmatch(said[end:begins]):
            unit = following
        kind, times = unit or ("", 1)
        is_article = unit is None and value == 1
        counted.append((start, after, None if is_article else Fact(kind, round(float(value) * times, 4))))
        following, begins = unit, start
    return counted[::-1]


def _unit(said: str, start: int, end: int) -> tuple[tuple[str, int] | None, int]:
    before = _BEFORE.search(said[:start])
    if before is not None:
        return _UNITS[before[1]], end
    after = _UNIT.match(said, end)
    return (_UNITS[after[1]], after.end()) if after is not None else (None, end)
