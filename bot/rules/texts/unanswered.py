"""What customers said that nobody had an answer to, told once each with how often: marketers write answers from it.

Two texts are the same question where their words are, whatever their order, case, accents and courtesies.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from msgspec import Struct

from bot.rules.texts.plain_text import plain, words

#: Words that say nothing of the subject.
_COURTESIES: Final = words(
    "bonjour bonsoir salut hello hi merci thanks thank you svp stp please s il vous te plait alors euh dites"
)


class Unanswered(Struct, frozen=True):
    """A question, as it was last put, how often it was, and when last."""

    text: str
    times: int
    last: datetime


def subject_of(text: str) -> frozenset[str]:
    """Return what a text is about: two of the same subject are one question. Empty where it says nothing."""
    return frozenset(plain(text).split()) - _COURTESIES


@lru_cache(1 << 14)  # the same things are asked again and again
def key_of(text: str) -> str:
    """Return the name of what a text is about, its words in whatever order; nothing where it says nothing."""
    subject = subject_of(text)
    return blake2b(" ".join(sorted(subject)).encode(), digest_size=16).hexdigest() if subject else ""


def unanswered(said: Iterable[tuple[str, datetime]]) -> list[Unanswered]:
    """Return the questions, the most frequent first, then the newest. `said` are texts that were not understood, each
    with when."""
    found: dict[str, Unanswered] = {}
    for text, at in said:
        subject = key_of(text)
        if not subject:
            continue
        known = found.get(subject)
        newest = text.strip() if known is None or at >= known.last else known.text
        last = at if known is None else max(at, known.last)
        found[subject] = Unanswered(newest, known.times + 1 if known else 1, last)
    return sorted(found.values(), key=lambda one: (-one.times, -one.last.timestamp(), one.text))
