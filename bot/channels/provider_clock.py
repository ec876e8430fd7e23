"""How far our clock is from the providers', by the `Date` of their answers.

Hours, windows and age limits are worth what the clock is worth. Nobody here corrects it: who sends marketing asks, and
stops where the clocks are too far apart. A `Date` has whole seconds and has travelled: only tens of seconds mean much.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from types import MappingProxyType


class ProviderClock:
    """`clock` gives our time, UTC."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._skews: dict[str, float] = {}

    def saw(self, provider: str, date: str | None) -> None:
        """Note the `Date` of an answer that has just come; none, or one that can't be read, tells nothing."""
        try:
            told = parsedate_to_datetime(date or "")
            self._skews[provider] = (self._clock() - told).total_seconds()
        except (TypeError, ValueError):
            return

    @property
    def skews(self) -> Mapping[str, float]:
        """Seconds by which our clock is ahead of each provider's, as of its last answer."""
        return MappingProxyType(self._skews)

    def worst(self) -> float | None:
        """Return the widest of them; None where no provider has told the time yet."""
        return max(self._skews.values(), key=abs, default=None)
