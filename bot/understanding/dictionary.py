"""The words of French and of English, with how often each is written: which words are right as they are, and which one
was meant by a word that is not.

`pyspellchecker` brings the words and how often films' subtitles use each. They are kept in sorted arrays, some 3 MB for
both languages, where its own tables would take forty; what it counts least often is left out, names and slips mostly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from string import ascii_lowercase
from typing import Final

import numpy as np
from spellchecker import SpellChecker

from bot.rules.texts.plain_text import plain

LANGUAGES: Final = ("fr", "en")
SHORTEST: Final = 4  # letters
LONGEST: Final = 20  # letters
_SELDOM: Final = 50  # times: as often as the library counts what subtitles never use
_SURE: Final = 200  # times that a word is counted which is put in another's place
_ENCODING: Final = "cp1252"  # has every letter of French in one byte


class Dictionary:
    """The words of one language. Looking a word up takes some microseconds, looking for one near it some 0.2 ms."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """`counts`: words as they are written, in lower case, and how often."""
        usual: dict[str, str] = {}
        written = [word for word in counts if SHORTEST <= len(word) <= LONGEST and word.isalpha() and _fits(word)]
        for word in sorted(written, key=lambda word: counts[word]):
            usual[plain(word)] = word  # the most usual one comes last
        said, forms = sorted(usual), sorted(word.encode(_ENCODING) for word in written)
        places = {form: place for place, form in enumerate(forms)}
        self._said = np.array([word.encode() for word in said], dtype=bytes)
        self._written = np.array(forms, dtype=bytes)
        self._usual = np.array(
            [places[usual[word].encode(_ENCODING)] for word in said], dtype=np.int32
        )  # in `_written`
        self._counts = np.array([counts[usual[word]] for word in said], dtype=np.int32)

    def writes(self, word: str) -> bool:
        """Return whether a word, in lower case, is written like this."""
        return _fits(word) and bool(_places(self._written, [word.encode(_ENCODING)])[1])

    def usual(self, said: str) -> str | None:
        """Return how a word without accents is usually written, or None where there is no such word."""
        places, found = _places(self._said, [said.encode()])
        return self._form(int(places[0])) if found[0] else None

    def near(self, said: str) -> str | None:
        """Return the most usual word that is one letter from `said` (wrong, missing, too many, or two swapped) and
        begins as it does; None where none is usual enough.
        """
        places, found = _places(self._said, [word.encode() for word in one_letter_off(said)])
        near = places[found]
        if not len(near):
            return None
        best = int(near[np.argmax(self._counts[near])])
        return self._form(best) if self._counts[best] >= _SURE else None

    def _form(self, place: int) -> str:
        return bytes(self._written[self._usual[place]]).decode(_ENCODING)


@lru_cache(maxsize=len(LANGUAGES))
def dictionary(language: str) -> Dictionary:
    """Return the dictionary of a language, `fr` or `en`; the first call takes half a second."""
    counted = SpellChecker(language=language, distance=1).word_frequency.items()
    return Dictionary({word: count for word, count in counted if count > _SELDOM})


def load() -> None:
    """Load the dictionaries now, so that no customer waits for them."""
    for language in LANGUAGES:
        dictionary(language)


def one_letter_off(said: str) -> Iterable[str]:
    """Yield what is one letter from a plain word and begins with the same."""
    cuts = [(said[:at], said[at:]) for at in range(1, len(said) + 1)]
    yield from (head + tail[1:] for head, tail in cuts if tail)
    yield from (head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1)
    yield from (head + letter + tail[1:] for head, tail in cuts if tail for letter in ascii_lowercase)
    yield from (head + letter + tail for head, tail in cuts for letter in ascii_lowercase)


def _fits(word: str) -> bool:
    try:
        word.encode(_ENCODING)
    except UnicodeEncodeError:
        return False
    return True


def _places(ordered: np.ndarray, wanted: list[bytes]) -> tuple[np.ndarray, np.ndarray]:
    """Return where each of the wanted would stand in an ordered array, and whether it does."""
    # Of the array's own width: else the whole array is copied to be compared. What is longer would be cut, and is none.
    asked = np.array([word if len(word) <= ordered.itemsize else b"" for word in wanted], dtype=ordered.dtype)
    places = np.minimum(np.searchsorted(ordered, asked), len(ordered) - 1)
    return places, ordered[places] == asked
