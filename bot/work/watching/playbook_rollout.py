"""Rolling a newly published playbook out to everybody who is on a journey, including those who say nothing.

A turn fits a customer's journeys to the current maps (`engine.journey.mapping.fit`), but silent customers have no
turns, and many rules are about silence. So each gets an event, `PlaybookPublished`, a few customers at a time: nothing
scans all customers, and messages that come in meanwhile do not wait behind a crowd. The progress is a cursor that
moves in the commit that puts the events; put again, they have the same ids. Another publication meanwhile starts over.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from bot.model.arrivals import Arrival
from bot.model.events import PlaybookPublished
from bot.model.ids import ordered_id, place_in_time
from bot.store import Store

EVERY: Final = timedelta(seconds=1)
AT_ONCE: Final = 50
"""Customers in a portion: a worker meets some thousands a second."""
SETTLES: Final = timedelta(minutes=1)
"""By then every process uses what was published; one that does not would not fit anything to the new maps."""
CURSOR: Final = "maps"


class PlaybookRollout:
    """`clock` gives UTC."""

    def __init__(self, store: Store, *, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._done = ""  # the publication that everybody was told of

    async def look(self) -> None:
        """Tell the next portion of customers, unless earlier ones still wait. Raises `StoreFault`."""
        current = await self._store.playbooks.in_use()
        now = self._clock()
        if current is None or now - current[1] < SETTLES:
            return
        version, since = current
        which = f"{version}/{place_in_time(since)}"
        if which == self._done or await self._store.inbox.overdue(now) >= AT_ONCE:
            return
        told, _, last = (await self._store.cursors.get(CURSOR) or "").partition(" ")
        if told == which and last == _EVERYBODY:
            self._done = which
            return
        customers = await self._store.journeys.walkers(last if told == which else "", AT_ONCE)
        arrivals = [
            Arrival(
                event=PlaybookPublished(id=ordered_id(place_in_time(since), f"{which}/{customer}"), version=version),
                received_at=now,
                customer=customer,
                source="playbook",
            )
            for customer in customers
        ]
        reached = customers[-1] if customers else _EVERYBODY
        await self._store.inbox.put(arrivals, cursor=(CURSOR, f"{which} {reached}"))


_EVERYBODY: Final = "~"
"""Sorts after every id."""


async def told_everybody(store: Store) -> None:
    """Note that nobody needs to be told of the playbook in use: a demonstration's customers have lived with it."""
    current = await store.playbooks.in_use()
    if current is not None:
        version, since = current
        await store.cursors.set(CURSOR, f"{version}/{place_in_time(since)} {_EVERYBODY}")
