"""Which of the things that are ordered a note is said of: "un moulu pour filtre et l'autre en grains", "the Huila
ground, the Yirga as beans".

A text is cut behind each note, and what stands before one says of what it is: so many of them, the rest, or a name,
which the order's lines are known by. A note that no such words stand before is of all of the order.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from msgspec import Struct

from bot.rules.texts.plain_text import plain, words
from bot.understanding.shopping.order_notes import LOOKED_AT, said_in
from bot.understanding.values.numbers import prepared

_ONE: Final = words("un une one premier premiere first second seconde deuxieme dernier derniere last")
_REST: Final = re.compile(r"\b(?:l autre|les autres|le reste|the other(?: one)?s?|the others|the rest|other one)\b")
_COUNTED: Final = re.compile(r"\b([1-9]\d?)\b")
_SIZE: Final = re.compile(r"\b\d+ ?(?:k?g|kilos?|grammes?|gr)\b")


def is_only_counting(said: str) -> bool:
    """Tell whether words that a note was taken out of say only of how many it is: "l'autre", "les deux autres"."""
    return _REST.search(plain(said)) is not None


class Share(Struct, frozen=True):
    """A note with what it is of: so many pieces (`count`; None: nobody said, `rest`: those that are left), and the
    words before it, which may name a line.
    """

    note: str
    count: int | None = None
    rest: bool = False
    words: str = ""


def notes_shared(text: str, kind: Collection[str], phrases: Mapping[str, Sequence[str]]) -> tuple[Share, ...]:
    """Return the notes of one kind that a text asks for, in their order, each with what it is of."""
    said = plain(text, LOOKED_AT)
    found, begins = [], 0
    for note, start, end, is_refused in said_in(said, {note: phrases[note] for note in kind}):
        before, begins = said[begins:start], end
        if not is_refused:
            found.append(_share(note, before))
    return tuple(found)


def _share(note: str, before: str) -> Share:
    is_rest = _REST.search(before) is not None
    told = _REST.sub(" ", _SIZE.sub(" ", prepared(prepared(before, "fr"), "en")))
    counted = _COUNTED.findall(told)
    count = int(counted[-1]) if counted else 1 if _ends_with_one(before) else None
    return Share(note, None if is_rest else count, is_rest, before)


def _ends_with_one(said: str) -> bool:
    return any(word in _ONE for word in said.split()[-3:])
