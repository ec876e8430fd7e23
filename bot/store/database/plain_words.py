"""Words as they are searched: lower case, without accents, the same on both databases; and where they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

MOST: Final = 12  # words of one search
_WORD: Final = re.compile(r"[^\W_]+")


class Piece(Struct, frozen=True):
    """A piece of a text; `found`: it is what was looked for."""

    text: str
    found: bool


def folded(text: str) -> str:
    """Return a text in lower case with its accents taken off: é is e, ß is ss, the ligature ﬁ is fi."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """Return the words of what somebody looks for, folded, each once."""
    return list(dict.fromkeys(_WORD.findall(folded(text))))[:MOST]


def for_fts5(words: Sequence[str]) -> str:
    """Return an FTS5 query: every word, each by its beginning.

    A letter beside longer words is a word of its own ("l'eau", "plan B"): some word of half of all messages begins so.
    """
    return " ".join(f'"{word}"' + "*" * begins for word, begins in _begin(words))


def for_tsquery(words: Sequence[str]) -> str:
    """Return the same for PostgreSQL's `to_tsquery`."""
    return " & ".join(f"'{word}'" + ":*" * begins for word, begins in _begin(words))


def only_letters(words: Sequence[str]) -> bool:
    """Tell whether no word is longer than a letter."""
    return all(len(word) == 1 for word in words)


def _begin(words: Sequence[str]) -> list[tuple[str, bool]]:
    return [(word, len(word) > 1 or only_letters(words)) for word in words]


def highlighted(text: str, words: Sequence[str], around: int = 60) -> list[Piece]:
    """Return the part of a text where the first word stands, some `around` characters of it on each side, in pieces."""
    places = list(_found(text, words))
    start = max(0, places[0][0] - around) if places else 0
    end = start + 3 * around
    pieces = [Piece("…", False)] if start else []
    at = start
    for first, last in places:
        if last > end:
            break
        pieces += [Piece(text[at:first], False), Piece(text[first:last], True)]
        at = last
    pieces.append(Piece(text[at:end] + ("…" if len(text) > end else ""), False))
    return [piece for piece in pieces if piece.text]


def _found(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    for match in _WORD.finditer(text):
        plain = folded(match[0])
        if any(plain.startswith(word) if begins else plain == word for word, begins in _begin(words)):
            yield match.span()
