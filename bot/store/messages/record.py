"""The database's side of a turn: all that came of the events met, written at once."""

from __future__ import annotations

import math
from collections.abc import Iterable

import msgspec

from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.customer import Customer, Turn
from bot.model.effects import (
    CloseHandover,
    Decide,
    EndConversation,
    ErrandKind,
    OpenHandover,
    RecordConsent,
    RecordMoment,
    RecordMove,
    SetTimer,
)
from bot.model.events import Event, MessageEdited, MessageReceived
from bot.model.order import Order
from bot.store.database.identity import identity_of
from bot.store.database.script import Parameters, Script, many
from bot.store.database.statements import statements
from bot.store.database.times import micros, micros_or_none
from bot.store.messages.claims import Waiting
from bot.store.messages.part_rows import Planned, row_of
from bot.store.reports.flow_marks import FlowMarks
from bot.store.reports.unanswered_rows import ASKING, UnansweredRows
from bot.store.shop.appointments import AppointmentRows
from bot.store.shop.orders import OrderRows
from bot.store.threads.thread_rows import ThreadRows

SQL = statements("turns")
LEDGER = statements("ledger")
CONSENTS = statements("consents")
HANDOVERS = statements("handovers")
ERRANDS = statements("errands")
INBOX = statements("inbox")
JOURNEYS = statements("journeys")
#: Of who stays on their version: SQLite takes a row out of that index and puts it back, whatever the value.
STAYS = SQL["customer"].replace("playbook = excluded.playbook, ", "")
#: Statements whose first parameter names the row.
_ONE_EACH = frozenset({SQL["met"], SQL["customer"], STAYS})
_ENCODER = msgspec.json.Encoder()


def event_json(event: Event) -> str:
    return _ENCODER.encode(event).decode()


class Record:
    """All that a group of turns asks to be written: rows by statement, in the order in which the statements run."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Parameters]] = {}
        self._timers: dict[str, tuple[str, str, int, int, str]] = {}
        self._moved: dict[str, int] = {}  # when timers are due now, be they in the database or set here
        self._places: dict[tuple[str, str], Parameters | None] = {}  # on a journey; None: there no more
        self._follows = False
        self.threads = ThreadRows()
        self.marks = FlowMarks()
        self._orders: OrderRows | None = None  # these most turns have no use for
        self._appointments: AppointmentRows | None = None
        self._unanswered: UnansweredRows | None = None
        self.dropped: set[str] = set()
        self.decisions = 0
        self.last_met = 0  # microseconds

    @property
    def orders(self) -> OrderRows:
        self._orders = self._orders or OrderRows()
        return self._orders

    @property
    def appointments(self) -> AppointmentRows:
        self._appointments = self._appointments or AppointmentRows()
        return self._appointments

    @property
    def unanswered(self) -> UnansweredRows:
        self._unanswered = self._unanswered or UnansweredRows()
        return self._unanswered

    def add(self, sql: str, *parameters: object) -> None:
        """Ask for one more row of a statement."""
        self._rows.setdefault(sql, []).append(parameters)

    def met(self, row: Waiting, at: int, merged_into: str | None = None) -> None:
        self.add(SQL["met"], row.position, at, merged_into)

    def met_unqueued(self, arrival: Arrival, customer: str, at: int) -> None:
        """An event that was met before it was written."""
        a = arrival
        where = (a.source, a.ordinal, micros(a.received_at))
        self.add(SQL["met_unqueued"], a.event.id, customer, *where, event_json(a.event), a.raw, at)

    def failed(self, row: Waiting, at: int, traceback: str, *, dead: bool) -> None:
        """Our own fault: once more, or never again."""
        self.add(SQL["failed"], row.position, traceback, "dead" if dead else "waiting", at if dead else None)

    def customer(self, customer: Customer, version: int, met_at: int, before: Customer | None = None) -> None:
        """The statement never inserts: SQLite does many rows of it in two thirds of an UPDATE's time. `before`: as the
        database has them."""
        self.last_met = max(self.last_met, met_at)
        self.threads.stand(customer, before)
        self.unanswered.stand(customer, before)
        talking = customer.conversations[-1] if customer.conversations else None
        was = before.conversations[-1] if before is not None and before.conversations else None
        stays = before is not None and (was and was.version) == (talking and talking.version)
        self.add(
            STAYS if stays else SQL["customer"],
            customer.id,
            _ENCODER.encode(customer).decode(),
            version,
            met_at,
            customer.language,
            talking and talking.flow,
            talking and talking.version,
            micros_or_none(customer.last_in),
            micros_or_none(customer.last_out),
            micros_or_none(customer.opted_out_at),
            customer.handover and customer.handover.team,
            customer.point_of_sale,
        )

    def addresses(self, customer: str, addresses: Iterable[Address], at: int) -> None:
        for address in addresses:
            self.add(SQL["address"], identity_of(address), address.channel, address.id, customer, at)

    def heard(self, customer: str, message: MessageReceived | MessageEdited, at: int, pressed: str = "") -> None:
        """`pressed`: the words on the button, of a press."""
        address = message.address
        body = event_json(message)
        self.threads.heard(customer, message, at, pressed)
        self.add(SQL["heard"], customer, at, address.channel, address.id, message.id, message.text, body)

    def part(self, part: Planned) -> None:
        self.threads.said(part)
        self.add(SQL["part"], *row_of(part))

    def timer(self, customer: str, timer: SetTimer, at: int) -> None:
        due = micros(timer.due_at)
        self._timers[timer.event.id] = (timer.event.id, customer, at, due, event_json(timer.event))

    def event(self, customer: str, event: Event, source: str, at: int) -> None:
        """An event that follows at once, in a turn of its own; due before, as a turn's stamp may lie ahead."""
        self._follows = True
        self.add(INBOX["arrive"], event.id, customer, source, 0, at, at - 1000, event_json(event), None)

    @property
    def soonest_timer(self) -> float:
        """When the first of what was set is due, in microseconds; infinity without any."""
        if self._follows:
            return 0
        return min((*self._moved.values(), *(due for _, _, _, due, _ in self._timers.values())), default=math.inf)

    def drop_timer(self, timer: str) -> None:
        """Drop a timer, be it in the database or on its way there."""
        self._timers.pop(timer, None)
        self._moved.pop(timer, None)
        self.dropped.add(timer)
        self.add(SQL["drop_timer"], timer)

    def move_timer(self, timer: str, due: int) -> None:
        """Let a timer fire at another time, be it in the database or on its way there."""
        self._moved[timer] = due  # written once those are there that are set

    def decision(self, customer: str, decision: Decide, event: str, at: int) -> None:
        facts = _ENCODER.encode(decision.facts).decode()
        d = decision
        where = (d.version, d.flow, d.step, d.conversation, d.outbox)
        self.decisions += 1
        self.marks.decided(customer, d, event, at)
        if d.rule in ASKING:
            self.unanswered.decided(customer, d, event, at)
        self.add(LEDGER["note"], customer, at, self.decisions, d.id, event, d.kind, d.words, d.rule, facts, *where)

    def consent(self, customer: str, consent: RecordConsent, at: int) -> None:
        c = consent
        proof = (c.wording, c.version, c.source, c.evidence, c.language, int(c.pending), c.order)
        self.add(CONSENTS["record"], c.id, customer, at, c.purpose, c.channel, int(c.granted), *proof)

    def handover(self, customer: str, handover: OpenHandover, at: int) -> None:
        h = handover
        self.add(HANDOVERS["hand_over"], h.id, customer, h.team, h.reason, h.priority, h.conversation, at)

    def given_back(self, handover: CloseHandover, at: int) -> None:
        self.add(HANDOVERS["give_back"], handover.id, at, handover.by)

    def ended(self, customer: str, end: EndConversation, at: int) -> None:
        started = micros(end.started_at)
        self.add(SQL["ended"], end.conversation, customer, end.flow, end.version, end.outcome, started, at)

    def move(self, customer: str, move: RecordMove, at: int) -> None:
        m, entered = move, micros_or_none(move.entered)
        self.add(JOURNEYS["move"], customer, at, m.journey, m.left, entered, m.stage, m.direction, m.cause, m.version)
        self._places[customer, m.journey] = (customer, m.journey, m.stage, at, m.direction, m.cause)

    def stands(self, customer: Customer) -> None:
        """Where a customer is on all of their journeys, who is another by now."""
        for s in customer.journeys:
            place = (customer.id, s.journey, s.stage, micros(s.since), s.direction, s.cause)
            self._places[customer.id, s.journey] = place

    def leaves(self, customer: str, journey: str) -> None:
        """A customer is on a journey no more, which is another's by now."""
        self._places[customer, journey] = None

    def moment(self, customer: str, moment: RecordMoment, at: int) -> None:
        m = moment
        self.add(JOURNEYS["moment"], customer, at, m.journey, m.cause, m.change, m.value, m.rule, m.version)

    def order(self, customer: str, order: Order, at: int) -> None:
        self.orders.keep(customer, order, at)
        self.marks.ordered(customer, order)

    def was_told(self, turn: Turn, event: str, at: int) -> None:
        """What a turn went by that changes later, for its replay."""
        if turn.paces:
            self.add(SQL["paces"], event, turn.customer.id, at, _ENCODER.encode(turn.paces).decode())
        if turn.offers is not None:
            self.add(SQL["offers"], event, turn.customer.id, at, _ENCODER.encode(turn.offers).decode())

    def errand(self, customer: str, errand: ErrandKind, at: int) -> None:
        kind = str(type(errand).__struct_config__.tag)
        self.add(ERRANDS["ask"], errand.id, customer, kind, _ENCODER.encode(errand).decode(), at)

    def take(self, other: Record) -> None:
        """Add all of another record: a turn that went well joins its group."""
        for sql, rows in other._rows.items():
            self._rows.setdefault(sql, []).extend(rows)
        for timer in other.dropped:
            self._timers.pop(timer, None)
            self._moved.pop(timer, None)
        self._moved.update(other._moved)
        self._timers.update(other._timers)
        self._places.update(other._places)
        self.threads.take(other.threads)
        self.marks.take(other.marks)
        if other._orders is not None:
            self.orders.take(other._orders)
        if other._appointments is not None:
            self.appointments.take(other._appointments)
        if other._unanswered is not None:
            self.unanswered.take(other._unanswered)
        self.dropped |= other.dropped
        self._follows = self._follows or other._follows

    def write(self) -> Script[None]:
        """Write all of it."""
        for sql, rows in self._rows.items():
            yield many(sql, rows, apart=sql in _ONE_EACH and len({row[0] for row in rows}) == len(rows))
        yield many(SQL["timer"], list(self._timers.values()))
        yield many(SQL["move_timer"], list(self._moved.items()))
        if self._places:
            yield many(JOURNEYS["stands"], [place for place in self._places.values() if place is not None])
            yield many(JOURNEYS["leave"], [who for who, place in self._places.items() if place is None])
        if self._orders is not None:
            yield from self._orders.write()
        yield from self.threads.write()
        if self._appointments is not None:
            yield from self._appointments.write()
        yield from self.marks.write()
        if self._unanswered is not None:
            yield from self._unanswered.write()
