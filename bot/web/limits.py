"""How often one caller may knock: token buckets in bounded memory.

Each web process counts for itself; with several, a caller gets as many times the pace. What is counted is forgotten,
the longest unseen first, so that a crowd of strangers can't fill the memory.
"""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from ipaddress import ip_address
from math import ceil

from starlette.requests import Request


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


def network_of(request: Request) -> str:
    """Return where a caller comes from, to count them.

    Behind a proxy of ours (its address is private) it is what that proxy adds last to X-Forwarded-For. Who can forge it
    is in our own network, and gains a pace.
    """
    peer = request.client.host if request.client else ""
    forwarded = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    return forwarded[:45] if forwarded and is_private(peer) else peer


def is_private(host: str) -> bool:
    """Tell an address of our own network, a proxy's that names nobody for one, from one of the world's."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return False
