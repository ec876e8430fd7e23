"""A customer as the engine knows them: one document, read and written whole by each turn."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct, field

from bot.model.address import Address
from bot.model.appointment import Appointment
from bot.model.conversation import Conversation, Handover
from bot.model.effects import Direction, Effect, Send
from bot.model.events import MessageReceived
from bot.model.message import Candidate, Purpose, Value
from bot.model.offer import OffersMet, Sought
from bot.model.order import Cart, Order
from bot.model.renewal import Renewal


class KnownAddress(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """`last_in` is the customer's last word there; `reachable` false once blocked or gone. `replies` tells how much
    they write there, lately: up with each talk there, down with each elsewhere. `name` is the one WhatsApp last gave.
    """

    address: Address
    name: str = ""
    reachable: bool = True
    last_in: datetime | None = None
    replies: int = 0


class Grant(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """The newest consent for a purpose on a channel; the proof is the consents' row `record`.

    `order`: nobody said yes, it rests on that order (soft opt-in), until `until` where that ends.
    """

    purpose: str
    channel: str
    granted: bool
    at: datetime
    record: str = ""
    order: str = ""
    until: datetime | None = None


class PendingConsent(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A consent that the customer is being asked for; `confirming`: they agreed, and are asked to confirm it.

    `wording` is what they were shown, `source` the step or form that asked.
    """

    purpose: Literal["care", "marketing"]
    channel: str
    wording: str
    source: str
    confirming: bool = False


class Evidence(Struct, frozen=True, gc=False, array_like=True):
    """What speaks for a stage: the weight that one kind of event had together at `at`, fading since."""

    stage: str
    on: str
    weight: float
    at: datetime


class JourneyState(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """Where on a journey. `cause` is why the last move was made, `direction` the way that it went.

    `evidence` is what has spoken for this stage and others since, bounded by `stages`. `timer` is the one that
    looks at it again, at `looks_at`, when nothing happens; empty where the map has nothing to say about silence.
    `gained` are the stages gained since it `began`, or went round. `stalled` once that was told of, for this stay.
    """

    journey: str
    stage: str
    since: datetime
    cause: str = ""
    direction: Direction = "steady"
    facts: dict[str, Value] = field(default_factory=dict)  # `journey.budget`, set by a flow
    evidence: tuple[Evidence, ...] = ()
    timer: str = ""
    looks_at: datetime | None = None
    began: datetime | None = None
    gained: int = 0
    stalled: bool = False


class Felt(Struct, frozen=True, gc=False, array_like=True):
    """A moment that moved the relationship: by how much, because of what, written where."""

    at: datetime
    cause: str
    change: float
    rule: str = ""


class Relationship(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """How the customer and the store stood with each other at `at`, 0 to 100, coming back to the middle since
    (`rules.journey.relationship`). `moments` are the newest few.
    """

    value: float
    at: datetime
    broken: bool = False
    moments: tuple[Felt, ...] = ()


class Pause(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """Nothing is said for a purpose for a while, because of a moment."""

    purpose: Literal["care", "marketing"]
    until: datetime
    cause: str = ""


class Planned(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A flow that begins later: the `start` timer that is live for it, and the events that call it off.

    `follow_up` is the key of the follow-up it is of. `wall` is the customer's own time that it is due at
    ("2026-03-29T18:00"), where it is due at one: `due_at` is that time in the zone and by the rules of when it was
    planned. `order` has the names of the order that it is about, if it is about one.
    """

    timer: str
    flow: str
    due_at: datetime
    cause: str = ""
    unless: tuple[str, ...] = ()
    follow_up: str = ""
    wall: str = ""
    order: dict[str, Value] = {}


class Followed(Struct, frozen=True, gc=False, array_like=True):
    """A follow-up that was said, for its `at_most`."""

    key: str
    at: datetime


class ContactWishes(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """How the customer wishes to be written to: on a channel, and nowhere else (`only`); at most `times` in `every`
    days; between two times of their day, in minutes past midnight; never on some weekdays (Monday 0).
    """

    channel: str | None = None
    only: bool = False
    times: int = 0
    every: int = 0
    not_before: int | None = None
    not_after: int | None = None
    silent_days: tuple[int, ...] = ()


class Doubt(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """Somebody else may have the number by now (`recycled`), and was asked. `aside` is what was being talked
    about before.
    """

    address: Address
    why: str
    since: datetime
    aside: tuple[Conversation, ...] = ()


class Proving(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """The customer says that they talk with us elsewhere too, and is to show it with a code sent there.

    `stage`: we asked `which` number or e-mail, whether a card's number is their `own`, or for the `code` itself.
    `request` names the code, `tries` counts the wrong ones; after `until` it is over.
    """

    stage: Literal["which", "own", "code"]
    until: datetime
    address: Address | None = None
    request: str = ""
    tries: int = 0


class ModelAsked(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """The language model was asked (the effect `id`), and this is held for it until `timer` fires or anything else
    happens: the `candidates` of a "did you mean", or messages in their own words, the first of them to be reworded.

    `message` is what the customer wrote.
    """

    id: str
    timer: str
    candidates: tuple[Candidate, ...] = ()
    sends: tuple[Send, ...] = ()
    message: MessageReceived | None = None


class SentRecord(Struct, frozen=True, gc=False, omit_defaults=True):
    """An outgoing message the customer did not ask for, for the caps."""

    at: datetime
    purpose: Purpose
    flow: str = ""


class Heard(Struct, frozen=True, gc=False, omit_defaults=True):
    """A recent text, hashed, to notice a machine that talks to us in a loop. `quick`: it came right upon our last
    word."""

    at: datetime
    digest: str
    quick: bool = False


class Shown(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What the buttons of a comparison, a recommendation or a search meant when they were shown under `prompt`, and
    `at` what time.

    `keys` are the choices in their order; `offers` are those that they name, by key: the id, and the name as it was.
    Without a prompt it is no message with buttons: offers that were spoken of, or, with a `conversation` and no step,
    those that the customer chose there (none: nothing is chosen any more), `pieces` how many of one, where not one. A
    search keeps what was `sought`."""

    prompt: str
    conversation: str
    step: str
    keys: tuple[str, ...]
    offers: dict[str, tuple[str, str]] = field(default_factory=dict)
    at: datetime | None = None
    pieces: dict[str, int] = field(default_factory=dict)
    sought: Sought | None = None


class Told(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What the customer asked last and was told, so that "et samedi ?" carries it on: an `answer` of the playbook, or
    what was asked `about` an offer ("price", "attribute" and its `criterion`).
    """

    at: datetime
    answer: str = ""
    about: str = ""
    criterion: str = ""


class Customer(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """`conversations` is a stack: the last is the one being talked in, those below wait for it.

    `parked` are conversations that wait for a time or an event and hold nobody's attention. `opted_out_at` stops
    everything but replies on every channel. `turns` counts the turns met. `charted` is the version of the playbook
    whose maps the journeys were last laid upon.
    """

    id: str
    created_at: datetime
    addresses: tuple[KnownAddress, ...] = ()
    language: str | None = None
    language_chosen: bool = False  # said by the customer, not guessed
    language_guessed: bool = False  # as their browser or client is set: the first words they write know better
    leaning: str | None = None  # another language, that of their last message
    timezone: str | None = None
    country: str | None = None
    region: str | None = None  # the part of the country that has its own hours or holidays: "57", "BY", "TX"
    minor_until: datetime | None = None  # no marketing before
    facts: dict[str, Value] = field(default_factory=dict)
    grants: tuple[Grant, ...] = ()
    wishes: ContactWishes | None = None
    opted_out_at: datetime | None = None
    pending: PendingConsent | None = None
    conversations: tuple[Conversation, ...] = ()
    parked: tuple[Conversation, ...] = ()
    twins: tuple[Conversation, ...] = ()  # begun by both of two who are one, and set aside once the other was done
    journeys: tuple[JourneyState, ...] = ()
    charted: str = ""
    relationship: Relationship | None = None  # nothing has moved it yet: in the middle
    pauses: tuple[Pause, ...] = ()
    handover: Handover | None = None
    doubt: Doubt | None = None
    proving: Proving | None = None
    asked_codes: tuple[datetime, ...] = ()  # when they asked for a code, of a day
    sent_codes: tuple[datetime, ...] = ()  # when one was sent to them, of a day
    asked_model: ModelAsked | None = None
    model_asked_at: tuple[datetime, ...] = ()  # when the language model was asked for them, of a day
    cart: Cart | None = None
    orders: tuple[Order, ...] = ()  # the newest, the one that something happened to last at the end
    orders_told_at: datetime | None = None  # when the shop last said how many there were: those before are among them
    appointments: tuple[Appointment, ...] = ()  # the newest, by their hour
    renewals: tuple[Renewal, ...] = ()  # one for each family of products that they buy again and again
    feedback: dict[str, Value] | None = None
    rated: Conversation | None = None  # the one of the last rating, once it is over, for who says it otherwise
    lapsed: Conversation | None = None  # the last that ended because its question was not answered, as it stood then
    sent: tuple[SentRecord, ...] = ()
    followed: tuple[Followed, ...] = ()  # of follow-ups that have an `at_most`, the newest last
    heard: tuple[Heard, ...] = ()
    not_understood: int = 0
    offered: tuple[str, ...] = ()  # "did you mean" candidates on the table: `answer:delais`
    asking: str = ""  # the words that those answer, for the conversation that one of them begins
    told: Told | None = None
    shown: tuple[Shown, ...] = ()  # offers put to them lately, the newest last: an old button means what it named
    planned: tuple[Planned, ...] = ()  # what has a live `start` timer
    answers_at: tuple[int, ...] = ()  # when in their day they tend to write: `rules.contact.habits`
    last_in: datetime | None = None
    last_out: datetime | None = None
    last_address: Address | None = None
    turns: int = 0

    @property
    def point_of_sale(self) -> str | None:
        """The id of the point of sale whose customer they are: a fact of that name, else that of the order which
        something happened to last.
        """
        known = self.facts.get("point_of_sale")
        if isinstance(known, str) and known:
            return known
        if not self.orders:
            return None
        places = (order.fulfilment.point_of_sale for order in reversed(self.orders))
        return next((place for place in places if place), None)


def same_place(before: Customer, after: Customer) -> bool:
    """Tell whether a customer is of the same point of sale before and after a turn. What a turn left alone is the same
    object, and needs no look.
    """
    if before.facts is after.facts and before.orders is after.orders:
        return True
    return before.point_of_sale == after.point_of_sale


class PaceMet(Struct, frozen=True, gc=False, array_like=True):
    """How long others took for a stage, as a turn knew it (`rules.journey.pace.Times`)."""

    journey: str
    stage: str
    known: int
    median: timedelta
    slow: timedelta


class Turn(Struct, frozen=True, gc=False):
    """What came of one event: the customer after it, and what is asked for, in order.

    `unread`: it was a free text without its reading; the turn is not to be kept. `paces` are the times of stages that
    it went by, and `offers` what it was told of imported offers; a replay is given both again.
    """

    customer: Customer
    effects: tuple[Effect, ...]
    unread: bool = False
    paces: tuple[PaceMet, ...] = ()
    offers: OffersMet | None = None
