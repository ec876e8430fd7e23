"""How far our clock is from the providers', by the `Date` of their answers.

Hours, windows and age limits are worth what the clock is worth. Nobody here corrects it: who sends marketing asks, and
stops where the clocks are too far apart. A `Date` has whole seconds and has travelled: only tens of seconds mean much.

An answer was written between its question and our reading of it, however long that took: a machine that slept in
between, or a question that Telegram leaves open for a minute, says nothing against either clock.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import partial
from types import MappingProxyType

#: Is told the `Date` of the answer to one request, as it comes.
OnDate = Callable[[str | None], None]
#: Is called as a request is sent.
OnRequest = Callable[[], OnDate]


def unwatched() -> OnDate:
    """Watch nothing."""
    return lambda _: None


class ProviderClock:
    """`clock` gives our time, UTC."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._skews: dict[str, float] = {}

    def asking(self, provider: str) -> OnDate:
        """Note that a request is sent now; return what is to be told the `Date` of its answer. None, or one that can't
        be read, tells nothing.
        """
        return partial(self._saw, provider, self._clock())

    def _saw(self, provider: str, asked: datetime, date: str | None) -> None:
        try:
            told = parsedate_to_datetime(date or "")
            ahead, behind = (asked - told).total_seconds(), (self._clock() - told).total_seconds()
        except (TypeError, ValueError):
            return
        self._skews[provider] = ahead if ahead > 0 else min(0.0, behind)

    @property
    def skews(self) -> Mapping[str, float]:
        """Seconds by which our clock is ahead of each provider's, as of its last answer."""
        return MappingProxyType(self._skews)

    def worst(self) -> float | None:
        """Return the widest of them; None where no provider has told the time yet."""
        return max(self._skews.values(), key=abs, default=None)
