"""A playbook that was just published, told to everybody who is on a journey: also those who say nothing.

A turn lays a customer's journeys upon the maps of now (`engine.mapping.fit`), but who is silent has none, and it is
silence that many rules are about. So each gets an event, `PlaybookPublished`, a few at a time: nobody scans all
customers, and who writes meanwhile waits for no crowd. How far that is stands in a cursor which moves in the commit
that puts the events; they bear the same ids if put again. A playbook published meanwhile begins anew.
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
"""Customers of a portion: a worker meets some thousands a second."""
SETTLES: Final = timedelta(minutes=1)
"""Until then every process has taken up what was published; one that has not would lay nothing upon the new maps."""
CURSOR: Final = "maps"


class Charting:
    """`clock` gives UTC."""

    def __init__(self, store: Store, *, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._done = ""  # the publishing that everybody was told of

    async def look(self) -> None:
        """Tell the next portion, unless those before it still wait. Raises `StoreFault`."""
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
    """Keep that everybody knows of the playbook in use: who lived on it needs not be told."""
    current = await store.playbooks.in_use()
    if current is not None:
        version, since = current
        await store.cursors.set(CURSOR, f"{version}/{place_in_time(since)} {_EVERYBODY}")
