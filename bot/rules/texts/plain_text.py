"""Text without its dress: what is left once case, accents, punctuation, emoji and invisible characters are gone.

Customers write "Arrêtez !", "ARRETEZ", full-width letters, and letters with a zero-width space between, and mean one
thing. Every rule that looks for words looks at this form.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_APOSTROPHES = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"}
)
_GAPS = re.compile(r"[^a-z0-9]+")
_ALREADY_PLAIN = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")


@lru_cache(maxsize=1024)
def plain(text: str, at_most: int = 4096) -> str:
    """Return the words of the first `at_most` characters in lower case without accents, one space between them.

    What is neither a Latin letter nor a digit separates words, but for what can't be seen (category Cf) and for marks
    on letters, which vanish.
    """
    text = text[:at_most]
    if _ALREADY_PLAIN.fullmatch(text):
        return text
    folded = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    if not folded.isascii():
        folded = "".join(letter for letter in folded if unicodedata.category(letter) not in {"Mn", "Cf", "Me"})
    return _GAPS.sub(" ", folded).strip()


def words(table: str) -> frozenset[str]:
    """Return the words of a table written as a text."""
    return frozenset(table.split())


def numbered(rows: Iterable[str], first: int = 0) -> dict[str, int]:
    """Return the words of each row with its number, counted from `first`."""
    return {word: number for number, row in enumerate(rows, first) for word in row.split()}


def phrases(table: str) -> frozenset[str]:
    """Return the phrases of a table written as a text, with commas between."""
    return frozenset(" ".join(phrase.split()) for phrase in table.split(","))
