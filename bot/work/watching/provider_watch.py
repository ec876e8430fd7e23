"""Asking the providers every minute how they see us: updates pending at Telegram, its last error with our webhook, and
its clock.

The answers are figures for `/metrics`, kept in the store because another process may serve those. The sending process
asks too: it must know whether its own clock can be trusted before its first message.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, Protocol

import structlog

from bot.channels.base import CannotLook
from bot.channels.provider_clock import CLOCK_SKEW, ProviderClock
from bot.store import Store
from bot.work.clock import Tick

EVERY: Final = timedelta(minutes=1)

_log = structlog.get_logger(__name__)


class Asked(Protocol):
    """A provider that can be asked."""

    async def standing(self) -> tuple[int | None, datetime | None]:
        """Return how many updates wait there, and when it last failed to bring us one. Raises `CannotLook`."""


class ProviderWatch:
    """`providers` are those that are on, by name; their answers' `Date` goes to `clock` by itself."""

    def __init__(self, store: Store, providers: Mapping[str, Asked], clock: ProviderClock) -> None:
        self._store = store
        self._providers = providers
        self._clock = clock

    def tick(self) -> Tick:
        """Return the tick that looks, at once and every minute."""
        return Tick("providers", EVERY, self.look, at_start=True)

    async def look(self) -> None:
        """Ask all providers, and keep what they say. Raises `StoreUnavailable`."""
        for name, provider in self._providers.items():
            try:
                pending, last_error_at = await provider.standing()
            except CannotLook as fault:
                _log.warning("provider not asked", provider=name, reason=str(fault))
                continue
            if pending is not None:
                await self._store.measures.set("pending_updates", float(pending), name)
                await self._store.measures.set("last_error_at", _seconds(last_error_at), name)
        for name, skew in self._clock.skews.items():
            await self._store.measures.set("clock_skew", skew, name)
            if abs(skew) > CLOCK_SKEW:
                _log.error("our clock can't be trusted: no marketing", provider=name, seconds=round(skew))


def _seconds(at: datetime | None) -> float:
    return 0.0 if at is None else at.timestamp()
