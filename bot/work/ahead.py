"""Due timers met before they are claimed: the engine meets a crowd of them while the writer writes the crowd before.

Theory of operation
-------------------
A campaign of reminders, or a morning after quiet hours, makes thousands of timers due at once. Met within the writer's
transaction, as everything else is, they come one after the other with their writing; and they come in small groups, so
that a message need not wait for long behind one. Here a big group is looked at beside the writer, met on the loop a few
customers at a time, and written in one go. A group is met while the one before it is written and the one after it is
looked at::

    look ─► meet ─► claim, and see that all is as it was looked at ─► write everything ─► commit

What keeps it safe:

- Who was looked at is claimed in the transaction that writes their turns. Whose version has changed since, or whose
  timer is met, dropped or moved, is left out there (`standing`): the others' turns are worked out once more without
  them, which gives the same turns. Who was left out is looked at again.
- Only timers are met so: whatever else is due of a customer, or asks the database something first, goes the usual way,
  and so does who has more than fits in a group. They do not wait for the crowd: a usual group follows at once.
- A customer whose turns are on their way to the disk is passed over by all others who look.
- The turns are those of `turn`, faults and all.

It is for SQLite, whose one writer is a thread that the engine would hold up. PostgreSQL has a worker a connection.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence, Set
from datetime import datetime
from functools import partial

from bot.channels.base import Cutter
from bot.crash_points import reached
from bot.store import Store
from bot.store.claims import Claimed, Looked, look, standing
from bot.store.script import Script
from bot.store.times import micros
from bot.store.turns import Record
from bot.work.effects import write_all
from bot.work.pairs import Pairs
from bot.work.shelves import Shelves
from bot.work.turn import Outcome, Turns

CROWD = 512  # customers in a group
SMALL = 128  # customers in one while others write: their messages wait for a group to be written
AT_ONCE = 16  # customers met before the loop sees to others: a millisecond or two


class Crowd:
    """Customers who were looked at, and what their turns come to. `others`: there are some who go the usual way."""

    def __init__(self, customers: Sequence[Claimed], now: datetime, *, others: bool) -> None:
        self.customers = customers
        self.now = now
        self.others = others
        self.began = time.perf_counter()
        self.outcome, self.record = _nothing_yet(customers)


class Ahead:
    """`clock` gives UTC; `keyed` hashes an address as those are kept of people who were erased."""

    def __init__(
        self,
        store: Store,
        shelves: Shelves,
        cutters: Mapping[str, Cutter],
        *,
        clock: Callable[[], datetime],
        keyed: Callable[[str], str] | None,
    ) -> None:
        self._store = store
        self._shelves = shelves
        self._cutters = cutters
        self._clock = clock
        self._keyed = keyed
        self._writing: tuple[Crowd, asyncio.Task[Outcome]] | None = None
        self._looking: asyncio.Task[tuple[datetime, Looked]] | None = None

    @property
    def in_flight(self) -> set[str]:
        """Customers whose turns are on their way to the disk."""
        return {one.id for one in self._writing[0].customers} if self._writing is not None else set()

    async def meet(self, passing_over: Set[str], at_most: int = CROWD) -> Crowd | None:
        """Meet the timers of a crowd that is looked at; None where no timer is due. The crowd looked at next is of
        `at_most` customers. Raises `StoreFault`.
        """
        looking, self._looking = self._looking, None
        now, looked = await (looking or self._look(passing_over | self.in_flight, at_most))
        customers = [one for one in looked.customers if one.id not in passing_over]
        if not customers:
            return None
        if len(looked.customers) >= SMALL // 2:  # more of them wait, and are looked at meanwhile
            theirs = {one.id for one in looked.customers}
            self._looking = asyncio.create_task(self._look(passing_over | self.in_flight | theirs, at_most))
        crowd = Crowd(customers, now, others=looked.others)
        for first in range(0, len(customers), AT_ONCE):
            self._meet(customers[first : first + AT_ONCE], now, crowd.outcome, crowd.record)
            await asyncio.sleep(0)
        return crowd

    async def _look(self, passing_over: Set[str], at_most: int) -> tuple[datetime, Looked]:
        now = self._clock()
        return now, await self._store.database.look(partial(look, micros(now), at_most, passing_over))

    async def close(self) -> None:
        """Look no more."""
        if self._looking is not None:
            await asyncio.gather(self._looking, return_exceptions=True)

    def _meet(self, customers: Sequence[Claimed], now: datetime, outcome: Outcome, record: Record) -> None:
        shelf, absent, pairs = self._shelves.shelf, self._shelves.absent, Pairs()
        for one in customers:
            Turns(one, now, shelf, self._cutters, outcome, record, pairs).meet_all(absent)

    def write(self, crowd: Crowd) -> None:
        """Begin to write what a crowd's turns came to; the one before was waited for."""
        writing = self._store.database.transact(partial(self._write, crowd), "turn.{}_commit")
        self._writing = crowd, asyncio.create_task(writing)

    def _write(self, crowd: Crowd) -> Script[Outcome]:
        reached("turn.before_claim")
        still = yield from standing(crowd.customers, micros(crowd.now))
        reached("turn.after_claim")
        outcome, record = crowd.outcome, crowd.record
        if len(still) < len(crowd.customers):
            outcome, record = _nothing_yet(still)
            self._meet(still, crowd.now, outcome, record)
        outcome.again |= yield from write_all(record, outcome.added, micros(crowd.now), self._keyed)
        return outcome

    async def written(self) -> tuple[Crowd, Outcome] | None:
        """Return what came of the crowd that is being written, once it is; None where none is. Raises `StoreFault`."""
        if self._writing is None:
            return None
        crowd, writing = self._writing
        try:
            return crowd, await asyncio.shield(writing)
        finally:
            self._writing = None


def _nothing_yet(customers: Sequence[Claimed]) -> tuple[Outcome, Record]:
    return Outcome(claimed=len(customers), whole=False), Record()
