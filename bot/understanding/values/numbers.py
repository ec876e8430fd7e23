"""Numbers in digits and in words.

Words are text2num's business ("quatre-vingt-dix-sept", "twenty one"). What it leaves is here: round counts ("une
douzaine", "a couple"), halves, and the ways digits are grouped ("1 200,50", "1,200.50").
"""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct
from text_to_num import alpha2digit

from bot.rules.texts.plain_text import plain, words
from bot.understanding.replies.courtesies import without_courtesies
from bot.understanding.replies.outcome import NotAnAnswer, Reply, Unclear, Understood

LOOKED_AT = 500  # characters; a number is not looked for further into a letter

#: Round counts, with the article that goes with them, as a regular expression over lower case without accents.
_COUNTS: tuple[tuple[str, str], ...] = (
    (r"(?:une )?demi[ -]?douzaine|half a dozen|half dozen", "6"),
    (r"(?:une )?douzaine|a dozen|one dozen|dozen", "12"),
    (r"(?:une )?dizaine", "10"),
    (r"(?:une )?quinzaine", "15"),
    (r"(?:une )?vingtaine", "20"),
    (r"(?:une )?trentaine", "30"),
    (r"(?:une )?quarantaine", "40"),
    (r"(?:une )?cinquantaine", "50"),
    (r"(?:une )?soixantaine", "60"),
    (r"(?:une )?centaine|a hundred", "100"),
    (r"(?:un )?millier|a thousand", "1000"),
    (r"(?:a |une )?(?:couple|paire|pair)(?: of)?", "2"),
    (r"quatrevingt", "quatre-vingt"),
)
_COUNT = re.compile(r"\b(?:" + "|".join(f"({pattern})" for pattern, _ in _COUNTS) + r")s?\b")
_HALF = re.compile(r"(?<!\d)(\d{1,9}) ?(?:et demie?|and a half|1/2)")
_DIGITS = re.compile(
    r"(?<![\w.,])([-−+]?)(\d{1,3}(?:[ .,'\u2009]\d{3})+(?!\d)|\d{1,15})(?!\d)(?:([.,])(\d{1,9})(?!\d))?"
)
_NONE = words("aucun aucune zero none nothing rien personne nobody")
_ONE_IN_DIGITS = re.compile(r"(?<!\d)1(?!\d)")
_ONE = frozenset(
    {"un", "une", "one", "un seul", "une seule", "juste un", "juste une", "just one", "only one", "just me"}
)
_ROUND = re.compile(r"\b(\d{1,3}) ?(hundred|thousand|cents?|mille)\b(?! ?\d)")
#: "3 ou 4", "three or four", "entre 3 et 4", "3-4".
_EITHER = re.compile(
    r"(?<![\d.,])\d+(?:[.,]\d+)? ?(?:ou|or|a|à|to|-|–|voire) ?\d+(?![\d])|\b(?:entre|between) \d+\D{0,12}(?:et|and) \d+"
)
#: "trois, quatre": a list, and one of two where they follow on each other.
_LISTED = re.compile(r"\d, \d")
EITHER = 0.9  # as sure as one of two can be
_TIMES = re.compile(r"\bx ?(\d)")
_ONLY = re.compile(
    r"(?:(?:\d+|ou|or|et|and|a|à|to|entre|between|voire|plus|plutot|plutôt|about|environ)[ ,.;/–-]*)*\d+[ .!]*"
)
#: "The one with a tank" points, "which one" asks: neither counts.
_PRONOUN = re.compile(
    r"\b(?:the|this|that|which|what|any|every|each|another|other|no|such an?)(?: \w+)? one\b|\b\w{3,}e[rs]t? one\b",
    re.IGNORECASE,
)
_HAS_LETTER = re.compile(r"[a-z]")


class Number(Struct, frozen=True):
    """A number found in a text, with where it stood in the *prepared* text."""

    value: int | float
    start: int
    end: int


def prepared(text: str, language: str) -> str:
    """Return the text in lower case, one kind of space and apostrophe, with the numbers in words turned into digits."""
    text = unicodedata.normalize("NFKC", text[:LOOKED_AT].replace("½", " 1/2")).lower().replace("’", "'")
    text = _TIMES.sub(r"\1", " ".join(text.split()))
    if _HAS_LETTER.search(text):
        text = _ROUND.sub(lambda found: found[1] + ("000" if found[2] in {"thousand", "mille"} else "00"), text)
        text = _COUNT.sub(lambda found: _COUNTS[(found.lastindex or 1) - 1][1], text)
        text = str(alpha2digit(text, "en" if language == "en" else "fr", 0))
    return _HALF.sub(r"\1.5", text)


def only_numbers(text: str) -> bool:
    """Return whether a text is nothing but numbers and what joins them: "3 ou quatre", "between two and four"."""
    return any(_ONLY.fullmatch(prepared(text, language)) is not None for language in ("fr", "en"))


def numbers_in(text: str, language: str) -> list[Number]:
    """Return the numbers of a prepared text, in their order."""
    return [Number(_value(found, language), found.start(), found.end()) for found in _DIGITS.finditer(text)]


def _value(found: re.Match[str], language: str) -> int | float:
    """Return the value; a lone group of three after a point or a comma is thousands where the language writes so."""
    sign, whole, point, decimals = found.groups()
    if point is None and _is_decimal(whole, language):
        whole, point, decimals = whole[:-4], whole[-4], whole[-3:]
    digits = re.sub(r"\D", "", whole)
    value: int | float = float(f"{digits}.{decimals}") if decimals else int(digits)
    return -value if sign in {"-", "−"} else value


def _is_decimal(whole: str, language: str) -> bool:
    """Whether the only mark of `1.200` is the language's decimal one: a comma in French, a point in English."""
    marks = re.findall(r"\D", whole)
    return marks == [","] if language != "en" else marks == ["."]


def read_number(text: str, language: str) -> Reply:
    """Return the number said; of "3 or 4" the upper one, which serves both; several make it unclear."""
    alone = " ".join(without_courtesies(plain(text, LOOKED_AT).split()))
    if alone in _ONE:
        return Understood(1)
    if alone in _NONE:
        return Understood(0, 0.95)
    found = _said_in(text, language) or _said_in(text, "en" if language == "fr" else "fr")
    values = {number.value for number in found}
    if len(found) == 2 and _is_either(prepared(text, language), *sorted(values)):
        return Understood(max(values), min(certainty(text, alone), EITHER))
    if len(values) != 1:
        return Unclear() if values else NotAnAnswer()
    return Understood(found[0].value, certainty(text, alone))


def _is_either(said: str, low: float, high: float | None = None) -> bool:
    if high is None:
        return False
    return _EITHER.search(said) is not None or (high - low == 1 and _LISTED.search(said) is not None)


def _said_in(text: str, language: str) -> list[Number]:
    return without_articles(numbers_in(prepared(_PRONOUN.sub("it", text), language), language), text)


def without_articles(found: list[Number], text: str) -> list[Number]:
    """Return the numbers that count something: "une machine pour deux" says two, "il m’en faut une" says one."""
    counts = [number for number in found if number.value != 1]
    return counts if counts and not _ONE_IN_DIGITS.search(text) else found


def certainty(text: str, alone: str) -> float:
    """Return how surely a short value is the answer: all that was said, the heart of a phrase, or a word in a
    letter.
    """
    if "?" in text:
        return 0.5
    length = alone.count(" ") + 1
    if length <= 2:
        return 1.0
    return 0.92 if length <= 8 else 0.7
