"""Everything that the engine may ask for, in the imperative. The turn's writer carries all of them out in one
transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct, field

from bot.model.address import Address
from bot.model.appointment import AskAgenda, RecordAppointment, TellAppointment
from bot.model.events import TimerDue
from bot.model.feedback import RecordFeedback
from bot.model.message import Content, Purpose, Value
from bot.model.order import Cart, Order
from bot.model.referral import MakeReferral, UseReferral

#: What a row of the ledger says was decided.
DecisionKind = Literal[
    "sent",
    "held",
    "not_sent",
    "understood",
    "not_understood",
    "started",
    "ended",
    "handed_over",
    "given_back",
    "consent",
    "moved",
    "relationship",
    "ignored",
    "repaired",
    "merged",
    "parted",
]


class Send(Struct, frozen=True, gc=False, kw_only=True, tag_field="type", tag="send", omit_defaults=True):
    """Say this to the customer. Cut into parts, one outbox row each, by the channel.

    `not_after` is the end of the window or of the message's use (UTC); past it the message is dropped, not sent late.
    `by` is `bot` or the staff member. `gate` false only for the confirmation of an opt-out, which the opt-out must
    not stop.
    """

    id: str
    address: Address
    content: Content
    purpose: Purpose
    conversation: str | None = None
    flow: str | None = None
    step: str | None = None
    version: str | None = None
    not_before: datetime | None = None
    not_after: datetime | None = None
    by: str = "bot"
    gate: bool = True
    code: str = ""  # the request whose code stands in the text's place for it (`work.codes`)


class SetTimer(Struct, frozen=True, gc=False, tag_field="type", tag="set_timer"):
    """An event that has not happened yet: an inbox row whose `due_at` lies ahead. The row's id is the event's.

    `customer`: another's than the turn's, where two who were one are two again; empty for the turn's own."""

    due_at: datetime
    event: TimerDue
    customer: str = ""


class DropTimers(Struct, frozen=True, gc=False, tag_field="type", tag="drop_timers"):
    """Timers that are of no use any more, by id. Dropping is tidiness: one that still fires is harmless."""

    ids: tuple[str, ...]


class MoveTimer(Struct, frozen=True, gc=False, tag_field="type", tag="move_timer"):
    """A timer that is to fire at another time, by its id. One that has fired already is left alone."""

    id: str
    due_at: datetime


class Decide(Struct, frozen=True, gc=False, kw_only=True, tag_field="type", tag="decide", omit_defaults=True):
    """One row of the ledger: a decision in plain words, with the rule, the facts and the version that made it.

    `kind` is what was decided; `rule` names the rule or the place in the playbook (`quiet hours`, `opt-out`,
    `conversations/order.yaml:12`); `facts` are the values it looked at.
    """

    id: str
    kind: DecisionKind
    words: str
    rule: str
    facts: dict[str, Value] = field(default_factory=dict)
    version: str | None = None
    flow: str | None = None
    step: str | None = None
    conversation: str | None = None
    outbox: str | None = None


class RecordConsent(
    Struct, frozen=True, gc=False, kw_only=True, tag_field="type", tag="record_consent", omit_defaults=True
):
    """One row of the append-only consents. `channel` may be `all`. `pending`: agreed to, not yet confirmed, and so no
    consent yet. `order`: what a soft opt-in rests on.
    """

    id: str
    purpose: Literal["care", "marketing", "all"]
    channel: str
    granted: bool
    wording: str
    version: str
    source: str
    evidence: str
    language: str
    pending: bool = False
    order: str = ""


class Fetch(Struct, frozen=True, gc=False, kw_only=True, tag_field="type", tag="fetch", omit_defaults=True):
    """Ask an allow-listed HTTPS service; `FetchReturned(set_by=id)` follows, always."""

    id: str
    conversation: str
    method: Literal["GET", "POST"]
    url: str
    body: Value = None
    within: float = 3.0  # seconds


class Emit(Struct, frozen=True, gc=False, kw_only=True, tag_field="type", tag="emit", omit_defaults=True):
    """Tell the shop's systems: a signed outgoing webhook."""

    id: str
    name: str
    data: dict[str, Value] = field(default_factory=dict)


class PlaceOrder(Struct, frozen=True, gc=False, kw_only=True, tag_field="type", tag="place_order", omit_defaults=True):
    """Tell the shop's system of an order that was made, changed or cancelled in the chat; `OrderUndelivered` follows
    where it could not be told. `contact` is who orders. The order's key is the shop's `reference`.
    """

    id: str
    name: Literal["order.created", "order.confirmed", "order.cancelled"]
    order: Order
    contact: dict[str, Value] = field(default_factory=dict)


class OpenHandover(
    Struct, frozen=True, gc=False, kw_only=True, tag_field="type", tag="open_handover", omit_defaults=True
):
    id: str
    team: str
    reason: str
    priority: Literal["low", "normal", "high"] = "normal"
    conversation: str | None = None


class CloseHandover(Struct, frozen=True, gc=False, tag_field="type", tag="close_handover"):
    id: str
    by: str


class EndConversation(
    Struct, frozen=True, gc=False, kw_only=True, tag_field="type", tag="end_conversation", omit_defaults=True
):
    """For the reports: a conversation came to its end with this outcome."""

    conversation: str
    flow: str
    version: str
    outcome: str
    started_at: datetime


class MakeLink(Struct, frozen=True, gc=False, kw_only=True, tag_field="type", tag="make_link", omit_defaults=True):
    """The customer wants to go on with Telegram: a link that only they have is made, `LinkMade(set_by=id)` follows."""

    id: str


class AskForCode(Struct, frozen=True, gc=False, kw_only=True, tag_field="type", tag="ask_for_code", omit_defaults=True):
    """The customer says that this address is theirs: whoever is known there, if anybody, is sent a code for the request
    `id`, by `CodeAsked`. Who asks is told nothing of it."""

    id: str
    address: Address


class AskModel(Struct, frozen=True, gc=False, kw_only=True, tag_field="type", tag="ask_model", omit_defaults=True):
    """Ask the language model to choose among `options` (`rank`) or to say `source` in other words (`reword`);
    `ModelAnswered(set_by=id)` follows, always. `said` is what the customer wrote. Nothing in it tells who they are.

    Not asked any more from `until` on (UTC).
    """

    id: str
    task: Literal["rank", "reword"]
    said: str
    until: datetime
    options: tuple[str, ...] = ()
    source: str = ""
    language: str = "fr"
    within: float = 4.0  # seconds


#: What is asked of the world beside messages, and run later.
ErrandKind = Fetch | Emit | MakeLink | AskForCode | PlaceOrder | TellAppointment | AskModel | MakeReferral | UseReferral


class Identify(Struct, frozen=True, gc=False, kw_only=True, tag_field="type", tag="identify", omit_defaults=True):
    """The customer has shown that an address is theirs, or a link that we gave to somebody (`link`, its digest),
    or typed a code (`link` is its request, `proof` the digest of both): whoever it is is found, and `CustomersMerged`
    follows."""

    id: str
    how: Literal["link", "contact", "code"]
    address: Address | None = None
    link: str = ""
    proof: str = ""


class LetGo(Struct, frozen=True, gc=False, kw_only=True, tag_field="type", tag="let_go", omit_defaults=True):
    """An address is somebody else's by now: they begin anew there as the customer `other`, opted out where the one
    before was. The history stays, what was on its way there does not leave. `said` is what they wrote right after."""

    id: str
    address: Address
    other: str
    opted_out: bool = False
    said: str = ""
    words: str = ""  # why what was on its way is withdrawn, for the ledger


class Absorb(Struct, frozen=True, gc=False, kw_only=True, tag_field="type", tag="absorb", omit_defaults=True):
    """Another customer is this one from now on: their addresses, timers and messages on their way come here. Kept for
    the way back: how the two were (`kept`, `apart`) and how the one is."""

    other: str
    by: str
    reason: str
    kept: dict[str, Value]
    apart: dict[str, Value]
    whole: dict[str, Value]


class SplitOff(Struct, frozen=True, gc=False, kw_only=True, tag_field="type", tag="split_off", omit_defaults=True):
    """The way back: the other is a customer again, with this document and what is theirs. `addresses` are those that
    leave; `words` say so in their ledger."""

    merge: str
    other: str
    by: str
    document: dict[str, Value]
    addresses: tuple[Address, ...]
    words: str


Direction = Literal["advancing", "steady", "receding"]


class RecordMove(Struct, frozen=True, gc=False, kw_only=True, tag_field="type", tag="record_move", omit_defaults=True):
    """A customer entered a stage of a journey. `left` and since when they had been there are empty where it began."""

    id: str
    journey: str
    stage: str
    cause: str
    direction: str
    left: str = ""
    entered: datetime | None = None  # the stage that is left
    version: str = ""


class RecordMoment(
    Struct, frozen=True, gc=False, kw_only=True, tag_field="type", tag="record_moment", omit_defaults=True
):
    """A moment moved the relationship by `change`, to `value`."""

    id: str
    journey: str
    cause: str
    change: float
    value: float
    rule: str
    version: str


class RecordOrder(
    Struct, frozen=True, gc=False, kw_only=True, tag_field="type", tag="record_order", omit_defaults=True
):
    """An order as it stands now, whole."""

    order: Order


class ForgetOrder(Struct, frozen=True, gc=False, kw_only=True, tag_field="type", tag="forget_order"):
    """An order that turned out to be another one's double, by its key."""

    key: str


class RecordCart(Struct, frozen=True, gc=False, kw_only=True, tag_field="type", tag="record_cart", omit_defaults=True):
    """The cart in hand as it stands now, whole."""

    cart: Cart


Effect = (
    Send
    | SetTimer
    | DropTimers
    | MoveTimer
    | Decide
    | RecordConsent
    | Fetch
    | Emit
    | PlaceOrder
    | TellAppointment
    | AskAgenda
    | RecordAppointment
    | OpenHandover
    | CloseHandover
    | EndConversation
    | Absorb
    | Identify
    | LetGo
    | MakeLink
    | AskForCode
    | AskModel
    | MakeReferral
    | UseReferral
    | SplitOff
    | RecordMove
    | RecordMoment
    | RecordOrder
    | RecordCart
    | ForgetOrder
    | RecordFeedback
)
