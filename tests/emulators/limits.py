"""Three ways in which a provider may count what it is sent. Times are seconds of any clock."""

from __future__ import annotations

from collections import deque
from typing import Protocol


class Limit(Protocol):
    def refuse(self, now: float) -> float | None:
        """Count a request that comes now; return the seconds to wait where it is one too many."""


class StrictWindow:
    """At most so many in any window that slides: not one more, whenever it begins."""

    def __init__(self, most: int, seconds: float = 1.0) -> None:
        self._most, self._seconds = most, seconds
        self._seen: deque[float] = deque()

    def refuse(self, now: float) -> float | None:
        while self._seen and self._seen[0] <= now - self._seconds:
            self._seen.popleft()
        if len(self._seen) >= self._most:
            return self._seen[0] + self._seconds - now
        self._seen.append(now)
        return None


class TokenBucket:
    """A bucket of so many, filled evenly."""

    def __init__(self, rate: float, capacity: float) -> None:
        self._rate, self._capacity = rate, capacity
        self._tokens, self._at = capacity, 0.0

    def refuse(self, now: float) -> float | None:
        self._tokens = min(self._capacity, self._tokens + (now - self._at) * self._rate)
        self._at = now
        if self._tokens < 1:
            return (1 - self._tokens) / self._rate
        self._tokens -= 1
        return None


class Punishing:
    """A strict window; who oversteps it is shut out, longer each time, and asking meanwhile begins it anew."""

    def __init__(self, most: int, seconds: float = 1.0, *, first: float = 2.0) -> None:
        self._window = StrictWindow(most, seconds)
        self._ban, self._until = first, float("-inf")

    def refuse(self, now: float) -> float | None:
        if now < self._until or self._window.refuse(now) is not None:
            self._until, self._ban = now + self._ban, self._ban * 2
            return self._until - now
        return None
