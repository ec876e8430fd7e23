"""What customers said that nobody had an answer to, told once each with how often: marketers write answers from it.

Two texts are the same question where their words are, whatever their order, case, accents and courtesies.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Final

from msgspec import Struct

from bot.rules.plain_text import plain, words

#: Words that say nothing of the subject.
_COURTESIES: Final = words(
    "bonjour bonsoir salut hello hi merci thanks thank you svp stp please s il vous te plait alors euh dites"
)


class Unanswered(Struct, frozen=True):
    """A question, as it was last put, how often it was, and when last."""

    text: str
    times: int
    last: datetime


@lru_cache(1 << 14)  # a report reads the same texts at every look
def subject_of(text: str) -> frozenset[str]:
    """Return what a text is about: two of the same subject are one question. Empty where it says nothing."""
    return frozenset(plain(text).split()) - _COURTESIES


def unanswered(said: Iterable[tuple[str, datetime]]) -> list[Unanswered]:
    """Return the questions, the most frequent first, then the newest. `said` are texts that were not understood, each
    with when."""
    return of_wordings((text, at, 1) for text, at in said)


def of_wordings(said: Iterable[tuple[str, datetime, int]]) -> list[Unanswered]:
    """Return the same of texts that were written so many times, the last time then."""
    found: dict[frozenset[str], Unanswered] = {}
    for text, at, times in said:
        subject = subject_of(text)
        if not subject:
            continue
        known = found.get(subject)
        newest = text.strip() if known is None or at >= known.last else known.text
        last = at if known is None else max(at, known.last)
        found[subject] = Unanswered(newest, known.times + times if known else times, last)
    return sorted(found.values(), key=lambda one: (-one.times, -one.last.timestamp(), one.text))
