"""Turns: events met by the engine, one transaction for all that comes of each.

Theory of operation
-------------------
A group of turns is one script, run by the store in one transaction::

    claim customers with due events ─► for each: their events in order ─► write everything ─► commit

The customer is claimed, not the row: until the commit nobody else meets an event of theirs, so two messages a
millisecond apart are two turns in a row. For each event the engine is asked once, `advance(shelf, customer, event)`;
what it asks for becomes rows (`effects`), and these, the customer's new document and the event's `done` are on disk
together or not at all. Killed before the commit, the same event is met again and gives the same ids; killed after it,
it is never met again.

The engine has one clock, the event's `at`, stamped here: the time of the meeting, later than the customer's last one.

Three things are left for later, with everything of that customer that comes after them, and told to the consumer:

- a message that may be the first of several sent in a row waits a moment for the others, and is then met with them;
- a text that should be understood first is read outside the transaction, which may take a while and a thread;
- a conversation on an older version of the playbook waits until that version is on the shelf.

The engine never raises. Where it does, or where an event can't be read, that is a fault of ours: nothing of the turn is
kept, the attempt is counted, and after `ATTEMPTS` the event is a dead letter with its traceback, an entry in the ledger
tells staff, and the customer's next events go on.
"""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from hashlib import blake2b

import msgspec
from msgspec import Struct, field

from bot.channels.base import Cutter
from bot.crash_points import reached
from bot.engine.advance import advance, new_customer
from bot.engine.heard import Glance
from bot.engine.reading import glance, may_wait, merge
from bot.model.customer import Customer
from bot.model.effects import Decide
from bot.model.events import Event, MessageEdited, MessageReceived, TimerDue
from bot.model.message import Reading
from bot.playbook.compiled import Shelf
from bot.store.script import Script
from bot.store.times import micros, moment
from bot.store.turns import Claimed, Record, Waiting, claim, event_of
from bot.work.effects import carry_out

ATTEMPTS = 3
GROUP = 64  # customers
#: A customer who never stops typing is answered after so many bursts all the same.
BURSTS = 5

_CUSTOMER = msgspec.json.Decoder(Customer)
_READING = msgspec.json.Decoder(Reading)


class Unread(Struct, frozen=True):
    """A message to be understood before its turn. `position` is its row's."""

    position: int
    customer: str
    message: MessageReceived
    language: str | None


class Met(Struct, frozen=True):
    """An event that was met, for the log."""

    event: str
    customer: str
    kind: str
    effects: int


class Outcome(Struct):
    """What a group of turns came to, and what it left for later."""

    met: list[Met] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)  # event id, kind of fault
    timers: int = 0
    visitors: set[str] = field(default_factory=set)  # of the web chat, whose messages were met
    claimed: int = 0
    again: bool = False  # something else is due already
    more: set[str] = field(default_factory=set)  # customers with more waiting than fits in a group
    holding: dict[str, int] = field(default_factory=dict)  # customer -> microseconds until their burst is over
    unread: list[Unread] = field(default_factory=list)
    versions: dict[str, set[str]] = field(default_factory=dict)  # customer -> versions that are not on the shelf


def turns(
    now: datetime, shelf: Shelf, absent: Collection[str], cutters: Mapping[str, Cutter], passing_over: Collection[str]
) -> Script[Outcome]:
    """Meet what is due, of up to `GROUP` customers. `absent` versions are known to be nowhere, and not waited for."""
    reached("turn.before_claim")
    claimed = yield from claim(micros(now), GROUP, passing_over)
    reached("turn.after_claim")
    outcome, record = Outcome(claimed=len(claimed)), Record()
    for one in claimed:
        _Turns(one, now, shelf, cutters, outcome, record).meet_all(absent)
    outcome.again = len(claimed) == GROUP or bool(outcome.more) or record.soonest_timer <= micros(now)
    yield from record.write()
    return outcome


class _Turns:
    """The turns of one customer in one group."""

    def __init__(
        self,
        claimed: Claimed,
        now: datetime,
        shelf: Shelf,
        cutters: Mapping[str, Cutter],
        outcome: Outcome,
        record: Record,
    ) -> None:
        self._claimed = claimed
        self._now = now
        self._shelf = shelf
        self._cutters = cutters
        self._outcome = outcome
        self._record = record
        self._met_at = claimed.met_at
        self._met = 0

    def meet_all(self, absent: Collection[str]) -> None:
        before = customer = self._load()
        missing = {
            version for version in _versions(customer) if self._shelf.at(version) is None and version not in absent
        }
        if missing:
            self._outcome.versions[self._claimed.id] = missing
            return
        waiting = list(self._claimed.waiting)
        while waiting:
            after = self._meet_next(customer, waiting)
            if after is None:
                break
            customer = after
        if self._claimed.more:
            self._outcome.more.add(self._claimed.id)
        if self._met:
            self._keep(before, customer)

    def _load(self) -> Customer:
        if self._claimed.state:
            return _CUSTOMER.decode(self._claimed.state)
        return new_customer(self._claimed.id, moment(self._claimed.created_at))

    def _meet_next(self, customer: Customer, waiting: list[Waiting]) -> Customer | None:
        """Meet the first of what waits, with what belongs to it; None where this customer must wait for something."""
        row = waiting[0]
        if row.id in self._record.dropped:
            del waiting[0]
            return customer
        at = self._stamp()
        try:
            rows, event, seen = self._gather(customer, waiting, at)
            if _is_free(rows[0], seen) and self._must_wait(customer, rows, event):
                return None
            return self._meet(customer, rows, event, seen, waiting)
        except Exception as fault:  # whatever it is, it must not keep the customer's next events from being met
            return self._fail(customer, fault, at, waiting)

    def _stamp(self) -> datetime:
        return moment(max(micros(self._now), self._met_at + 1))

    def _gather(
        self, customer: Customer, waiting: list[Waiting], at: datetime
    ) -> tuple[list[Waiting], Event, Glance | None]:
        """Return the first event, with the messages sent right after it that are read as one with it.

        The last is what was seen of a message: free text is to be read and may be waited for, what answers exactly is
        not.
        """
        rows, event = waiting[:1], stamped(event_of(waiting[0]), at)
        seen = glance(self._shelf, customer, event) if isinstance(event, MessageReceived) else None
        if not isinstance(event, MessageReceived) or not _is_free(rows[0], seen):
            return rows, event, seen
        for row in waiting[1:]:
            later = self._more_of(customer, event, row)
            if later is None:
                break
            rows.append(row)
            event = merge(event, later)
        return rows, stamped(event, at) if len(rows) > 1 else event, seen

    def _more_of(self, customer: Customer, event: MessageReceived, row: Waiting) -> MessageReceived | None:
        """Return the row's event if it is more of the same from the same place; a fault in it has its own turn."""
        with contextlib.suppress(msgspec.MsgspecError):
            later = event_of(row)
            if isinstance(later, MessageReceived) and later.address == event.address:
                later = msgspec.structs.replace(later, at=event.at)
                return later if may_wait(self._shelf, customer, later) else None
        return None

    def _must_wait(self, customer: Customer, rows: list[Waiting], event: Event) -> bool:
        """Tell whether free text is not ready for its turn: more of it may come, or it has not been read yet."""
        last = rows[-1]
        burst = self._shelf.current.policy.burst // timedelta(microseconds=1)
        until = min(last.received_at + burst, rows[0].received_at + BURSTS * burst)
        if until > micros(self._now) and may_wait(self._shelf, customer, event):
            self._outcome.holding[customer.id] = until
            return True
        if last.reading is None and isinstance(event, MessageReceived):
            self._outcome.unread.append(Unread(last.position, customer.id, event, customer.language))
            return True
        return False

    def _meet(
        self, customer: Customer, rows: list[Waiting], event: Event, seen: Glance | None, waiting: list[Waiting]
    ) -> Customer:
        last, at = rows[-1], event.at
        if last.reading is not None and isinstance(event, MessageReceived):
            event = msgspec.structs.replace(event, reading=_READING.decode(last.reading))
        turn = advance(self._shelf, customer, event, seen)
        mine, now = Record(), micros(at)
        carry_out(turn.effects, turn.customer, event.id, at, self._cutters, mine)
        for row in rows:
            mine.met(row, now, None if row is last else last.id)
            said = event if row is last and len(rows) == 1 else event_of(row)
            if isinstance(said, MessageReceived | MessageEdited):
                mine.heard(customer.id, said, now)
        self._record.take(mine)
        del waiting[: len(rows)]
        self._count(event, len(turn.effects), now)
        return turn.customer

    def _count(self, event: Event, effects: int, now: int) -> None:
        self._met_at = now
        self._met += 1
        self._outcome.timers += isinstance(event, TimerDue)
        if isinstance(event, MessageReceived) and event.address.channel == "web":
            self._outcome.visitors.add(event.address.id)
        kind = type(event).__struct_config__.tag
        self._outcome.met.append(Met(event.id, self._claimed.id, str(kind), effects))

    def _fail(self, customer: Customer, fault: Exception, at: datetime, waiting: list[Waiting]) -> Customer | None:
        row, now = waiting[0], micros(at)
        dead = row.attempts + 1 >= ATTEMPTS
        self._outcome.failed.append((row.id, type(fault).__name__))
        self._record.failed(row, now, "".join(traceback.format_exception(fault)), dead=dead)
        if not dead:
            self._outcome.more.add(customer.id)
            return None
        self._record.decision(customer.id, _dead_letter(row), row.id, now)
        self._met_at = now
        del waiting[0]
        return customer

    def _keep(self, before: Customer, customer: Customer) -> None:
        self._record.customer(customer, self._claimed.version + self._met, self._met_at)
        known = {known.address for known in before.addresses}
        new = [one.address for one in customer.addresses if one.address not in known]
        if new:
            self._record.addresses(customer.id, new, self._met_at)


def stamped(event: Event, at: datetime) -> Event:
    """Return the event as met at this instant."""
    return msgspec.structs.replace(event, at=at)


def _is_free(row: Waiting, seen: Glance | None) -> bool:
    return seen is not None and (row.reading is not None or seen.free)


def _versions(customer: Customer) -> set[str]:
    return {conversation.version for conversation in (*customer.conversations, *customer.parked)}


def _dead_letter(row: Waiting) -> Decide:
    return Decide(
        id=blake2b(f"{row.id} dead".encode(), digest_size=16).hexdigest(),
        kind="ignored",
        words="an event could not be met because of a fault of ours; staff should look at it",
        rule="dead letter",
        facts={"event": row.id, "attempts": row.attempts + 1},
    )
