"""Messages met before they are written: where the doors and the turns are one process, most need not wait in the inbox.

Theory of operation
-------------------
An answer to the question on the table, of a customer who is in mind and has nothing else waiting, is met as it comes
in, on the loop; the event, already done, and all that came of it are then written in one go, together with what others
brought meanwhile. So the engine works on the next messages while the writer commits these, nothing is written twice,
and a lone answer takes one commit. The door is answered when that commit is on disk, as ever.

What keeps it safe:

- One turn of a customer at a time: who has one on its way to the disk (`in_flight`), or something in the inbox
  (`_behind`), is left to the inbox, and so are those who are not in mind. The consumer passes over who is in flight.
- What a turn counted on is looked at again as it is written: had the customer changed (a timer was met), or was the
  event known (it was delivered twice), nothing of the turn is written, and the event goes the usual way.
- Nothing is remembered before it is on disk; what could not be written is forgotten.
- Whatever is not plain goes the usual way: free text, which is to be read or may go on; an event that is no message; a
  version that is not on the shelf; a fault of ours, which is counted there.

Customers are kept in mind for as long as there is room, the last met longest.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

import structlog

from bot.channels.base import Cutter
from bot.engine.advance import advance
from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.events import MessageReceived
from bot.store import Store, StoreFault
from bot.store.inbox import TOPIC
from bot.store.times import micros, moment
from bot.store.turns import MetAtOnce, write_met
from bot.work.shelves import Shelves
from bot.work.turn import Kept, Met, Outcome, stamped, told, versions_of, written

IN_MIND = 10_000  # customers, a few kilobytes each

#: Is told of a turn, and how many seconds it took.
Tell = Callable[[Met, float], None]
_log = structlog.get_logger(__name__)


class _Meeting:
    """An arrival that was met, on its way to the disk."""

    __slots__ = ("arrival", "began", "kept", "met", "turn")

    def __init__(self, arrival: Arrival, began: float, turn: MetAtOnce, kept: Kept, met: Met) -> None:
        self.arrival = arrival
        self.began = began
        self.turn = turn
        self.kept = kept
        self.met = met


class Express:
    """`clock` gives UTC; `tell` is told of each turn that was written."""

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
        self._shelves = shelves
        self._cutters = cutters
        self._clock = clock
        self._tell = tell
        self.in_flight: set[str] = set()
        self._puts = 0  # how often something was left to the inbox
        self._putting: set[int] = set()  # those not on disk yet
        self._behind: dict[str | Address, dict[str, int]] = {}  # whose events wait in the inbox, and by which put
        self._in_mind: OrderedDict[str, Kept] = OrderedDict()
        self._owners: dict[Address, str] = {}
        self._caught_up = False  # whether what waited before we began has been met

    async def meet(self, arrivals: Sequence[Arrival]) -> Sequence[Arrival]:
        """Meet what can be met at once; return the rest, for the inbox. Raises `StoreUnavailable`."""
        meetings = [meeting for arrival in arrivals if (meeting := self._begin(arrival)) is not None]
        if not meetings:
            return arrivals
        try:
            await self._store.database.write(write_met, [meeting.turn for meeting in meetings], "turn.{}_commit")
        except StoreFault:
            raise
        except Exception:  # rows that can't be written: the usual way counts that, and sets them aside
            _log.exception("turns not written")
        finally:
            done = {meeting.arrival.event.id for meeting in meetings if self._end(meeting)}
        return [arrival for arrival in arrivals if arrival.event.id not in done]

    def _begin(self, arrival: Arrival) -> _Meeting | None:
        event = arrival.event
        if not isinstance(event, MessageReceived) or arrival.names != (event.address,) or not self._caught_up:
            return None
        id_ = self._owners.get(event.address)
        kept = None if id_ is None else self._in_mind.get(id_)
        if id_ is None or kept is None or id_ in self.in_flight or id_ in self._behind or event.address in self._behind:
            return None
        try:
            meeting = self._meet(arrival, event, kept)
        except Exception:  # a fault of ours is met again the usual way, where it is counted
            _log.exception("event not met at once", event_id=event.id)
            return None
        if meeting is not None:
            self.in_flight.add(id_)
        return meeting

    def _meet(self, arrival: Arrival, event: MessageReceived, kept: Kept) -> _Meeting | None:
        began, shelf, before = time.perf_counter(), self._shelves.shelf, kept.customer
        absent = self._shelves.absent
        if any(shelf.at(version) is None and version not in absent for version in versions_of(before)):
            return None
        now = max(micros(self._clock()), kept.met_at + 1)
        event = stamped(event, moment(now))
        turn = advance(shelf, before, event)
        if turn.unread or before.doubt is not None:  # in doubt, a number may pass to somebody else
            return None
        record = written(turn, event, self._cutters)
        record.met_at_once(arrival, before.id, now)
        record.heard(before.id, event, now)
        record.customer(turn.customer, kept.version + 1, now)
        return _Meeting(
            arrival,
            began,
            MetAtOnce(event.id, before.id, kept.version, record),
            Kept(turn.customer, kept.version + 1, now),
            told(event, before.id, len(turn.effects)),
        )

    def _end(self, meeting: _Meeting) -> bool:
        """Keep in mind what is on disk, forget what is not; tell whether it was written."""
        turn = meeting.turn
        self.in_flight.discard(turn.customer)
        if turn.customer in self._behind:
            self._store.bell.ring(TOPIC)  # the consumer passed over them
        if not turn.written:
            self._in_mind.pop(turn.customer, None)
            return False
        self._in_mind[turn.customer] = meeting.kept
        self._in_mind.move_to_end(turn.customer)
        if turn.record.soonest_timer <= meeting.kept.met_at:
            self._store.bell.ring(TOPIC)
        self._tell(meeting.met, time.perf_counter() - meeting.began)
        return True

    @contextmanager
    def leaving(self, arrivals: Sequence[Arrival]) -> Iterator[None]:
        """Note whose events go to the inbox while the block puts them there: what comes next of theirs waits behind."""
        self._puts += 1
        put = self._puts
        for arrival in arrivals:
            for who in (arrival.customer, *arrival.names):
                if who is not None:
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

    def follow(self, outcome: Outcome, upto: int, passed_over: set[str]) -> None:
        """Learn from a group of turns how the customers stand now. `upto` is what `put` was as the group was asked for,
        and `passed_over` whom it left out: what was put later, and theirs, it may not have seen.
        """
        for kept in outcome.kept:
            self._keep(kept)
        waiting = outcome.more | outcome.holding.keys() | {one.customer for one in outcome.unread}
        waiting |= outcome.versions.keys()
        met, unseen = {one.event for one in outcome.met}, waiting | passed_over
        for who, left in list(self._behind.items()):
            seen = outcome.whole and not self._is_of(who, unseen)
            still = {event: put for event, put in left.items() if event not in met and not (seen and put <= upto)}
            self._behind[who] = still
            if not still:
                del self._behind[who]
        for id_ in waiting:
            self._behind.setdefault(id_, {}).setdefault("", upto)
        self._caught_up = self._caught_up or outcome.whole

    def _is_of(self, who: str | Address, customers: set[str]) -> bool:
        """Tell whether it is one of these customers, or may be: whose an address is may not be in mind."""
        owner = self._owners.get(who) if isinstance(who, Address) else who
        return bool(customers) if owner is None else owner in customers

    def _keep(self, kept: Kept) -> None:
        id_ = kept.customer.id
        if id_ in self.in_flight:
            return  # met by a timer meanwhile: what is on its way will not be written
        self._owners.update((known.address, id_) for known in kept.customer.addresses)
        self._in_mind[id_] = kept
        self._in_mind.move_to_end(id_)
        while len(self._in_mind) > IN_MIND:
            _, oldest = self._in_mind.popitem(last=False)
            for known in oldest.customer.addresses:
                self._owners.pop(known.address, None)
