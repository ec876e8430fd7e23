"""How large a step of the store's housekeeping is, and how long it rests after one.

Work that deletes much shares the one writer of SQLite, and the disk of PostgreSQL, with customers who wait for an
answer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, TypeVar

T = TypeVar("T")
PAGE: Final = 1000  # rows looked at, by a reader
BATCH: Final = 50  # rows changed in one transaction: a few milliseconds, and what waits for the writer waits no longer
REST: Final = 0.05  # seconds after each: the writer is free most of the time


def batches(rows: Sequence[T]) -> Iterator[list[T]]:
    """Cut rows into as many as one transaction may change."""
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch


async def rest() -> None:
    """Let whoever waits for the writer go first."""
    await asyncio.sleep(REST)
