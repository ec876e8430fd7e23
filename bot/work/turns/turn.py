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

- a message that may be the first of several in a row waits a moment for them, unless it came later than now (a clock);
- a text that should be understood first is read outside the transaction, which may take a while and a thread;
- a conversation on an older version of the playbook waits until that version is on the shelf.

Where the engine raises, or an event can't be read, that is a fault of ours: nothing of the turn is kept, and after
`ATTEMPTS` the event is a dead letter with its traceback, the ledger tells staff, and the customer's next events go on.
"""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import TypeVar

import msgspec
from msgspec import Struct, field

from bot.channels.base import Cutter
from bot.crash_points import reached
from bot.engine.advance import advance, new_customer
from bot.engine.listening.reading import asked_of, may_wait, merge
from bot.model.address import Address
from bot.model.customer import Customer, Turn
from bot.model.effects import Decide, SplitOff
from bot.model.events import Event, MessageEdited, MessageReceived, TimerDue
from bot.model.message import Reading
from bot.playbook.compiled import Shelf
from bot.store.database.script import Script
from bot.store.database.times import micros, moment
from bot.store.messages.claims import Claimed, Waiting, claim, event_of
from bot.store.messages.record import Record, event_json
from bot.store.messages.silencing import silence_bot
from bot.store.people.erasing import suppress
from bot.store.people.merges import IDENTITY, give_events
from bot.store.people.merges import SQL as MERGES
from bot.store.threads.thread_rows import pressed_words
from bot.work.turns.agendas import look_up
from bot.work.turns.effects import carry_out, write_all
from bot.work.turns.older_orders import recall
from bot.work.turns.pairs import Pairs, bring_together, go_with

ATTEMPTS = 3
GROUP = 64  # customers
BURSTS = 5  # after so many a customer who never stops typing is answered all the same

#: One kind of event, which it stays.
AnEvent = TypeVar("AnEvent", bound=Struct)
_CUSTOMER = msgspec.json.Decoder(Customer)
_READING = msgspec.json.Decoder(Reading)


class Unread(Struct, frozen=True):
    """A message to be understood before its turn. `position` is its row's; `asked`: see `asked_of`."""

    position: int
    customer: str
    message: MessageReceived
    language: str | None
    asked: str


class Met(Struct, frozen=True):
    """An event that was met, for the log. `visitor` is whose page of the web chat is to hear of it."""

    event: str
    customer: str
    kind: str
    effects: int
    visitor: str | None = None


class Kept(Struct, frozen=True):
    """A customer as they stand in the database: their document, its version, and when they were last met."""

    customer: Customer
    version: int
    met_at: int


class Outcome(Struct):
    """What a group of turns came to, and what it left for later."""

    met: list[Met] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)  # event id, kind of fault
    timers: int = 0
    claimed: int = 0
    whole: bool = True  # everybody with something due was claimed, but those passed over
    kept: list[Kept] = field(default_factory=list)
    again: bool = False  # something else is due already
    more: set[str] = field(default_factory=set)  # customers with more waiting than fits in a group
    holding: dict[str, int] = field(default_factory=dict)  # customer -> microseconds until their burst is over
    unread: list[Unread] = field(default_factory=list)
    added: list[tuple[str, Address]] = field(default_factory=list)  # addresses that known customers have now too
    versions: dict[str, set[str]] = field(default_factory=dict)  # customer -> versions that are not on the shelf


def turns(
    now: datetime,
    shelf: Shelf,
    absent: Collection[str],
    cutters: Mapping[str, Cutter],
    passing_over: Collection[str],
    keyed: Callable[[str], str] | None = None,
    *,
    timers: bool = True,
) -> Script[Outcome]:
    """Meet what is due (`timers`: see `claim`), of up to `GROUP` customers. `absent` versions are known to be nowhere;
    `keyed` hashes an address as those are kept of people who were erased.
    """
    reached("turn.before_claim")
    claimed, whole, forwarded = yield from claim(micros(now), GROUP, passing_over, timers=timers)
    reached("turn.after_claim")
    outcome, record = Outcome(claimed=len(claimed), whole=whole), Record()
    pairs = yield from bring_together(claimed, micros(now), keyed)
    pairs.events |= yield from recall(claimed)
    pairs.events |= yield from look_up(claimed)
    outcome.more |= pairs.later
    if keyed is not None:
        outcome.more |= yield from suppress(claimed, keyed)
    for one in claimed:
        if one.id not in outcome.more:
            Turns(one, now, shelf, cutters, outcome, record, pairs).meet_all(absent)
    outcome.again = len(claimed) == GROUP or bool(outcome.more) or forwarded
    outcome.again |= yield from write_all(record, outcome.added, micros(now), keyed)
    return outcome


class Turns:
    """The turns of one customer in one group."""

    def __init__(
        self,
        claimed: Claimed,
        now: datetime,
        shelf: Shelf,
        cutters: Mapping[str, Cutter],
        outcome: Outcome,
        record: Record,
        pairs: Pairs,
    ) -> None:
        self._pairs = pairs
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
        missing = {one for one in versions_of(customer) if self._shelf.at(one) is None and one not in absent}
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
        if row.source == IDENTITY and row is not self._claimed.waiting[0]:
            self._outcome.more.add(customer.id)  # it needs a second customer: it comes first in a group to come
            return None
        at = self._now if micros(self._now) > self._met_at else moment(self._met_at + 1)
        try:
            event = stamped(self._pairs.events.get(row.id) or event_of(row), at)
            turn = None if row.reading is not None else advance(self._shelf, customer, event)
            if turn is not None and not turn.unread:
                return self._keep_turn(waiting[:1], event, customer, turn, waiting)
            rows, event = self._gather(customer, event, waiting)
            if self._must_wait(customer, rows, event):
                return None
            return self._meet(customer, rows, event, waiting)
        except Exception as fault:  # whatever it is, it must not keep the customer's next events from being met
            return self._fail(customer, fault, at, waiting)

    def _gather(self, customer: Customer, event: Event, waiting: list[Waiting]) -> tuple[list[Waiting], Event]:
        """Return a free text with the messages sent right after it, as the one event that they are read as."""
        rows, at = waiting[:1], event.at
        if not isinstance(event, MessageReceived):
            return rows, event
        for row in waiting[1:]:
            later = self._more_of(customer, event, row)
            if later is None:
                break
            rows.append(row)
            event = merge(event, later)
        return rows, stamped(event, at)

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
        if last.received_at <= micros(self._now) < until and may_wait(self._shelf, customer, event):
            self._outcome.holding[customer.id] = until
            return True
        if last.reading is None and isinstance(event, MessageReceived):
            unread = Unread(last.position, customer.id, event, customer.language, asked_of(customer))
            self._outcome.unread.append(unread)
            return True
        return False

    def _meet(self, customer: Customer, rows: list[Waiting], event: Event, waiting: list[Waiting]) -> Customer:
        reading = rows[-1].reading
        if reading is not None and isinstance(event, MessageReceived):
            event = msgspec.structs.replace(event, reading=_READING.decode(reading))
        return self._keep_turn(rows, event, customer, advance(self._shelf, customer, event), waiting)

    def _keep_turn(self, rows: list[Waiting], event: Event, was: Customer, turn: Turn, left: list[Waiting]) -> Customer:
        """Let what came of a turn join the group's record. `rows` are those met by it, the last of them as itself."""
        mine, now, last = written(turn, event, self._cutters), micros(event.at), rows[-1]
        for row in rows:
            mine.met(row, now, None if row is last else last.id)
            said = event if row is last and len(rows) == 1 else event_of(row)
            if isinstance(said, MessageReceived | MessageEdited):
                mine.heard(turn.customer.id, said, now, pressed_words(was, said))
        if last.id in self._pairs.events:
            self._keep_both(last, event, turn, mine)
        if last.id in self._pairs.events or go_with(mine, turn.effects, left[len(rows) :]):
            self._outcome.more.add(turn.customer.id)
            rows = list(left)  # the rest may be the other's by now
        self._record.take(mine)
        del left[: len(rows)]
        self._count(event, len(turn.effects), now)
        return turn.customer

    def _keep_both(self, row: Waiting, event: Event, turn: Turn, record: Record) -> None:
        """Write down what a merge or its way back looked at, and a customer who is one again."""
        record.add(MERGES["complete"], row.position, event_json(event))
        for effect in turn.effects:
            if isinstance(effect, SplitOff):
                other, now = msgspec.convert(effect.document, Customer), micros(event.at)
                version = self._pairs.versions[other.id] + 1
                record.customer(other, version, now)
                give_events(record, self._pairs.theirs[row.id], other.id)
                self._outcome.kept.append(Kept(other, version, now))

    def _count(self, event: Event, effects: int, now: int) -> None:
        self._met_at, self._met = now, self._met + 1
        self._outcome.timers += isinstance(event, TimerDue)
        self._outcome.met.append(told(event, self._claimed.id, effects))

    def _fail(self, customer: Customer, fault: Exception, at: datetime, waiting: list[Waiting]) -> Customer | None:
        row, now, dead = waiting[0], micros(at), waiting[0].attempts + 1 >= ATTEMPTS
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
        version = self._claimed.version + self._met
        self._record.customer(customer, version, self._met_at, before if self._claimed.state else None)
        self._outcome.kept.append(Kept(customer, version, self._met_at))
        if customer.addresses is before.addresses:
            return
        known = {known.address for known in before.addresses}
        new = [one.address for one in customer.addresses if one.address not in known]
        if new:
            self._record.addresses(customer.id, new, self._met_at)
        if new and before.addresses:
            self._outcome.added += [(customer.id, address) for address in new]


def written(turn: Turn, event: Event, cutters: Mapping[str, Cutter]) -> Record:
    """Return the rows of what a turn asked for."""
    record = Record()
    carry_out(turn.effects, turn.customer, event.id, event.at, cutters, record)
    record.was_told(turn, event.id, micros(event.at))
    silence_bot(record, turn.customer.id, event)
    return record


def told(event: Event, customer: str, effects: int) -> Met:
    """Return what is told of an event that was met."""
    page = event.address.id if isinstance(event, MessageReceived) and event.address.channel == "web" else None
    return Met(event.id, customer, str(type(event).__struct_config__.tag), effects, page)


def stamped(event: AnEvent, at: datetime) -> AnEvent:
    """Return the event as met at this instant."""
    return msgspec.structs.replace(event, at=at)


def versions_of(customer: Customer) -> set[str]:
    """Return the versions of the playbook that a customer's conversations run on."""
    return {conversation.version for conversation in (*customer.conversations, *customer.parked)}


def _dead_letter(row: Waiting) -> Decide:
    return Decide(
        id=blake2b(f"{row.id} dead".encode(), digest_size=16).hexdigest(),
        kind="ignored",
        words="an event could not be met because of a fault of ours; staff should look at it",
        rule="dead letter",
        facts={"event": row.id, "attempts": row.attempts + 1},
    )
