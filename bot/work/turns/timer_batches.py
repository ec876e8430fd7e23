"""Due timers in batches: the engine works on one batch while the writer commits the one before.

Theory of operation
-------------------
A campaign of reminders, or the end of quiet hours, makes thousands of timers due at once. Met within the writer's
transaction, as everything else is, they alternate with their own writing; and they come in small groups, so that a
message never waits long behind one. Here a large batch is read beside the writer, met on the loop a few customers at a
time, and written in one transaction. Three batches are under way together: one is being written, one met, one read::

    look ─► meet ─► claim, and check that nothing has changed since the look ─► write ─► commit

What keeps it safe:

- Customers are claimed in the transaction that writes their turns. Those whose version has changed since the look, or
  whose timer was met, dropped or moved, are left out there (`standing`): the others' turns are computed once more
  without them, which gives the same turns. Whoever was left out is looked at again.
- Only timers are met this way: whatever else is due for a customer, or has to ask the database something first, takes
  the usual way, and so do customers with more than fits in a group. They do not wait for the batches: a usual group
  follows at once, and what people say goes before timers. A message on the fast path waits for `AT_ONCE` customers and
  for the batch that is being written, no more: it is on disk before the next are met (`let_go_first`).
- Customers whose turns are on their way to the disk are passed over by everything else that looks for work.
- The turns are those of `turn`, faults included.

It is for SQLite, whose one writer is a thread that the engine would hold up. PostgreSQL has a worker a connection.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence, Set
from datetime import datetime
from functools import partial

from bot.channels.base import Cutter
from bot.crash_points import reached
from bot.store import Store
from bot.store.database.script import Script
from bot.store.database.times import micros
from bot.store.messages.claims import Claimed, Looked, look, standing
from bot.store.messages.record import Record
from bot.work.turns.effects import write_all
from bot.work.turns.pairs import Pairs
from bot.work.turns.shelves import Shelves
from bot.work.turns.turn import Outcome, Turns

LARGE = 512  # customers in a batch
SMALL = 128  # customers in a batch while people write to us: their messages wait until one is written
AT_ONCE = 32  # customers met before people's messages go first: a few milliseconds


class Batch:
    """Customers who were looked at, and what their turns come to. `brought`: something else than timers waits too;
    `others`: some timers have to take the usual way.
    """

    def __init__(self, looked: Looked, customers: Sequence[Claimed], now: datetime) -> None:
        self.customers = customers
        self.now = now
        self.brought = looked.brought
        self.others = looked.others
        self.began = time.perf_counter()
        self.outcome, self.record = _nothing_yet(customers)


class TimerBatches:
    """`clock` gives UTC; `keyed` hashes an address as those are kept of people who were erased."""

    def __init__(
        self,
        store: Store,
        shelves: Shelves,
        cutters: Mapping[str, Cutter],
        *,
        clock: Callable[[], datetime],
        keyed: Callable[[str], str] | None,
        let_go_first: Callable[[], Awaitable[None]],
    ) -> None:
        self._store = store
        self._let_go_first = let_go_first
        self._shelves = shelves
        self._cutters = cutters
        self._clock = clock
        self._keyed = keyed
        self._writing: tuple[Batch, asyncio.Future[Outcome]] | None = None
        self._looking: asyncio.Task[tuple[datetime, Looked]] | None = None

    @property
    def in_flight(self) -> set[str]:
        """Customers whose turns are on their way to the disk."""
        return {one.id for one in self._writing[0].customers} if self._writing is not None else set()

    async def meet(self, passing_over: Set[str], at_most: int = LARGE) -> Batch | None:
        """Meet the timers of the batch that was read; None where no timer is due. The batch read next has up to
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
        batch = Batch(looked, customers, now)
        for first in range(0, len(customers), AT_ONCE):
            self._meet(customers[first : first + AT_ONCE], now, batch.outcome, batch.record)
            await self._let_go_first()
        return batch

    async def _look(self, passing_over: Set[str], at_most: int) -> tuple[datetime, Looked]:
        now = self._clock()
        return now, await self._store.database.look(partial(look, micros(now), at_most, passing_over))

    async def close(self) -> None:
        """Stop reading ahead."""
        if self._looking is not None:
            await asyncio.gather(self._looking, return_exceptions=True)

    def _meet(self, customers: Sequence[Claimed], now: datetime, outcome: Outcome, record: Record) -> None:
        shelf, absent, pairs = self._shelves.shelf, self._shelves.absent, Pairs()
        for one in customers:
            Turns(one, now, shelf, self._cutters, outcome, record, pairs).meet_all(absent)

    def write(self, batch: Batch) -> None:
        """Begin to write what a batch's turns came to. The one before must have been awaited (`written`)."""
        self._writing = batch, self._store.database.undertake(partial(self._write, batch), "turn.{}_commit")

    def _write(self, batch: Batch) -> Script[Outcome]:
        reached("turn.before_claim")
        still = yield from standing(batch.customers, micros(batch.now))
        reached("turn.after_claim")
        outcome, record = batch.outcome, batch.record
        if len(still) < len(batch.customers):
            outcome, record = _nothing_yet(still)
            self._meet(still, batch.now, outcome, record)
        outcome.again |= yield from write_all(record, outcome.added, micros(batch.now), self._keyed)
        return outcome

    async def written(self) -> tuple[Batch, Outcome] | None:
        """Return what came of the batch that is being written, once it is; None where none is. Raises `StoreFault`."""
        if self._writing is None:
            return None
        batch, writing = self._writing
        try:
            return batch, await asyncio.shield(writing)
        finally:
            self._writing = None


def _nothing_yet(customers: Sequence[Claimed]) -> tuple[Outcome, Record]:
    return Outcome(claimed=len(customers), whole=False), Record()
