"""At what hours a customer tends to write to us: twelve counts, of two hours of their day each, that fade.

One count is added when they write after a while of silence, so that a long talk counts once. Each new one takes a
sixteenth off all others: what they did a year ago is forgotten, and the counts stay small. Until some are known,
nothing is guessed.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

BUCKETS: Final = 12
ONE: Final = 16
ENOUGH: Final = 4 * ONE
"""Below this, about five talks, there is no habit to tell."""
SILENCE: Final = timedelta(hours=1)
"""Silence after which a word is a new talk."""
MOST_REPLIES: Final = 9
MOST_HOURS: Final = 3


def is_new_talk(last_in: datetime | None, at: datetime) -> bool:
    return last_in is None or at - last_in > SILENCE


def heard_at(known: tuple[int, ...], local: datetime) -> tuple[int, ...]:
    """Return the counts once the customer has begun to write at this time of theirs."""
    counts = [count - (count + ONE - 1) // ONE for count in known] if len(known) == BUCKETS else [0] * BUCKETS
    counts[local.hour // 2] += ONE
    return tuple(counts)


def together(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    """Return the counts of two who are one person."""
    if len(one) != BUCKETS or len(other) != BUCKETS:
        return one or other
    return tuple(mine + theirs for mine, theirs in zip(one, other, strict=True))


def without(now: tuple[int, ...], whole: tuple[int, ...], own: tuple[int, ...]) -> tuple[int, ...]:
    """Return the counts of one of two who are two again, given those right after they were made one, and their own
    before it: what they did since is added, as far as it has not faded.
    """
    if len(now) != BUCKETS or len(whole) != BUCKETS:
        return now
    before = own if len(own) == BUCKETS else (0,) * BUCKETS
    return tuple(max(0, a - (b - c)) for a, b, c in zip(now, whole, before, strict=True))


def best_hours(known: tuple[int, ...]) -> tuple[int, ...]:
    """Return the hours at which they tend to write, the likeliest first, in minutes of the day; none while too little
    is known. An hour with less than a sixth of all is chance."""
    total = sum(known)
    if len(known) != BUCKETS or total < ENOUGH:
        return ()
    likely = sorted(range(BUCKETS), key=lambda bucket: (-known[bucket], bucket))
    return tuple(bucket * 120 + 30 for bucket in likely[:MOST_HOURS] if known[bucket] * 6 >= total)
