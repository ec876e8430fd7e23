"""Which of the things that are ordered a note is said of: "un moulu pour filtre et l'autre en grains", "the Huila
ground, the Yirga as beans".

A text is cut behind each note, and what stands before one says of what it is: so many of them, the rest, or a name,
which the order's lines are known by. Behind several goods it is of all of them, but for one said of a single thing and
agreeing with it: of "deux baguettes et un pain tranché" the bread alone, as of "two baguettes and a sliced loaf".
A note that no such words stand at is of all of the order.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from msgspec import Struct

from bot.rules.texts.plain_text import plain, words
from bot.understanding.shopping.offer_words import is_idle, tokens
from bot.understanding.shopping.order_notes import LOOKED_AT, said_in
from bot.understanding.values.numbers import prepared

_ONE: Final = words("un une one premier premiere first second seconde deuxieme dernier derniere last")
_REST: Final = re.compile(r"\b(?:l autre|les autres|le reste|the other(?: one)?s?|the others|the rest|other one)\b")
_COUNTED: Final = re.compile(r"\b([1-9]\d?)\b")
_GOODS: Final = re.compile(r"\b(?:et|and|puis|plus)\b|(?<=[a-z0-9] )(?=\d{1,2} (?!k?g\b|kilo|gr)[a-z])")
_SINGLE: Final = re.compile(r"\b(?:un|une|1)\b")
_AGREES: Final = "eiu"
"""How a word that follows one thing ends in French: "tranché", "moulu"; of several things it has an s."""
_SIZE: Final = re.compile(r"\b\d+ ?(?:k?g|kilos?|grammes?|gr)\b")


def is_only_counting(said: str) -> bool:
    """Tell whether words that a note was taken out of say only of how many it is: "l'autre", "les deux autres"."""
    return _REST.search(plain(said)) is not None


class Share(Struct, frozen=True):
    """A note with what it is of: so many pieces (`count`; None: nobody said, `rest`: those that are left), and the
    words that may name a line: of the good that it stands at (`words`) and of those before it (`listed`). `of_one`: the
    words are of that good alone.
    """

    note: str
    count: int | None = None
    rest: bool = False
    words: str = ""
    listed: str = ""
    of_one: bool = False


def notes_shared(text: str, kind: Collection[str], phrases: Mapping[str, Sequence[str]]) -> tuple[Share, ...]:
    """Return the notes of one kind that a text asks for, in their order, each with what it is of."""
    said = plain(text, LOOKED_AT)
    found, begins = [], 0
    met = said_in(said, {note: phrases[note] for note in kind})
    for place, (note, start, end, is_refused) in enumerate(met):
        before, begins = said[begins:start], end
        after = said[end : met[place + 1][1] if place + 1 < len(met) else None]
        if not is_refused:
            found.append(_share(note, before, said[start:end], after))
    return tuple(found)


def _share(note: str, before: str, typed: str, after: str) -> Share:
    *listed, nearest = _GOODS.split(before)
    is_rest = _REST.search(before) is not None
    told = _REST.sub(" ", _SIZE.sub(" ", prepared(prepared(nearest, "fr"), "en")))
    counted = _COUNTED.findall(told)
    count = int(counted[-1]) if counted else 1 if _ends_with_one(nearest) else None
    stands_before = not any(_may_name(word) for word in tokens(nearest))  # "a sliced loaf"
    good = f"{nearest} {_GOODS.split(after)[0]}" if stands_before else nearest
    agrees = typed.split(maxsplit=1)[0][-1] in _AGREES and _SINGLE.search(told) is not None
    return Share(
        note=note,
        count=None if is_rest else count,
        rest=is_rest,
        words=" ".join(good.split()),
        listed=" ".join(" ".join(listed).split()),
        of_one=stands_before or agrees,
    )


def _may_name(word: str) -> bool:
    return not is_idle(word) and word not in _ONE


def _ends_with_one(said: str) -> bool:
    return any(word in _ONE for word in said.split()[-3:])
