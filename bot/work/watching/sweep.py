"""Asking the provider for messages that never reached our webhook.

Twilio gives up on a webhook after 15 seconds, so whatever a customer wrote while we were away is on their side only. At
start and every few minutes the messages since the last sweep are listed and put in the inbox, where those that the
webhook brought already have no effect. How far we got is kept in the same commit, by the provider's clock: one of ours
that is set hours ahead for a while would have us ask for what is still to come, and never for what came meanwhile.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final, Protocol

import structlog
from msgspec import Struct

from bot.channels.base import CannotLook
from bot.crash_points import reached
from bot.model.arrivals import Arrival
from bot.store import Store, StoreFault
from bot.store.copies.restored import RESTORED
from bot.store.database.times import moment
from bot.store.messages.archive import REPEATS_KNOWN
from bot.store.messages.dead_letters import hold

EVERY: Final = timedelta(minutes=5)
#: Asked for once more: a message may be listed some time after the instant that it bears.
OVERLAP: Final = timedelta(minutes=10)
_CURSOR: Final = "sweep:twilio"

_log = structlog.get_logger(__name__)


class Listing(Protocol):
    """What a provider says customers sent us."""

    async def since(self, start: datetime, *, now: datetime) -> list[Arrival]:
        """Return the messages since `start`, oldest first. Raises `CannotLook`."""


class Swept(Struct, frozen=True):
    """`found` messages were listed, `recovered` of them were news; `away` is how long nobody had looked."""

    found: int
    recovered: int
    away: timedelta


class Sweep:
    """Sweeps one provider's account. `theirs` is the time by the provider's clock, by which it says since when."""

    def __init__(
        self,
        store: Store,
        listing: Listing,
        *,
        clock: Callable[[], datetime],
        theirs: Callable[[], datetime] | None = None,
    ) -> None:
        self._store = store
        self._listing = listing
        self._clock = clock
        self._theirs = theirs or clock

    async def run(self, stop: asyncio.Event) -> None:
        """Sweep now and every few minutes until `stop` is set."""
        while not stop.is_set():
            try:
                await self.sweep()
            except (CannotLook, StoreFault) as fault:
                _log.warning("sweep failed", reason=type(fault).__name__)
            try:
                await asyncio.wait_for(stop.wait(), EVERY.total_seconds())
            except TimeoutError:
                continue

    async def sweep(self) -> Swept:
        """Put in the inbox what was listed since the last time. Raises `CannotLook`, `StoreFault`: nothing has moved.

        The very first sweep looks back a few minutes only: what customers wrote before we were here is not ours to
        answer. None looks further back than repeats are told from news.
        """
        now = self._theirs()
        last = min(now, await self._last(now))
        since = max(last - OVERLAP, now - REPEATS_KNOWN + OVERLAP)
        arrivals = await self._listing.since(since, now=self._clock())
        reached("sweep.after_list")
        recovered = len(arrivals) - len(await self._store.inbox.known([arrival.event.id for arrival in arrivals]))
        old = await self._before_a_restore(arrivals)
        await hold(self._store.database, old, "from before the database was restored: it may have been answered")
        held = {arrival.event.id for arrival in old}
        news = [arrival for arrival in arrivals if arrival.event.id not in held]
        await self._store.inbox.put(news, cursor=(_CURSOR, now.isoformat()), door="sweep")
        swept = Swept(len(arrivals), recovered, now - last)
        if recovered:
            await self._store.measures.add("sweep_recovered", by=float(recovered))
        if recovered or swept.away > 2 * EVERY:
            _log.warning("swept", found=swept.found, recovered=recovered, away_seconds=swept.away.total_seconds())
        return swept

    async def _before_a_restore(self, arrivals: Sequence[Arrival]) -> list[Arrival]:
        """Return what came in the life that a restore ended, which may have answered it: a person decides on these."""
        restored = await self._store.cursors.get(RESTORED)
        if restored is None:
            return []
        at = moment(int(restored))
        return [arrival for arrival in arrivals if (arrival.event.happened_at or arrival.received_at) <= at]

    async def _last(self, now: datetime) -> datetime:
        """Return since when to look. The beginning is kept before the first look, which may fail for hours."""
        kept = await self._store.cursors.get(_CURSOR)
        if kept is None:
            await self._store.cursors.set(_CURSOR, now.isoformat())
            return now
        return datetime.fromisoformat(kept)
