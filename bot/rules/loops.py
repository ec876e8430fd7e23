"""Noticing a machine at the other end: an auto-reply that answers our answers, a script that repeats itself.

Two signs, after RapidPro's: the same text more than 20 times in 5 minutes, or more than 30 messages in an hour that
came within seconds of our own and answered nothing. A person who taps quickly through a menu gives neither.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Final

from bot.model.customer import Heard

SAME: Final = 20
SAME_WITHIN: Final = timedelta(minutes=5)
QUICK: Final = 30
QUICK_WITHIN: Final = timedelta(hours=1)
AT_ONCE: Final = timedelta(seconds=3)


def remember(
    heard: tuple[Heard, ...], text: str, at: datetime, last_out: datetime | None, *, answers: bool
) -> tuple[Heard, ...]:
    """Return what was heard with this text added and what is too old left out; at most 51 are ever kept.

    `answers` tells that it answered our question, which no auto-reply does more than by chance.
    """
    quick = not answers and last_out is not None and at - last_out <= AT_ONCE
    return (*_kept(heard, at), Heard(at, _digest(text), quick))


def note(heard: tuple[Heard, ...], mark: str, at: datetime) -> tuple[Heard, ...]:
    """Return what was heard with a mark added, of something else than a text: an album."""
    return (*_kept(heard, at), Heard(at, mark))


def _kept(heard: tuple[Heard, ...], at: datetime) -> tuple[Heard, ...]:
    kept = heard
    if heard and at - heard[0].at > SAME_WITHIN:
        kept = tuple(one for one in heard if at - one.at <= (QUICK_WITHIN if one.quick else SAME_WITHIN))
    if len(kept) <= SAME:
        return kept
    return (*tuple(one for one in kept[:-SAME] if one.quick)[-QUICK:], *kept[-SAME:])


def is_a_loop(heard: tuple[Heard, ...]) -> bool:
    """Tell whether what was heard, the newest last, is a machine's."""
    if len(heard) <= SAME:
        return False
    newest = heard[-1]
    same = sum(one.digest == newest.digest and newest.at - one.at <= SAME_WITHIN for one in heard)
    return same > SAME or sum(one.quick for one in heard) > QUICK


def _digest(text: str) -> str:
    return blake2b(" ".join(text.lower().split()).encode("utf-8", "replace"), digest_size=4).hexdigest()
