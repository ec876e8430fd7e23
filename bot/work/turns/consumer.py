"""The loop that meets events: woken by the bell, it takes groups of turns until nothing is due.

One worker on SQLite, where there is one writer; several on PostgreSQL, where each has a connection and the customers
are claimed with `FOR UPDATE SKIP LOCKED`. What a group left for later is looked after here: a burst is waited for,
texts are read in a thread, versions of the playbook are fetched. Meanwhile the customer is passed over, and so is one
with more waiting than fits in a group, for as long as others wait: a flood of one's messages slows nobody else down.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial

import structlog

from bot.channels.base import Cutter
from bot.crash_points import reached
from bot.model.events import MessageReceived
from bot.model.message import Reading
from bot.store import Store, StoreFault
from bot.store.database.bell import Listener
from bot.store.database.times import micros
from bot.store.messages.inbox import TOPIC
from bot.store.messages.outbox import TOPIC as OUTBOX
from bot.work.processes import ringing_when
from bot.work.turns.fast_path import FastPath
from bot.work.turns.shelves import Shelves
from bot.work.turns.timer_batches import LARGE, SMALL, TimerBatches
from bot.work.turns.turn import GROUP, Met, Outcome, Unread, turns

IDLE = 5.0  # seconds: the bell and the clock ring earlier; this is for when both are lost
TALKING = 1.0  # seconds since somebody wrote, within which others will
STORE_PAUSE = 2.0  # seconds before a database that failed is asked again

#: Understands a text: the message, the customer's known language and the question with choices that they are asked, if
#: one is. Runs in a thread.
Reader = Callable[[MessageReceived, str | None, str], Reading]

_log = structlog.get_logger(__name__)


class Consumer:
    """`clock` gives UTC. `workers` is how many groups may be under way at once; SQLite has one writer, so one.

    `keyed` hashes an address as those are kept of people who were erased. `has_doors`: what customers send comes in by
    this process, which may then meet it before it is written.
    """

    def __init__(
        self,
        store: Store,
        shelves: Shelves,
        cutters: Mapping[str, Cutter],
        *,
        reader: Reader,
        clock: Callable[[], datetime],
        workers: int = 4,
        has_doors: bool = False,
        keyed: Callable[[str], str] | None = None,
    ) -> None:
        self._store = store
        self._shelves = shelves
        self._cutters = cutters
        self._reader = reader
        self._clock = clock
        self._has_doors = has_doors
        self._keyed = keyed
        self._workers = 1 if store.is_sqlite else workers
        self._threads = ThreadPoolExecutor(1, "reading")
        self._holding: dict[str, int] = {}
        self._looked_at = 0  # microseconds
        self._busy: set[str] = set()
        self._elsewhere: set[str] = set()  # customers whose text is being read, or whose version fetched
        self._tasks: set[asyncio.Task[None]] = set()
        self._log = _log.bind()  # bound once: a line a turn is on the path of every message
        self._fast_path = FastPath(store, shelves, cutters, clock=clock, tell=self._tell_one)
        self._batches = TimerBatches(
            store, shelves, cutters, clock=clock, keyed=keyed, let_go_first=self._fast_path.let_go_first
        )
        self._in_batches = False  # the last group was timers and nothing else: many more may be due

    async def run(self, stop: asyncio.Event) -> None:
        """Meet events until `stop` is set; what is under way comes to its end."""
        if self._has_doors:
            self._store.inbox.at_once = self._fast_path
        try:
            await asyncio.gather(*(self._work(stop) for _ in range(self._workers)))
        finally:
            self._store.inbox.at_once = None
            await self._batches.close()
            await self._settle(set(), self._fast_path.put)
            await asyncio.gather(*self._tasks, return_exceptions=True)
            self._threads.shutdown()

    async def drain(self) -> None:
        """Meet all that is due now but the bursts that are not over: for tests and for one-off commands."""
        while await self.meet() or self._tasks:
            if self._tasks:
                await asyncio.wait(self._tasks)

    async def _work(self, stop: asyncio.Event) -> None:
        with self._store.bell.listen(TOPIC) as listener, ringing_when(stop, listener):
            while not stop.is_set():
                await self._round(listener)

    async def _round(self, listener: Listener) -> None:
        try:
            if not await self.meet():
                await listener.rung(self._pause())
        except StoreFault as fault:
            _log.error("inbox not readable", fault=str(fault))
            await listener.rung(STORE_PAUSE)

    async def meet(self) -> bool:
        """Run one group of turns; tell whether it is worth looking again at once."""
        self._let_go(micros(self._clock()))
        if self._in_batches:
            await self._meet_batch()
            return True
        outcome = await self._meet_group()
        again = outcome.again or bool(self._busy)
        self._busy = outcome.more if outcome.claimed else set()
        self._in_batches = self._store.is_sqlite and outcome.timers >= GROUP
        return again

    async def _meet_group(self, *, timers: bool = True) -> Outcome:
        """Claim and meet a group of whatever is due, or of what is not timers."""
        upto, passing_over = self._fast_path.put, self._passed_over()
        shelf, absent = self._shelves.shelf, self._shelves.absent
        script = partial(turns, self._clock(), shelf, absent, self._cutters, passing_over, self._keyed, timers=timers)
        began = time.perf_counter()
        outcome = await self._store.database.transact(script, "turn.{}_commit")
        self._follow(outcome, upto, passing_over, began)
        return outcome

    async def _meet_batch(self) -> None:
        """Meet a batch of timers while the one before is written; then what people say, which waits for no timers."""
        upto, passing_over = self._fast_path.put, self._passed_over()
        talking = time.perf_counter() - self._fast_path.last_came < TALKING
        batch = await self._batches.meet(passing_over, SMALL if talking else LARGE)
        await self._settle(passing_over, upto)
        if batch is None:
            self._in_batches = False
            return
        self._batches.write(batch)
        if batch.brought or batch.others:
            outcome = await self._meet_group(timers=batch.others)
            self._busy = outcome.more

    async def _settle(self, passing_over: set[str], upto: int) -> None:
        """Wait for the batch that is being written."""
        written = await self._batches.written()
        if written is not None:
            batch, outcome = written
            self._follow(outcome, upto, passing_over, batch.began)

    def _passed_over(self) -> set[str]:
        elsewhere = self._elsewhere | self._holding.keys() | self._busy
        return elsewhere | self._fast_path.in_flight | self._batches.in_flight

    def _follow(self, outcome: Outcome, upto: int, passing_over: set[str], began: float) -> None:
        if outcome.timers:
            reached("timer.after_commit")
        self._look_after(outcome)
        self._fast_path.follow(outcome, upto, passing_over)
        self._tell(outcome, time.perf_counter() - began)

    def _let_go(self, now: int) -> None:
        if self._holding:
            left = self._holding if now >= self._looked_at else {}  # the clock was set back: held by another time
            self._holding = {customer: until for customer, until in left.items() if until > now}
        self._looked_at = now

    def _pause(self) -> float:
        """Return the seconds until the first burst is over, or until it is worth looking again."""
        if not self._holding:
            return IDLE
        return min(IDLE, max(0.0, (min(self._holding.values()) - micros(self._clock())) / 1e6))

    def _look_after(self, outcome: Outcome) -> None:
        self._holding.update(outcome.holding)
        if outcome.unread:
            self._see_to({unread.customer for unread in outcome.unread}, self._read(outcome.unread))
        if outcome.versions:
            self._see_to(set(outcome.versions), self._shelves.fetch(set().union(*outcome.versions.values())))

    def _see_to(self, customers: set[str], work: Coroutine[None, None, None]) -> None:
        """See to something while these customers are passed over."""
        self._elsewhere |= customers
        task = asyncio.create_task(self._without(customers, work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _without(self, customers: set[str], work: Coroutine[None, None, None]) -> None:
        try:
            await work
        except StoreFault as fault:
            _log.error("database not reachable", fault=str(fault))
            await asyncio.sleep(STORE_PAUSE)
        finally:
            self._elsewhere -= customers
            self._store.bell.ring(TOPIC)

    async def _read(self, unread: list[Unread]) -> None:
        loop = asyncio.get_running_loop()
        readings = await loop.run_in_executor(self._threads, self._read_all, unread)
        await self._store.inbox.keep_readings(readings)

    def _read_all(self, unread: list[Unread]) -> list[tuple[int, Reading]]:
        return [(one.position, self._reading(one)) for one in unread]

    def _reading(self, unread: Unread) -> Reading:
        try:
            return self._reader(unread.message, unread.language, unread.asked)
        except Exception:  # a text that can't be read is met as one that means nothing we know
            _log.exception("text not read", event_id=unread.message.id)
            return Reading(reader="failed")

    def _tell(self, outcome: Outcome, took: float) -> None:
        for met in outcome.met:
            self._tell_one(met, took)
        for event, fault in outcome.failed:
            _log.error("turn failed", event_id=event, fault=fault)

    def _tell_one(self, met: Met, took: float) -> None:
        """Tell of a turn that is on disk. The page of a web chat shows at once that it was read, answer or not."""
        self._store.bell.ring(OUTBOX)
        if met.visitor is not None:
            self._store.bell.ring(f"web:{met.visitor}")
        ms = round(took * 1000, 1)
        self._log.info("turn", event_id=met.event, customer=met.customer, kind=met.kind, effects=met.effects, ms=ms)
