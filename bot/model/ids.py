"""Ids: the same for the same cause on every machine, and sorted as their causes come.

The order is for the database, as in UUIDs of version 7 (RFC 9562): what a group of turns writes stands side by side in
every index over ids, in a few pages instead of one a row, which is most of what a commit costs.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import blake2b
from typing import Final

_HASH: Final = 10  # bytes


def place_in_time(at: datetime) -> str:
    """Return 12 hex digits that sort as the instants do: milliseconds since 1970."""
    return f"{int(at.timestamp() * 1000):012x}"


def place_in_count(number: int) -> str:
    """Return 12 hex digits that sort as the numbers do that somebody gives one after the other."""
    return f"{number & 0xFFFFFFFFFFFF:012x}"


def ordered_id(place: str, cause: str) -> str:
    """Return 32 hex digits: the place and, of whatever names the cause, a hash."""
    return place + blake2b(cause.encode("utf-8", "replace"), digest_size=_HASH).hexdigest()
