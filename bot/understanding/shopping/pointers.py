"""Words that point at one of several, or at all of them, without a name: "l'autre", "les deux", "the first one", "the
cheaper of the two". Which offers these are is not known here.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from msgspec import Struct

from bot.rules.texts.plain_text import plain, words
from bot.understanding.lexicon import COURTESIES, FILLERS, JOINS, YES, words_of

LOOKED_AT: Final = 160  # characters

Which = Literal["other", "all", "place", "cheapest", "dearest"]

_OF_THEM: Final = (
    r"(?: (?:des|entre les) (?:deux|2|trois|3|quatre|4)| of (?:(?:the|those|these) (?:two|three|four)|them))?"
)
_ENDS: Final = (
    r"(?: one\b|(?=\s*(?:$|[,;?!.]|des\b|of\b|est\b|a\b|en\b|fait\b|co[uû]te\b|elle\b|il\b|et\b|ou\b|alors\b|pour\b"
    r"|svp\b|is\b|s\b|has\b|does\b|costs?\b|and\b|or\b|then\b|please\b|for\b|in\b)))"
)
_PATTERNS: Final[tuple[tuple[Which, str], ...]] = (
    ("cheapest", rf"\b(?:la|le|celle|the) (?:moins ch[eè]re?|cheap(?:er|est)){_OF_THEM}{_ENDS}"),
    ("dearest", rf"\b(?:la|le|the) (?:plus ch[eè]re?|(?:more|most) expensive){_OF_THEM}{_ENDS}"),
    ("other", rf"\b(?:l['’]autre|l autre|the other){_ENDS}"),
    (
        "place",
        r"\b(?:la|le|the) (?P<place>premi[eè]re?|first|deuxi[eè]me|seconde?|second|troisi[eè]me|third"
        rf"|derni[eè]re?|last){_ENDS}",
    ),
    (
        "all",
        r"\b(?:(?:toutes |tous )?les (?:deux|2|trois|3|quatre|4)|both(?: of (?:them|these|those))?"
        r"|all (?:of them|three|four)|the two of them)\b",
    ),
)
_POINTERS: Final = tuple((which, re.compile(pattern, re.IGNORECASE)) for which, pattern in _PATTERNS)
_PLACES: Final = {"pre": 0, "fir": 0, "deu": 1, "sec": 1, "tro": 2, "thi": 2, "der": -1, "las": -1}
_CHOOSES: Final = re.compile(
    r"\b(?:laquelle|lequel|lesquel(?:le)?s|which(?: one| of (?:them|these|those|the two))?"
    r"|(?:des|entre les) (?:deux|trois)|of the (?:two|three))\b"
)
_ONLY: Final = words_of(YES, COURTESIES, FILLERS, JOINS) | words(
    "ou or what about how quid de pour for c est quoi is s it"
)


class Pointer(Struct, frozen=True):
    """Which of several is meant; `place` is where it stands among them, the last at -1."""

    which: Which
    place: int = 0


def take_pointer(text: str) -> tuple[Pointer | None, str]:
    """Return what a text points at, and the text without those words; None where it points at nothing."""
    for which, pattern in _POINTERS if len(text) <= LOOKED_AT else ():
        found = pattern.search(text)
        if found is None:
            continue
        place = _PLACES[plain(found["place"])[:3]] if which == "place" else 0
        return Pointer(which, place), " ".join(f"{text[: found.start()]} {text[found.end() :]}".split()).strip(" ,;")
    return None, text


def points_at_one(text: str) -> bool:
    """Return whether a text points at one of several by what it is: "l'autre", "la moins chère des deux"."""
    pointer, _ = take_pointer(text)
    return pointer is not None and pointer.which in ("cheapest", "dearest", "other")


def chooses_among(text: str) -> bool:
    """Return whether a text asks which one of several: "laquelle est la plus silencieuse ?", "which of them is …"."""
    return _CHOOSES.search(plain(text, LOOKED_AT)) is not None


def only_points(rest: str) -> bool:
    """Return whether what is left beside a pointer says nothing of its own: "et", "what about"."""
    return _ONLY.issuperset(plain(rest).split())
