"""A rehearsal: the engine, one customer and a virtual clock.

The same `advance` as in production meets every event; timers fire in their order when time is moved past them; nothing
is sent, stored or fetched. After each turn the customer is written to JSON and read back, as a database would do, so
that what only works in memory fails here. It knows no expectations: `running` and the terminal look at what was said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final, assert_never

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from bot.engine.advance import advance, new_customer
from bot.engine.listening.reading import asked_of, may_wait, merge, wants_reading
from bot.model.appointment import AskAgenda, RecordAppointment, TellAppointment
from bot.model.conversation import Conversation
from bot.model.customer import Customer, Turn
from bot.model.effects import (
    Absorb,
    AskForCode,
    AskModel,
    CloseHandover,
    Decide,
    DropTimers,
    Effect,
    Emit,
    EndConversation,
    Fetch,
    ForgetOrder,
    Identify,
    LetGo,
    MakeLink,
    MoveTimer,
    OpenHandover,
    PlaceOrder,
    RecordCart,
    RecordConsent,
    RecordMoment,
    RecordMove,
    RecordOrder,
    Send,
    SetTimer,
    SplitOff,
)
from bot.model.events import (
    ChatOpened,
    ConsentGiven,
    CustomerImported,
    Event,
    FetchReturned,
    MessageReceived,
    ModelAnswered,
    ReferralFollowed,
    ReferralMade,
    ShopReported,
    StaffGaveBack,
    StaffWrote,
    TimerDue,
)
from bot.model.feedback import RecordFeedback
from bot.model.message import Location, Media, Pressed, Reading, Value
from bot.model.referral import MakeReferral, UseReferral
from bot.playbook.compiled import Playbook, Shelf
from bot.rules.appointment.agenda_book import AgendaBook
from bot.rules.offers.catalogue import Catalogue
from bot.studio.rehearsals.agenda import Agenda
from bot.studio.rehearsals.heard import Decided, Said, heard, place_of_label, shown_last
from bot.studio.rehearsals.persona import WITH_BUTTONS, Persona, address_of, name_id

Reader = Callable[[str, str | None, str], Reading]
#: Timers that may fire in one move of the clock: more is a flow that never comes to rest.
MOST_TIMERS: Final = 5_000
#: What is due so soon after an instant belongs to it: turns of one instant are met microseconds apart.
AT_ONCE: Final = timedelta(milliseconds=1)


class Restless(Exception):
    """A flow sets timers for ever: moving the clock fires one after another and comes to no end."""


class Forgetful(Exception):
    """A customer is not the same after being written and read back: state that a restart would lose."""


class Fetched(Struct, frozen=True):
    """What an outside service is made to answer. `ok` false: it failed, for `reason`."""

    ok: bool
    value: Value = None
    reason: str = ""


#: The code of whoever talks in a rehearsal, and its link.
CODE: Final = "MCKA234567"
CODE_LINK: Final = f"https://t.me/shop_bot?start=ref_{CODE}"
_UNREHEARSED: Final = Fetched(ok=False, reason="no answer was given for this address")
_CUSTOMERS: Final = msgspec.json.Decoder(Customer)


class Rehearsal:
    """One customer talking with a playbook. `said` and `decisions` only ever grow."""

    def __init__(
        self,
        playbook: Playbook,
        *,
        at: datetime,
        persona: Persona | None = None,
        reader: Reader | None = None,
        fetches: Mapping[str, Fetched] | None = None,
        seed: str = "rehearsal",
        catalogue: Catalogue | None = None,
    ) -> None:
        """`at` is aware; `seed` makes the ids; `fetches` are by address; `catalogue` is what is sold."""
        self.shelf = Shelf(current=playbook, catalogue=catalogue)
        self.persona = persona or Persona()
        self.now = at.astimezone(UTC)
        self._met_at = self.now - timedelta(seconds=1)
        self.said: list[Said] = []
        self.decisions: list[Decided] = []
        self.outcomes: list[EndConversation] = []
        self.conversation: Conversation | None = None  # the one talked in, else the last one there was
        self._reader = reader
        self._fetches = dict(fetches or {})
        self._seed = seed
        self._events = 0
        self._agenda = Agenda()
        self.visits = AgendaBook()
        self._returning: list[Event] = []  # what is asked of the world comes back at once
        self.address = address_of(self.persona, playbook.store.country)
        self.customer = new_customer(name_id(seed), self.now)
        self._introduce()

    # what the customer does

    def says(self, *words: str) -> None:
        """The customer writes; several texts come in quick succession. A text that is a choice's label presses it."""
        waiting: MessageReceived | None = None
        for text in words:
            event = self._message(text)
            if waiting is not None and may_wait(self.shelf, self.customer, waiting):
                event = merge(waiting, event)
            elif waiting is not None:
                self._happens(waiting)
            waiting = event
        if waiting is not None:
            self._happens(waiting)

    def shares(self, *, media: Sequence[Media] = (), location: Location | None = None, caption: str = "") -> None:
        """The customer sends something that is no text."""
        self._happens(
            MessageReceived(
                id=self._next_id(), address=self.address, text=caption, media=tuple(media), location=location
            )
        )

    def opens(self, payload: str = "") -> None:
        """The customer opens the chat."""
        self._happens(ChatOpened(id=self._next_id(), address=self.address, payload=payload))

    # what others do

    def shop(self, name: str, data: Mapping[str, Value] | None = None) -> None:
        """The shop's systems say that something happened."""
        self._happens(ShopReported(id=self._next_id(), name=name, data=dict(data or {})))

    def staff(self, text: str, staff: str = "staff") -> None:
        """Someone of the shop writes to the customer."""
        self._happens(StaffWrote(id=self._next_id(), text=text, staff=staff))

    def give_back(self, staff: str = "staff") -> None:
        """Staff give the thread back to the bot."""
        self._happens(StaffGaveBack(id=self._next_id(), staff=staff))

    # time

    def waits(self, duration: timedelta) -> None:
        """Let time pass; all that falls due happens in its order."""
        self.until(self.now + duration)

    def until(self, instant: datetime) -> None:
        """Let time pass until `instant`, aware. Raises `ValueError` for one that is past, `Restless`."""
        if instant < self.now:
            raise ValueError(f"{instant.isoformat()} is before {self.now.isoformat()}")
        for _ in range(MOST_TIMERS):
            due = self._agenda.next_due()
            if due is None or due > instant + AT_ONCE:
                self.now = max(self.now, instant.astimezone(UTC))
                return
            self.now = max(self.now, due)
            thing = self._agenda.take()
            if isinstance(thing, TimerDue):
                self._meet(thing)
            else:
                self._hear(thing)
        raise Restless(f"more than {MOST_TIMERS:,} timers fired before {instant.isoformat()}")

    @property
    def timers(self) -> tuple[TimerDue, ...]:
        """What is planned, in the order in which it will happen."""
        return self._agenda.timers

    # inside

    def _introduce(self) -> None:
        persona = self.persona
        self._meet(
            CustomerImported(
                id=self._next_id(), facts=persona.known, addresses=(self.address,), language=persona.language
            )
        )
        for purpose in persona.consent:
            self._meet(
                ConsentGiven(
                    id=self._next_id(),
                    purpose=purpose,
                    channel=persona.channel,
                    wording="rehearsal",
                    source="rehearsal",
                    confirmed=True,
                )
            )
        self.decisions.clear()  # of the persona, not of what happens to it

    def _happens(self, event: Event) -> None:
        """Meet an event from outside, and whatever is due at once because of it."""
        self._meet(event)
        self.until(self.now)

    def _message(self, text: str) -> MessageReceived:
        pressed = self._pressed(text)
        return MessageReceived(id=self._next_id(), address=self.address, text="" if pressed else text, pressed=pressed)

    def _pressed(self, text: str) -> Pressed | None:
        """Return the button under the last question whose label this is, as a tap on the screen would."""
        if self.persona.channel not in WITH_BUTTONS:
            return None
        shown = shown_last(self.said)
        if shown is None or shown.prompt is None:
            return None
        place = place_of_label(shown, text)
        return None if place is None else Pressed(shown.prompt, place)

    def _next_id(self) -> str:
        self._events += 1
        return name_id(f"{self._seed}/{self._events}")

    def _meet(self, event: Event) -> None:
        """Run the turn of one event, stamped with now, and of what its fetches bring. No two turns of a customer have
        the same instant: what comes later is later, as where the program runs.
        """
        self._met_at = max(self.now, self._met_at + timedelta(microseconds=1))
        turn = advance(self.shelf, self.customer, self._read(replace(event, at=self._met_at)))
        self.customer = _kept(turn)
        talking = (*self.customer.parked, *self.customer.conversations)
        self.conversation = talking[-1] if talking else self.conversation
        for effect in turn.effects:
            self._carry_out(effect)
        while self._returning:
            self._meet(self._returning.pop(0))

    def _read(self, event: Event) -> Event:
        """Read a free text before its turn, as the consumer does."""
        if self._reader is None or not isinstance(event, MessageReceived):
            return event
        if not wants_reading(self.shelf, self.customer, event):
            return event
        return replace(event, reading=self._reader(event.text, self.customer.language, asked_of(self.customer)))

    def _carry_out(self, effect: Effect) -> None:  # noqa: C901, PLR0912 - one arm an effect
        match effect:
            case Send():
                self._send(effect)
            case SetTimer(due_at, timer):
                self._agenda.plan(due_at, timer)
            case DropTimers(ids):
                self._agenda.drop(*ids)
            case MoveTimer(timer, due_at):
                self._agenda.move(timer, due_at)
            case Decide():
                self.decisions.append(Decided(self.now, effect))
            case Fetch():
                self._returning.append(self._fetched(effect))
            case AskModel(id=asked):  # the bot is complete without it
                self._returning.append(ModelAnswered(id=name_id(f"{asked}/answered"), set_by=asked, reason="rehearsal"))
            case MakeReferral():
                self._returning.append(ReferralMade(id=name_id(f"{effect.id}/made"), code=CODE, link=CODE_LINK))
            case UseReferral(id=asked, code=code):  # any code is another customer's here
                self._returning.append(ReferralFollowed(id=name_id(f"{asked}/looked up"), code=code, holds=True))
            case AskAgenda():
                self._returning.append(self.visits.answer(effect, name_id(f"{effect.id}/agenda")))
            case RecordAppointment(appointment=appointment):
                self.visits.keep(appointment)
            case EndConversation():
                self.outcomes.append(effect)
            case (
                RecordConsent()
                | RecordMove()
                | RecordMoment()
                | RecordOrder()
                | RecordCart()
                | RecordFeedback()
                | ForgetOrder()
                | PlaceOrder()
                | TellAppointment()
                | Emit()
                | OpenHandover()
                | CloseHandover()
            ):
                pass  # for others; what a rehearsal can show of them stands in the customer's record
            case Absorb() | AskForCode() | Identify() | LetGo() | MakeLink() | SplitOff():
                pass  # there is nobody else here
            case _:
                assert_never(effect)

    def _send(self, send: Send) -> None:
        if send.not_before is not None and send.not_before > self.now:
            self._agenda.plan(send.not_before, send)
        else:
            self._hear(send)

    def _hear(self, send: Send) -> None:
        if send.not_after is not None and send.not_after < self.now:
            return
        self.said.append(heard(send, self.now))

    def _fetched(self, fetch: Fetch) -> FetchReturned:
        brought = self._fetches.get(fetch.url, _UNREHEARSED)
        return FetchReturned(
            id=name_id(f"{fetch.id}/fetched"),
            conversation=fetch.conversation,
            set_by=fetch.id,
            ok=brought.ok,
            value=brought.value,
            reason=brought.reason,
        )


def _kept(turn: Turn) -> Customer:
    """Return the customer as a database would give it back. Raises `Forgetful`."""
    written = msgspec.json.encode(turn.customer)
    read = _CUSTOMERS.decode(written)
    if msgspec.json.encode(read) != written or read != turn.customer:
        raise Forgetful("the customer changed by being written and read back")
    return read
