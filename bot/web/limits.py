"""How often one caller may knock: token buckets in bounded memory.

Each web process counts for itself; with several, a caller gets as many times the pace. What is counted is forgotten,
the longest unseen first, so that a crowd of strangers can't fill the memory.
"""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from math import ceil


class Buckets:
    """A bucket for each name: `burst` at once, then `rate` a second. At most `most` names are remembered."""

    def __init__(self, *, rate: float, burst: int, most: int = 10_000) -> None:
        self._rate = rate
        self._burst = burst
        self._most = most
        self._left: OrderedDict[str, tuple[float, datetime]] = OrderedDict()

    def take(self, name: str, now: datetime) -> int | None:
        """Take one. Return None, or in how many seconds there will be one again."""
        left, since = self._left.pop(name, (float(self._burst), now))
        left = min(self._burst, left + max(0.0, (now - since).total_seconds()) * self._rate)
        wait = None if left >= 1 else max(1, ceil((1 - left) / self._rate))
        self._left[name] = (left - 1 if wait is None else left, now)
        if len(self._left) > self._most:
            self._left.popitem(last=False)
        return wait

    def left(self, name: str, now: datetime) -> float:
        """Return how many could be taken now."""
        left, since = self._left.get(name, (float(self._burst), now))
        return min(self._burst, left + max(0.0, (now - since).total_seconds()) * self._rate)

    def __len__(self) -> int:
        return len(self._left)
