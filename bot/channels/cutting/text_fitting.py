"""Words in a box of a picture: how wide they are, how they are wrapped, made smaller and, at last, cut.

Widths are those of DejaVu Sans by kind of letter, rounded up, so a narrower font leaves air and nothing overflows. What
has no width here is as wide as it is high. Emoji are left out: few fonts have them, and an empty box says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import regex
from msgspec import Struct

_WIDTHS: Final[dict[str, float]] = {
    **dict.fromkeys("\u202f'", 0.28),
    **dict.fromkeys("ijlIJ .,’\u00a0", 0.34),
    **dict.fromkeys("frt!():;-/|[]", 0.42),
    **dict.fromkeys("szcL?çF", 0.59),
    **dict.fromkeys("aekovxyTPYéèàêâ", 0.64),
    **dict.fromkeys("bdghnpquEKS0123456789€$£ôûùîï", 0.66),
    **dict.fromkeys("ABCRVXZÉÈÀ", 0.72),
    **dict.fromkeys("DGHNU", 0.78),
    **dict.fromkeys("wOQ&M+×", 0.87),
    **dict.fromkeys("m%W@œŒ…", 1.0),
}
_BOLD: Final = 1.1
_EMOJI: Final = regex.compile(
    r"[\p{Extended_Pictographic}--\p{ASCII}--[©®™]]\uFE0F?|\p{Regional_Indicator}|\u200d", regex.V1
)
_BREAKS: Final = regex.compile(r"[ \n]+")
_LEFT: Final = 3  # letters of a long word that stand behind its hyphen
_ENDS: Final = "…"


class Fitted(Struct, frozen=True):
    """Words in rows, at the size in which they fit."""

    rows: tuple[str, ...]
    size: float


def width(words: str, size: float, *, bold: bool = False) -> float:
    """Return about how wide words are, at least."""
    return sum(_WIDTHS.get(letter, 1.0) for letter in words) * size * (_BOLD if bold else 1.0)


def fitted(words: str, wide: float, sizes: Sequence[float], *, rows: int, bold: bool = False) -> Fitted:
    """Return words in at most so many rows of a width, at the first of the sizes (the largest first) at which they fit
    with no word broken; at the last size long words are broken, and what is too much is cut.

    One row a little smaller is better than two.
    """
    said = _BREAKS.split(plain(words))
    for size in sizes[: len(sizes) // 2]:
        if width(row := " ".join(said), size, bold=bold) <= wide:
            return Fitted((row,), size)
    for size in sizes:
        wrapped = _wrapped(said, wide, size, bold=bold)
        if len(wrapped) <= rows and all(width(row, size, bold=bold) <= wide for row in wrapped):
            return Fitted(tuple(wrapped), size)
    return _cut(said, wide, sizes[-1], rows, bold=bold)


def plain(words: str) -> str:
    """Return words without emoji; as they are where nothing else would be left."""
    return _EMOJI.sub("", words).strip() or words


def _wrapped(said: Sequence[str], wide: float, size: float, *, bold: bool) -> list[str]:
    rows = [""]
    for word in said:
        longer = f"{rows[-1]} {word}".strip()
        if rows[-1] and width(longer, size, bold=bold) > wide:
            rows.append(word)
        else:
            rows[-1] = longer
    return rows


def _cut(said: Sequence[str], wide: float, size: float, most: int, *, bold: bool) -> Fitted:
    broken = [piece for word in said for piece in _pieces(word, wide, size, bold=bold)]
    rows = _wrapped(broken, wide, size, bold=bold)
    if len(rows) > most:
        rows = rows[:most]
        while rows[-1] and width(rows[-1] + _ENDS, size, bold=bold) > wide:
            rows[-1] = rows[-1][:-1]
        rows[-1] = rows[-1].rstrip(" -,") + _ENDS
    return Fitted(tuple(rows), size)


def _pieces(word: str, wide: float, size: float, *, bold: bool) -> list[str]:
    """Return a word in pieces that fit, each but the last with a hyphen; a long one leaves no two letters alone."""
    pieces = []
    while width(word, size, bold=bold) > wide and len(word) > 1:
        end = len(word) - (_LEFT if len(word) > 2 * _LEFT else 1)
        while end > 1 and width(word[:end] + "-", size, bold=bold) > wide:
            end -= 1
        pieces.append(word[:end].rstrip("-") + "-")
        word = word[end:]
    return [*pieces, word]
