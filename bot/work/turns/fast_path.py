"""The fast path: where webhooks and turns share a process, most messages need not wait in the inbox.

Theory of operation
-------------------
A reply to the open question, from a customer who is cached and has nothing else pending, is met on the loop as it comes
in. The event, already done, and all that came of it are then written in one transaction, together with what others
brought meanwhile. So the engine works on the next messages while the writer commits these, nothing is written twice,
and a lone reply takes one commit. The webhook is answered once that commit is on disk, as ever.

What comes in during one round of the loop is met together, stage by stage: all are sorted, all are met, all become
rows. Each stage then finds its own code still in the processor's cache, which is worth a fifth of the whole.

What keeps it safe:

- One turn of a customer at a time: customers with a turn on its way to the disk (`in_flight`) or with something in the
  inbox (`_behind`) are left to the inbox, and so are those who are not cached; what comes behind a turn that is on its
  way goes there once that turn has ended. The consumer passes over customers in flight.
- What a turn relied on is checked again as it is written: if the customer has changed (a timer was met), the event is
  known (it was delivered twice), or another process has put something of theirs in the inbox, nothing of the turn is
  written, and the event goes through the inbox.
- Nothing is cached before it is on disk; what could not be written is dropped from the cache.
- Whatever is not plain goes through the inbox: free text, which has to be read or may continue; an event that is no
  message; a version that is not on the shelf; a customer last met at a time to come, since when the clock was set back;
  a fault of ours, which is counted there.

The cache holds a fixed number of customers and drops those met longest ago.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from datetime import datetime
from functools import partial

import structlog

from bot.channels.base import Cutter
from bot.engine.advance import advance
from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.customer import Turn
from bot.model.events import MessageReceived
from bot.store import Store, StoreFault
from bot.store.database.times import micros, moment
from bot.store.messages.fast_path import FastTurn, write_fast_turns, write_fast_turns_among_others
from bot.store.messages.inbox import TOPIC
from bot.store.threads.thread_rows import pressed_words
from bot.work.turns.effects import AHEAD
from bot.work.turns.shelves import Shelves
from bot.work.turns.turn import Kept, Met, Outcome, stamped, told, versions_of, written

CACHED = 10_000  # customers, a few kilobytes each
MET_AT_ONCE = 30  # callers, where a server writes: with more it would wait for us, and then we for it

#: Called with each turn that was written, and how many seconds it took.
Tell = Callable[[Met, float], None]
_log = structlog.get_logger(__name__)


class _Meeting:
    """An arrival that is being met, through its stages. `before` is the customer as they were."""

    __slots__ = ("arrival", "before", "began", "event", "turn", "written")

    def __init__(self, arrival: Arrival, event: MessageReceived, before: Kept, began: float) -> None:
        self.arrival = arrival
        self.event = event
        self.before = before
        self.began = began
        self.turn: Turn | None = None
        self.written: FastTurn | None = None


#: Somebody who awaits `meet`: their arrivals, and the future that gets those left to the inbox.
_Caller = tuple[Sequence[Arrival], asyncio.Future[Sequence[Arrival]]]


class FastPath:
    """`clock` gives UTC; `tell` is called with each turn that was written."""

    def __init__(
        self,
        store: Store,
        shelves: Shelves,
        cutters: Mapping[str, Cutter],
        *,
        clock: Callable[[], datetime],
        tell: Tell,
    ) -> None:
        self._store = store
        #: On PostgreSQL other processes may have doors: what they left in the inbox is not in `_behind`.
        self._write_turns = write_fast_turns if store.is_sqlite else write_fast_turns_among_others
        self._shelves = shelves
        self._cutters = cutters
        self._clock = clock
        self._tell = tell
        self.in_flight: set[str] = set()
        self.last_came = -math.inf  # when something last came in: `perf_counter`
        self._puts = 0  # how often something was left to the inbox
        self._putting: set[int] = set()  # those not on disk yet
        self._behind: dict[str | Address, dict[str, int]] = {}  # whose events wait in the inbox, and by which put
        self._left: dict[str, tuple[str | Address, ...]] = {}  # by event: for whom it stands in `_behind`
        self._cache: OrderedDict[str, Kept] = OrderedDict()
        self._owners: dict[Address, str] = {}
        self._callers: list[_Caller] = []  # in this round of the loop
        self._after: dict[str, list[_Caller]] = {}  # who brought more of a customer who is in flight
        self._landed = asyncio.Event()  # set when some who were in flight are on disk
        self._caught_up = False  # whether what waited before we began has been met

    async def meet(self, arrivals: Sequence[Arrival]) -> Sequence[Arrival]:
        """Meet what the fast path can; return the rest, for the inbox. Raises `StoreUnavailable`."""
        self.last_came = time.perf_counter()
        if not self._caught_up or not arrivals:
            return arrivals
        loop = asyncio.get_running_loop()
        rest: asyncio.Future[Sequence[Arrival]] = loop.create_future()
        if not self._callers:
            loop.call_soon(self._meet_callers)
        self._callers.append((arrivals, rest))
        return await rest

    async def let_go_first(self) -> None:
        """Return once the messages that are on their way to the disk are there, or the next of them; at once where none
        is, after a round of the loop.
        """
        await asyncio.sleep(0)
        if self.in_flight:
            self._landed.clear()
            await self._landed.wait()
            await asyncio.sleep(0)  # their doors are answered

    def _meet_callers(self) -> None:
        """Meet what the callers of this round of the loop have brought, one stage of all after the other."""
        at_once = len(self._callers) if self._store.is_sqlite else MET_AT_ONCE
        callers, self._callers = self._callers[:at_once], self._callers[at_once:]
        if self._callers:
            asyncio.get_running_loop().call_soon(self._meet_callers)
        begun = self._begin(arrival for arrivals, _ in callers for arrival in arrivals)
        advanced = [meeting for meeting in begun if self._safely(self._advance, meeting)]
        meetings = [meeting for meeting in advanced if self._safely(self._write_down, meeting)]
        by_event = {meeting.arrival.event.id: meeting for meeting in meetings}
        waiting: list[_Caller] = []
        for arrivals, rest in callers:
            if any(arrival.event.id in by_event for arrival in arrivals):
                waiting.append((arrivals, rest))
            else:
                self._hand_back(arrivals, rest)
        if meetings:
            turns = [meeting.written for meeting in meetings if meeting.written is not None]
            tell = partial(self._written, by_event, waiting)
            self._store.database.begin(self._write_turns, turns, tell, "turn.{}_commit")

    def _written(self, meetings: Mapping[str, _Meeting], callers: Sequence[_Caller], fault: Exception | None) -> None:
        self._landed.set()
        if fault is not None and not isinstance(fault, StoreFault):
            # rows that can't be written: the usual way counts that, and sets them aside
            _log.error("turns not written", exc_info=fault)
        if fault is not None:
            for meeting in meetings.values():  # what the transaction had come to was taken back with it
                assert meeting.written is not None
                meeting.written.written = False
        done = {event for event, meeting in meetings.items() if self._end(meeting)}
        for arrivals, rest in callers:
            if not isinstance(fault, StoreFault):
                self._hand_back([arrival for arrival in arrivals if arrival.event.id not in done], rest)
            elif not rest.done():
                rest.set_exception(fault)
        landed = [meeting.before.customer.id for meeting in meetings.values()]
        for arrivals, rest in [caller for id_ in landed for caller in self._after.pop(id_, ())]:
            self._hand_back(arrivals, rest)

    def _hand_back(self, arrivals: Sequence[Arrival], rest: asyncio.Future[Sequence[Arrival]]) -> None:
        """Leave arrivals to the inbox, but not before what is in flight of their customers: if that can't be written it
        goes there too, and comes first.
        """
        names = (who for arrival in arrivals for who in (arrival.customer, *arrival.names) if who is not None)
        owners = (self._owners.get(who) if isinstance(who, Address) else who for who in names)
        flying = next((id_ for id_ in owners if id_ is not None and id_ in self.in_flight), None)
        if flying is not None:
            self._after.setdefault(flying, []).append((arrivals, rest))
        elif not rest.done():
            rest.set_result(arrivals)

    def _begin(self, arrivals: Iterable[Arrival]) -> list[_Meeting]:
        """Return what may be met: one arrival of a customer, and none behind one of theirs that is left."""
        begun, left = [], set[str | Address]()
        for arrival in arrivals:
            meeting = self._may_meet(arrival, left)
            if meeting is not None:
                self.in_flight.add(meeting.before.customer.id)
                begun.append(meeting)
                continue
            for who in (arrival.customer, *arrival.names):
                if who is not None:
                    left.add(self._owners.get(who, who) if isinstance(who, Address) else who)
        return begun

    def _may_meet(self, arrival: Arrival, left: Set[str | Address]) -> _Meeting | None:
        event = arrival.event
        if not isinstance(event, MessageReceived) or arrival.names != (event.address,):
            return None
        id_ = self._owners.get(event.address)
        kept = None if id_ is None else self._cache.get(id_)
        if id_ is None or kept is None or id_ in left or id_ in self.in_flight:
            return None
        if id_ in self._behind or event.address in self._behind:
            return None
        shelf, absent = self._shelves.shelf, self._shelves.absent
        if any(shelf.at(version) is None and version not in absent for version in versions_of(kept.customer)):
            return None
        began, now = time.perf_counter(), micros(self._clock())
        if now < kept.met_at - AHEAD:
            return None
        return _Meeting(arrival, stamped(event, moment(max(now, kept.met_at + 1))), kept, began)

    def _safely(self, stage: Callable[[_Meeting], bool], meeting: _Meeting) -> bool:
        """Tell whether a meeting goes on; one that does not is left to the inbox."""
        try:
            if stage(meeting):
                return True
        except Exception:  # a fault of ours is met again the usual way, where it is counted
            _log.exception("event left the fast path", event_id=meeting.event.id)
        self.in_flight.discard(meeting.before.customer.id)
        return False

    def _advance(self, meeting: _Meeting) -> bool:
        before = meeting.before.customer
        if before.doubt is not None:  # in doubt, a number may pass to somebody else
            return False
        meeting.turn = advance(self._shelves.shelf, before, meeting.event)
        return not meeting.turn.unread

    def _write_down(self, meeting: _Meeting) -> bool:
        turn, event, before = meeting.turn, meeting.event, meeting.before
        assert turn is not None
        now, id_ = micros(event.at), before.customer.id
        record = written(turn, event, self._cutters)
        record.met_unqueued(meeting.arrival, id_, now)
        record.heard(id_, event, now, pressed_words(before.customer, event))
        record.customer(turn.customer, before.version + 1, now, before.customer)
        meeting.written = FastTurn(event.id, event.at, id_, before.version, record)
        return True

    def _end(self, meeting: _Meeting) -> bool:
        """Cache what is on disk, drop what is not; return whether it was written."""
        written, turn = meeting.written, meeting.turn
        assert written is not None and turn is not None
        self.in_flight.discard(written.customer)
        if written.customer in self._behind:
            self._store.bell.ring(TOPIC)  # the consumer passed over them
        if not written.written:
            self._cache.pop(written.customer, None)
            return False
        kept = Kept(turn.customer, meeting.before.version + 1, micros(meeting.event.at))
        self._cache[written.customer] = kept
        self._cache.move_to_end(written.customer)
        if written.record.soonest_timer <= kept.met_at:
            self._store.bell.ring(TOPIC)
        met = told(meeting.event, written.customer, len(turn.effects))
        self._tell(met, time.perf_counter() - meeting.began)
        return True

    @contextmanager
    def leaving(self, arrivals: Sequence[Arrival]) -> Iterator[None]:
        """Note whose events go to the inbox while the block puts them there: what comes next of theirs waits behind."""
        self._puts += 1
        put = self._puts
        for arrival in arrivals:
            whose = tuple(who for who in (arrival.customer, *arrival.names) if who is not None)
            for who in whose:
                self._left[arrival.event.id] = whose
                self._behind.setdefault(who, {})[arrival.event.id] = put
        self._putting.add(put)
        try:
            yield
        finally:
            self._putting.discard(put)

    @property
    def put(self) -> int:
        """The last of the puts that are on disk with all before them: a group of turns asked for now sees these."""
        return min(self._putting) - 1 if self._putting else self._puts

    def follow(self, outcome: Outcome, upto: int, passed_over: Set[str]) -> None:
        """Learn from a group of turns how the customers stand now. `upto` is what `put` was as the group was asked for,
        and `passed_over` whom it left out: what was put later, and theirs, it may not have seen.
        """
        for kept in outcome.kept:
            self._keep(kept)
        waiting = outcome.more | outcome.holding.keys() | {one.customer for one in outcome.unread}
        waiting |= outcome.versions.keys()
        for one in outcome.met:
            for who in self._left.pop(one.event, ()):
                self._no_longer(who, one.event)
        if outcome.whole:
            self._forget_seen(waiting | passed_over, upto)
        for id_ in waiting:
            self._behind.setdefault(id_, {}).setdefault("", upto)
        self._caught_up = self._caught_up or outcome.whole

    def _no_longer(self, who: str | Address, event: str) -> None:
        left = self._behind.get(who, {})
        left.pop(event, None)
        if not left:
            self._behind.pop(who, None)

    def _forget_seen(self, unseen: Set[str], upto: int) -> None:
        """All that was in the inbox was seen: whatever was put there before waits no longer, but theirs (`unseen`)."""
        for who, left in list(self._behind.items()):
            if self._is_of(who, unseen):
                continue
            for event in [event for event, put in left.items() if put <= upto]:
                self._left.pop(event, None)
                self._no_longer(who, event)

    def _is_of(self, who: str | Address, customers: Set[str]) -> bool:
        """Tell whether it is one of these customers, or may be: whose an address is may not be cached."""
        owner = self._owners.get(who) if isinstance(who, Address) else who
        return bool(customers) if owner is None else owner in customers

    def _keep(self, kept: Kept) -> None:
        id_ = kept.customer.id
        if id_ in self.in_flight:
            return  # met by a timer meanwhile: what is on its way will not be written
        before = self._cache.get(id_)
        for known in before.customer.addresses if before is not None else ():
            if self._owners.get(known.address) == id_:
                del self._owners[known.address]  # it may have passed to somebody else
        self._owners.update((known.address, id_) for known in kept.customer.addresses)
        self._cache[id_] = kept
        self._cache.move_to_end(id_)
        while len(self._cache) > CACHED:
            _, oldest = self._cache.popitem(last=False)
            for known in oldest.customer.addresses:
                self._owners.pop(known.address, None)
