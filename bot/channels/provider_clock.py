"""How far our clock is from the providers', by the `Date` of their answers.

Hours, windows and age limits are worth what the clock is worth. Nobody here corrects it: who sends marketing asks, and
stops where the clocks are too far apart. A `Date` has whole seconds and has travelled: only tens of seconds mean much.

Between two answers our own clock may be set, by hours even. How far it moves against seconds that nobody sets is added
to what the last answer told, so that no minute goes by in which a wrong hour is trusted.

An answer was written between its question and our reading of it, however long that took: a machine that slept in
between, or a question that Telegram leaves open for a minute, says nothing against either clock.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Final

#: More than this between our clock and a provider's, and no hour of ours can be trusted.
CLOCK_SKEW: Final = 30.0  # seconds

#: Is told the `Date` of the answer to one request, as it comes.
OnDate = Callable[[str | None], None]
#: Is called as a request is sent.
OnRequest = Callable[[], OnDate]


def unwatched() -> OnDate:
    """Watch nothing."""
    return lambda _: None


class ProviderClock:
    """`clock` gives our time, UTC, `elapsed` seconds that nobody sets; both count a time asleep."""

    def __init__(self, clock: Callable[[], datetime], elapsed: Callable[[], float]) -> None:
        self._clock = clock
        self._elapsed = elapsed
        self._told: dict[str, float] = {}  # our seconds ahead of a provider, less those of `_ahead` then

    def asking(self, provider: str) -> OnDate:
        """Note that a request is sent now; return what is to be told the `Date` of its answer. None, or one that can't
        be read, tells nothing.
        """
        return partial(self._saw, provider, self._elapsed())

    def _saw(self, provider: str, asked: float, date: str | None) -> None:
        took = self._elapsed() - asked
        try:
            behind = (self._clock() - parsedate_to_datetime(date or "")).total_seconds()
        except (TypeError, ValueError):
            return
        ahead = behind - took  # as our clock goes now: it may have been set since the question
        self._told[provider] = (ahead if ahead > 0 else min(0.0, behind)) - self._ahead()

    def _ahead(self) -> float:
        """Return our clock less the seconds that nobody sets: it changes as our clock is set, and by nothing else."""
        return self._clock().timestamp() - self._elapsed()

    @property
    def skews(self) -> Mapping[str, float]:
        """Seconds by which our clock is ahead of each provider's, by its last answer and what was set since."""
        ahead = self._ahead()
        return {provider: round(told + ahead, 3) for provider, told in self._told.items()}

    def worst(self) -> float | None:
        """Return the widest of them; None where no provider has told the time yet."""
        return max(self.skews.values(), key=abs, default=None)

    def theirs(self, provider: str) -> datetime:
        """Return what a provider's clock shows now, as far as it has told; ours where it has not."""
        return self._clock() - timedelta(seconds=self.skews.get(provider, 0.0))
