"""One customer's life: an inbox, an outbox and a provider in memory, on a clock that jumps from event to event."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final

import msgspec
from msgspec.structs import replace

from bot.engine.advance import advance, new_customer
from bot.model.appointment import Appointment, AskAgenda, RecordAppointment
from bot.model.customer import Customer, Turn
from bot.model.effects import AskModel, Decide, DropTimers, EndConversation, Fetch, MoveTimer, Send, SetTimer
from bot.model.events import ChatBlocked, DeliveryFailed, Event, FetchReturned, MessageReceived, ModelAnswered, TimerDue
from bot.model.message import Pressed, Reading
from bot.model.parts import Part, PartState
from bot.playbook.compiled import Shelf
from bot.rules.appointment.agenda_book import AgendaBook
from bot.rules.contact.contact_policy import Home
from bot.store.messages.delivery import RANK, forward
from bot.store.messages.gate import Claimed, gate_of
from bot.wiring.channels import CUTTERS
from bot.work.sending.dispatcher_check import Drop, Rules, last_look
from bot.work.turns.effects import part_id
from tests.simulation.oracle import Broken, Oracle
from tests.simulation.people import Input, Person
from tests.simulation.visits import Visits, wanted

START: Final = datetime(2025, 3, 3, 9, tzinfo=UTC)
OPEN: Final = frozenset({"queued", "sending", "unknown"})
MOST: Final = 40_000  # events of one life
Reader = Callable[[str, str | None, str], Reading]
_CUSTOMERS: Final = msgspec.json.Decoder(Customer)


class Life:
    """`inputs` is all that came from outside, in order: with it the life can be lived again. `books`: they book visits,
    move or cancel or miss them.
    """

    def __init__(
        self, shelf: Shelf, number: int, seed: str, reader: Reader, *, newer: Shelf | None = None, books: bool = False
    ) -> None:
        self.shelf = shelf
        self._newer = newer
        self.now = START
        self.customer = new_customer(f"{number:032x}", START)
        self.oracle = Oracle()
        self.counts: Counter[str] = Counter()
        self.inputs: list[Input] = []
        self.log: list[tuple[Event, Shelf]] = []
        self.decisions: list[Decide] = []
        self._seed = seed
        self._reader = reader
        self._queue: list[tuple[datetime, int, str, object]] = []
        self._number = 0
        self._inbox: dict[str, str] = {}  # id -> waiting, done
        self._timers: dict[str, TimerDue] = {}
        self._book = AgendaBook()
        self._visits = Visits(seed) if books else None
        self._parts: dict[str, Part] = {}
        self._person: Person | None = None

    def live(self, person: Person, days: int) -> None:
        """Let a person live: their year, and their answers to what they are told. Raises `Broken`."""
        self._person = person
        for one in person.year(START, days):
            self._plan(one)
        if self._visits is not None:
            for at, event in wanted(f"{self._seed}/{person.number}", person.address, START, days):
                self._plan(Input(at, event))
        self._run(START + timedelta(days=days))

    def again(self, inputs: Iterable[Input], days: int) -> None:
        """Live through what came from outside once more, or through a part of it. Raises `Broken`."""
        for one in inputs:
            self._plan(one)
        self._run(START + timedelta(days=days))

    def _plan(self, one: Input) -> None:
        self.inputs.append(one)
        for later in (0.0, *one.copies):
            self._later(one.at + timedelta(seconds=later), "arrives", one.event)

    def _later(self, at: datetime, what: str, thing: object) -> None:
        self._number += 1
        heapq.heappush(self._queue, (at, self._number, what, thing))

    def _run(self, end: datetime) -> None:
        steps = 0
        while self._queue and self._queue[0][0] <= end:
            at, _, what, thing = heapq.heappop(self._queue)
            self.now = max(self.now, at)
            steps += 1
            self.oracle.demand("it comes to rest", steps < MOST, f"{steps} steps")
            if self._newer is not None and self.now > START + (end - START) / 2:
                self.shelf, self._newer = self._newer, None
            self._step(what, thing)
        self.counts["days"] = (end - START).days

    def _step(self, what: str, thing: object) -> None:
        match what, thing:
            case "arrives", event:
                self._arrives(event)  # type: ignore[arg-type]
            case "sends", str(name):
                self._sends(name)
            case "told", (str(name), str(state)):
                self._told(name, state)  # type: ignore[arg-type]
            case "decides", str(name):
                self._uncertain(name)
        self.oracle.demand("I10 nothing vanishes", len(self._parts) == self.counts["parts"], "parts")

    # the inbox

    def _arrives(self, event: Event) -> None:
        if isinstance(event, TimerDue):
            if self._timers.get(event.id) != event:
                return  # it was dropped, or moved
            del self._timers[event.id]
        elif event.id in self._inbox:
            self.counts["repeats"] += 1
            return
        self.oracle.demand("I2 an event is met once", self._inbox.get(event.id) != "done", event.id)
        self._inbox[event.id] = "done"
        self._meet(event)

    def _meet(self, event: Event) -> None:
        self.now += timedelta(microseconds=1)
        event = replace(event, at=self.now)
        try:
            turn = advance(self.shelf, self.customer, event)
            if turn.unread and isinstance(event, MessageReceived):
                event = replace(event, reading=self._reader(event.text, self.customer.language, ""))
                turn = advance(self.shelf, self.customer, event)
        except Exception as fault:
            raise Broken("the engine never raises", f"{type(fault).__name__}: {fault} at {event}") from fault
        self.oracle.demand("a text that was read is met", not turn.unread, event.id)
        self.log.append((event, self.shelf))
        before = self.customer
        self._keep(turn)
        self._carry_out(event, turn, before)
        for appointment in self.customer.appointments:
            self._expects(appointment)
        give_backs = {timer.set_by for timer in self._timers.values() if timer.kind == "give_back"}
        self.oracle.stuck(self.customer, self._timers.keys(), give_backs)

    def _keep(self, turn: Turn) -> None:
        written = msgspec.json.encode(turn.customer)
        self.customer = _CUSTOMERS.decode(written)
        self.oracle.demand("kept as it is", self.customer == turn.customer, "a customer changed by being written")
        self.counts["largest document"] = max(self.counts["largest document"], len(written))
        self.counts["turns"] += 1

    def _carry_out(self, event: Event, turn: Turn, before: Customer) -> None:  # noqa: C901 - one arm an effect
        self.oracle.met(event, turn, before)
        for effect in turn.effects:
            match effect:
                case Send():
                    self.oracle.planned([effect.id])
                    self.oracle.said(effect, event.id, event.at, before)
                    if self._visits is not None:
                        for look in self._visits.said(effect, before, self.customer, event.at):
                            self.oracle.demand(*look)
                    self._put_out(effect, event)
                case SetTimer(due_at, timer):
                    self.oracle.demand("timers lie ahead", due_at >= event.at, timer.kind)
                    self._timers[timer.id] = timer
                    self._later(due_at, "arrives", timer)
                case DropTimers(ids):
                    for each in ids:
                        self._timers.pop(each, None)
                case MoveTimer(name, due_at):
                    self.oracle.demand("timers lie ahead", due_at >= event.at, name)
                    if name in self._timers:
                        self._timers[name] = replace(self._timers[name], due_at=due_at)
                        self._later(due_at, "arrives", self._timers[name])
                case Decide():
                    self.oracle.planned([effect.id])
                    self.decisions.append(effect)
                    self.counts[f"decided {effect.kind}"] += 1
                case Fetch():
                    self._fetch(effect)
                case AskModel():
                    self._ask_model(effect)
                case AskAgenda():
                    self._later(self.now, "arrives", self._book.answer(effect, f"{effect.id}-agenda"))
                case RecordAppointment(appointment=appointment):
                    self._book.keep(appointment)
                    self.counts[f"visits {appointment.status}"] += 1
                case EndConversation():
                    self.counts["conversations ended"] += 1
                case _:
                    pass

    def _expects(self, appointment: Appointment) -> None:
        if self._person is not None and self._visits is not None:
            for at, event in self._visits.booked(appointment, self._person.address, self.now):
                self.counts["visits go otherwise"] += 1
                self._plan(Input(at, event))

    def _fetch(self, fetch: Fetch) -> None:
        chance = Random(f"{self._seed}{fetch.id}")
        fails = chance.random() < 0.3
        returned = FetchReturned(
            id=f"{fetch.id}-fetched",
            conversation=fetch.conversation,
            set_by=fetch.id,
            ok=not fails,
            value=None if fails else {"available": chance.random() < 0.8},
            reason="time-out" if fails else "",
        )
        self._later(self.now + timedelta(seconds=chance.uniform(0.1, 4)), "arrives", returned)

    def _ask_model(self, asked: AskModel) -> None:
        chance = Random(f"{self._seed}{asked.id}")
        said = chance.choice(["1", "0", "99"] if asked.task == "rank" else [asked.source, f"{asked.source} Promis !"])
        answered = ModelAnswered(id=f"{asked.id}-answered", set_by=asked.id, text=said)
        self._later(self.now + timedelta(seconds=chance.uniform(0.1, 8)), "arrives", answered)

    # the outbox and the provider

    def _put_out(self, send: Send, event: Event) -> None:
        for index, body in enumerate(CUTTERS[send.address.channel].cut(send.content, purpose=send.purpose)):
            self.counts["parts"] += 1
            self.counts[f"said {send.purpose}"] += not index
            due = self.now if send.not_before is None else max(self.now, send.not_before)
            part = Part(
                id=part_id(send.id, index),
                customer=self.customer.id,
                address=send.address,
                body=body,
                purpose=send.purpose,
                position=self.counts["parts"],
                created_at=event.at,
                due_at=due,
                not_after=send.not_after,
                gate=send.gate,
                language=send.content.language,
            )
            self.oracle.planned([part.id])
            self._parts[part.id] = part
            self._later(due, "sends", part.id)
        if send.content.prompt and self._person is not None:
            self._answers(send, self._person)

    def _answers(self, send: Send, person: Person) -> None:
        """They answer what they are asked, more often than not: a button, its words, or anything."""
        wanted_visit = self._visits.answered(send, self.now) if self._visits is not None else None
        if wanted_visit is not None:
            self._plan(Input(*wanted_visit))
            return
        chance = person.chance
        if chance.random() < 0.35:
            return
        event = person.says()
        choices = send.content.choices
        if choices and chance.random() < 0.8:
            index = chance.randrange(len(choices))
            pressed = Pressed(send.content.prompt or "", index) if chance.random() < 0.7 else None
            text = "" if pressed else choices[index].label
            event = MessageReceived(id=person.name(), address=send.address, text=text, pressed=pressed)
        after = timedelta(seconds=chance.choice((5, 60, 1800, 86_000)) * chance.uniform(0.5, 1.5))
        copies = tuple(chance.uniform(0, 90) for _ in range(chance.choice((0, 0, 0, 2))))
        self._plan(Input(self.now + after, event, copies))

    def _change(self, part: Part, state: PartState, **fields: object) -> Part:
        changed = replace(part, state=state, **fields)
        self.oracle.demand(
            "I8 states only move forward", RANK[state] >= RANK[part.state] or not RANK[state], f"{part.state} → {state}"
        )
        self._parts[part.id] = changed
        return changed

    def _sends(self, name: str) -> None:
        part = self._parts[name]
        if part.state != "queued":
            return
        before = [
            one
            for one in self._parts.values()
            if one.position < part.position and one.address == part.address and one.state in OPEN
            if one.state != "queued" or one.due_at <= self.now or one.attempts
        ]
        if before:
            self._later(self.now + timedelta(seconds=7), "sends", name)
            return
        part = self._change(part, "sending", attempts=part.attempts + 1)
        look = last_look(
            Claimed(part, gate_of(self.customer, part.address)), self._rules(), closing_time=600, now=self.now
        )
        if isinstance(look, Drop):
            self._change(part, "dropped")
            self.counts[f"dropped: {look.rule}"] += 1
            if look.failed:
                self._fails(part, look.words)
            return
        self._hand_over(part)

    def _rules(self) -> Rules:
        book = self.shelf.current
        return Rules(book.policy, Home(book.store.country, book.store.timezone))

    def _hand_over(self, part: Part) -> None:
        """The provider takes it, or one of its faults befalls: always the same for the same part and attempt."""
        chance = Random(f"{self._seed}{part.id}/{part.attempts}")
        luck = chance.random()
        if luck < 0.9 or part.attempts > 4:
            self._change(part, "accepted")
            self._shown(part)
            for state in chance.sample(("sent", "delivered", "read", "sent", "delivered"), 5):
                self._later(self.now + timedelta(seconds=chance.uniform(0, 60)), "told", (part.id, state))
        elif luck < 0.94:
            due = self.now + timedelta(seconds=chance.uniform(20, 900))
            self._change(part, "queued", due_at=due)
            self._later(due, "sends", part.id)
        elif luck < 0.97:
            if chance.random() < 0.5:
                self._shown(part)
            self._change(part, "unknown")
            self._later(self.now + timedelta(seconds=90), "decides", part.id)
        else:
            self._change(part, "refused")
            if luck < 0.99:
                self._fails(part, "refused")
            else:
                blocked = ChatBlocked(id=f"{part.id}-blocked", address=part.address, reason="gone")
                self._later(self.now, "arrives", blocked)

    def _uncertain(self, name: str) -> None:
        part = self._parts[name]
        if part.state != "unknown":
            return
        if part.purpose in ("reply", "service") and not part.resent:
            self._change(part, "queued", resent=True, due_at=self.now)
            self._later(self.now, "sends", name)
        else:
            self._change(part, "abandoned")

    def _fails(self, part: Part, reason: str) -> None:
        failed = DeliveryFailed(id=f"{part.id}-failed", address=part.address, outbox_id=part.id, reason=reason)
        self._later(self.now, "arrives", failed)

    def _told(self, name: str, state: PartState) -> None:
        part = self._parts[name]
        target = forward(part.state, state)
        if target is not None:
            self._change(part, target)

    def _shown(self, part: Part) -> None:
        self.counts["shown"] += 1
        self.oracle.on_the_phone(part, self.customer, self.now)


def replayed(life: Life) -> bytes:
    """Return the customer that the events met lead to, from nothing."""
    customer = new_customer(life.customer.id, START)
    for event, shelf in life.log:
        customer = advance(shelf, customer, event).customer
    return msgspec.json.encode(customer)


def shortest(life: Life, broken: Broken, make: Callable[[], Life], days: int) -> list[Input]:
    """Return as few inputs as still break the same invariant: halves, quarters… are left out while that helps."""
    kept = sorted(life.inputs, key=lambda one: one.at)
    size = max(1, len(kept) // 2)
    while size:
        place = 0
        while place < len(kept):
            fewer = kept[:place] + kept[place + size :]
            if _breaks(make(), fewer, days) == broken.name:
                kept = fewer
            else:
                place += size
        size = size // 2
    return kept


def _breaks(life: Life, inputs: list[Input], days: int) -> str | None:
    try:
        life.again(inputs, days)
    except Broken as broken:
        return broken.name
    return None
