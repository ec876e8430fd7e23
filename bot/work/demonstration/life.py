"""Months of a shop in seconds: many lives on one clock that jumps from one thing to the next.

Theory of operation
-------------------
What people do (`people`) and what the world answers (`world`) lies on one heap by its time, beside the timers that
turns set and the messages that they planned. The earliest is taken, over and over, until now. A customer is kept in
memory; a turn is the engine's (`advance`) and its rows are those of any turn (`turn.written`); a message is looked
at once more before it leaves, as by the dispatcher, and its end is written by the outbox's own scripts. So all that
staff see of such a life happened by the rules, and the recorded events, run again, give the same customers.

What is left at the end is left for real: timers lie ahead in the inbox, planned messages in the outbox.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from bot.channels.base import Cutter
from bot.channels.event_ids import event_id
from bot.engine.advance import advance, new_customer
from bot.engine.listening.reading import asked_of
from bot.model.appointment import AskAgenda, RecordAppointment, TellAppointment
from bot.model.customer import Customer, Turn
from bot.model.effects import DropTimers, Emit, Fetch, MoveTimer, OpenHandover, PlaceOrder, Send, SetTimer
from bot.model.events import Event, MessageEdited, MessageReceived, StaffTookOver, StaffWrote, TimerDue
from bot.model.message import Reading
from bot.model.parts import Accepted, Outcome, Part, Refused, Report, RetryAt, Unknown
from bot.playbook.compiled import Shelf
from bot.rules.appointment.agenda_book import AgendaBook
from bot.rules.contact.contact_policy import Home
from bot.rules.contact.sending_again import OWED
from bot.store.database.times import micros, moment
from bot.store.messages.bulk import Portion
from bot.store.messages.gate import Claimed, gate_of
from bot.store.messages.part_rows import Planned
from bot.store.threads.thread_rows import pressed_words
from bot.work.demonstration.people import Input, Person
from bot.work.demonstration.world import delivered_to_shop, fetched, outcome_of, reports_of
from bot.work.sending.dispatcher_check import Drop, Rules, last_look
from bot.work.sending.dispatcher_news import news_of_drop, news_of_outcome
from bot.work.turns.agendas import AGENDA
from bot.work.turns.effects import parts_of
from bot.work.turns.turn import stamped, written

TURNS: Final = 1000  # of a portion, written as one transaction
#: What is kept in memory while a life is lived, and written otherwise than by its turn.
_IN_MIND = (SetTimer, DropTimers, MoveTimer, AskAgenda)
_CLOSING: Final = 600.0  # seconds, as the channels have it
_LOOK_AGAIN: Final = timedelta(seconds=90)  # until an uncertain message is decided on
#: In these last days the time since which somebody waits is seen: each turn of who waits is written by itself.
_TO_THE_MINUTE: Final = timedelta(days=3)

Read = Callable[[str, str | None, str], Reading]
_Act = Callable[[datetime], None]


class _Soul(Struct):
    """A customer in memory, as their row is: the document, its version, when they were last met (microseconds)."""

    person: Person
    customer: Customer
    version: int = 0
    met_at: int = 0


class Life:
    """`shelves` are the playbooks in use, each with since when, in order; `until` is now. `read` understands a text."""

    def __init__(
        self,
        people: Sequence[Person],
        shelves: Sequence[tuple[datetime, Shelf]],
        cutters: Mapping[str, Cutter],
        read: Read,
        *,
        seed: int,
        until: datetime,
    ) -> None:
        self._shelves = shelves
        self._cutters = cutters
        self._read = read
        self._seed = seed
        self._until = until
        self._souls = {one.id: _Soul(one, new_customer(one.id, one.since)) for one in people}
        self._heap: list[tuple[datetime, int, _Act]] = []
        self._count = 0
        self._timers: dict[str, tuple[str, SetTimer, datetime]] = {}  # id -> whose, as set, when
        self._book = AgendaBook()
        self._portion = Portion()
        self._closed: list[Portion] = []
        self._changed: set[str] = set()
        self._met = 0
        self.turns = 0

    def lived(self) -> Iterator[Portion]:
        """Yield what was lived, a portion at a time, in the order in which it must be written."""
        for soul in self._souls.values():
            self._portion.arrives(soul.customer.id, soul.person.addresses, soul.person.since)
            for one in soul.person.story:
                self._later(one.at, partial(self._befalls, soul, one))
        while self._heap and self._heap[0][0] <= self._until:
            at, _, act = heapq.heappop(self._heap)
            act(at)
            if self._met >= TURNS:
                self._close()
            yield from self._written()
        for whose, timer, due in self._timers.values():
            self._portion.record.timer(whose, replace(timer, due_at=due), micros(self._until))
        self._close()
        yield from self._written()

    def _written(self) -> Iterator[Portion]:
        closed, self._closed = self._closed, []
        yield from closed

    def _close(self) -> None:
        portion = self._portion
        for id_ in sorted(self._changed):
            soul = self._souls[id_]
            portion.record.customer(soul.customer, soul.version, soul.met_at)
            known = [one.address for one in soul.customer.addresses]
            portion.record.addresses(id_, known, soul.met_at)
        self._portion, self._changed, self._met = Portion(), set(), 0
        self._closed.append(portion)

    def _later(self, at: datetime, act: _Act) -> None:
        self._count += 1
        heapq.heappush(self._heap, (at, self._count, act))

    def _expect(self, soul: _Soul, inputs: Sequence[Input]) -> None:
        for one in inputs:
            self._later(one.at, partial(self._meet, soul, one.event, one.source))

    def _befalls(self, soul: _Soul, one: Input, at: datetime) -> None:
        if soul.person.would(one):
            self._meet(soul, one.event, one.source, at)

    def _with_staff(self, soul: _Soul, one: Input, at: datetime) -> None:
        """What a colleague has settled meanwhile is not begun again."""
        if soul.customer.handover is not None:
            self._meet(soul, one.event, one.source, at)

    # turns

    def _shelf(self, at: datetime) -> Shelf:
        return next(shelf for since, shelf in reversed(self._shelves) if since <= at)

    def _meet(self, soul: _Soul, event: Event, source: str, came: datetime) -> None:
        if isinstance(event, StaffWrote | StaffTookOver):
            self._close()  # it silences what has not left, in the database: what has left must be known there
        now = max(micros(came), soul.met_at + 1)
        turn, met, reading = self._advance(soul, stamped(event, moment(now)))
        kept = tuple(effect for effect in turn.effects if not isinstance(effect, _IN_MIND))
        record = written(replace(turn, effects=kept), met, self._cutters)
        if isinstance(met, MessageReceived | MessageEdited):
            record.heard(soul.customer.id, met, now, pressed_words(soul.customer, met))
        self._portion.record.take(record)
        self._portion.met(soul.customer.id, event, reading, source, came, now)
        soul.customer, soul.met_at, soul.version = turn.customer, now, soul.version + 1
        self._changed.add(soul.customer.id)
        self._met += 1
        self.turns += 1
        self._carry_out(soul, turn, met)
        if soul.customer.handover is not None and self._until - met.at < _TO_THE_MINUTE:
            self._met = TURNS

    def _advance(self, soul: _Soul, event: Event) -> tuple[Turn, Event, Reading | None]:
        shelf = self._shelf(event.at)
        turn = advance(shelf, soul.customer, event)
        if not turn.unread or not isinstance(event, MessageReceived):
            return turn, event, None
        reading = self._read(event.text, soul.customer.language, asked_of(soul.customer))
        event = replace(event, reading=reading)
        return advance(shelf, soul.customer, event), event, reading

    def _carry_out(self, soul: _Soul, turn: Turn, event: Event) -> None:
        for effect in turn.effects:
            match effect:
                case SetTimer() | DropTimers() | MoveTimer():
                    self._keep_time(soul, effect)
                case Send():
                    for planned in parts_of(effect, soul.customer.id, event.id, event.at, self._cutters):
                        self._sends(soul, planned, planned.due_at)
                case Fetch():
                    self._fetches(soul, effect, event.at)
                case AskAgenda() | RecordAppointment():
                    self._looks_up(soul, effect, event.at)
                case Emit() | PlaceOrder() | TellAppointment():
                    self._tells_shop(soul, effect, event.at)
                case OpenHandover():
                    for one in soul.person.handed_over(effect.id, effect.team, event.at, self._until):
                        self._later(one.at, partial(self._with_staff, soul, one))
                case _:
                    pass

    def _tells_shop(self, soul: _Soul, effect: Emit | PlaceOrder | TellAppointment, at: datetime) -> None:
        if isinstance(effect, PlaceOrder) and effect.name == "order.created":
            self._expect(soul, soul.person.pays(effect.order, at))
        for then, outcome, reason in delivered_to_shop(self._chance(effect.id), at, self._until):
            self._portion.told(effect.id, soul.customer.id, outcome, reason, then)

    def _looks_up(self, soul: _Soul, effect: AskAgenda | RecordAppointment, at: datetime) -> None:
        if isinstance(effect, RecordAppointment):
            self._book.keep(effect.appointment)
            return
        self._portion.record.appointments.claim(soul.customer.id, effect, micros(at))
        if effect.claim is not None:
            self._met = TURNS  # what becomes of it is written after it
        self._expect(soul, [Input(at, self._book.answer(effect, event_id("agenda", effect.id)), AGENDA)])

    def _keep_time(self, soul: _Soul, effect: SetTimer | DropTimers | MoveTimer) -> None:
        match effect:
            case SetTimer(due_at, timer):
                self._timers[timer.id] = (soul.customer.id, effect, due_at)
                self._set(soul, timer, due_at)
            case DropTimers(ids):
                for each in ids:
                    self._timers.pop(each, None)
            case MoveTimer(name, due_at):
                if name in self._timers:
                    whose, kept, _ = self._timers[name]
                    self._timers[name] = (whose, kept, due_at)
                    self._set(soul, kept.event, due_at)

    def _set(self, soul: _Soul, timer: TimerDue, due: datetime) -> None:
        def fires(at: datetime) -> None:
            kept = self._timers.get(timer.id)
            if kept is not None and kept[2] == due:  # else it was dropped or moved
                del self._timers[timer.id]
                self._meet(soul, timer, "timer", at)

        self._later(due, fires)

    def _fetches(self, soul: _Soul, errand: Fetch, at: datetime) -> None:
        chance = self._chance(errand.id)
        back = at + timedelta(seconds=chance.uniform(0.1, 0.9))

        def returns(then: datetime) -> None:
            self._portion.fetched(errand.id)
            self._meet(soul, fetched(errand, chance), "fetch", then)

        self._later(back, returns)

    # sending

    def _chance(self, key: str) -> Random:
        return Random(f"{self._seed}/{key}")  # noqa: S311 - a life, not a secret

    def _sends(self, soul: _Soul, planned: Planned, due: datetime) -> None:
        self._later(due + timedelta(seconds=1), lambda at: self._send(soul, planned, _part(planned), at))

    def _send(self, soul: _Soul, planned: Planned, part: Part, at: datetime) -> None:
        shelf, part = self._shelf(at), replace(part, attempts=part.attempts + 1)
        rules = Rules(shelf.current.policy, Home(shelf.current.store.country, shelf.current.store.timezone))
        look = last_look(Claimed(part, gate_of(soul.customer, part.address)), rules, closing_time=_CLOSING, now=at)
        if isinstance(look, Drop):
            self._portion.dropped(part, look.words, look.rule, at)
            for told in news_of_drop(part, look, at):
                self._expect(soul, [Input(at, told.event, told.source)])
            return
        outcome = outcome_of(part, self._chance(f"{part.id}/{part.attempts}"), at)
        self._portion.settled(part, outcome, at)
        for told in news_of_outcome(part, outcome, at):
            self._expect(soul, [Input(at, told.event, told.source)])
        self._follow(soul, planned, part, outcome, at)

    def _told_of(self, report: Report, _at: datetime) -> None:
        self._portion.reported(report)

    def _follow(self, soul: _Soul, planned: Planned, part: Part, outcome: Outcome, at: datetime) -> None:
        match outcome:
            case Accepted(provider_id):
                for report in reports_of(part, provider_id, self._chance(provider_id), at):
                    self._later(report.at, partial(self._told_of, report))
                self._expect(soul, soul.person.answers(planned, at))
            case RetryAt(due, _):
                self._later(due, lambda then: self._send(soul, planned, part, then))
            case Unknown():
                self._later(at + _LOOK_AGAIN, lambda then: self._decide(soul, planned, part, then))
            case Refused():
                pass

    def _decide(self, soul: _Soul, planned: Planned, part: Part, at: datetime) -> None:
        """As of any uncertain message: what is owed goes once more, all else is left for staff to see."""
        if part.purpose in OWED and not part.resent:
            self._portion.sent_once_more(part, at)
            self._send(soul, planned, replace(part, resent=True), at)
            return
        words = "maybe sent: the provider left us not knowing, and nobody is owed a repeat"
        self._portion.abandoned(
            part, words if part.purpose not in OWED else "sent again once already, and uncertain again", at
        )


def _part(planned: Planned) -> Part:
    return Part(
        id=planned.id,
        customer=planned.customer,
        address=planned.address,
        body=planned.body,
        purpose=planned.purpose,
        position=0,
        created_at=planned.created_at,
        due_at=planned.due_at,
        not_after=planned.not_after,
        gate=planned.gate,
        language=planned.language or "fr",
    )
