"""Everything that can happen, in the past tense.

An event is met by the engine exactly once. `at` is the instant of that meeting, in UTC, stamped by the worker just
before the turn and kept with the event: it is the only clock that the engine has. `happened_at` is when the outside
says it happened, where that differs (a message sent while we were down).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from msgspec import Struct, field

from bot.model.address import Address
from bot.model.appointment import Appointment, Taken
from bot.model.message import Contact, Location, Media, Pressed, Profile, Reading, Value
from bot.model.order import Order

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Happened(Struct, frozen=True, gc=False, kw_only=True, tag_field="type", omit_defaults=True):
    """What all events share. `id` is the inbox row's, deterministic for what a provider may deliver twice."""

    id: str
    at: datetime = EPOCH
    happened_at: datetime | None = None


class MessageReceived(Happened, frozen=True, kw_only=True, tag="message.received", omit_defaults=True):
    """The customer wrote, pressed, or shared something. `message_id` is the provider's.

    `earlier` holds the ids of messages sent just before and read as one turn with this one; `text` then has them all,
    a line each. `album` is the channel's name for the files sent together, one message each.
    """

    address: Address
    message_id: str = ""
    text: str = ""
    pressed: Pressed | None = None
    media: tuple[Media, ...] = ()
    location: Location | None = None
    contact: Contact | None = None
    profile: Profile | None = None
    reading: Reading | None = None
    earlier: tuple[str, ...] = ()
    album: str | None = None


class MessageEdited(Happened, frozen=True, kw_only=True, tag="message.edited", omit_defaults=True):
    """Kept for staff; never runs a step again (`edited_message` also comes for changes a bot can't see)."""

    address: Address
    message_id: str
    text: str = ""


class ChatOpened(Happened, frozen=True, kw_only=True, tag="chat.opened", omit_defaults=True):
    """The customer opened the chat: `/start` on Telegram, with the deep link's payload, or the web chat's first
    visit."""

    address: Address
    payload: str = ""
    profile: Profile | None = None


class ChatBlocked(Happened, frozen=True, kw_only=True, tag="chat.blocked", omit_defaults=True):
    """The customer blocked the bot, or the provider says that they can't be reached any more (`reason`)."""

    address: Address
    reason: str = "blocked"


class ChatUnblocked(Happened, frozen=True, kw_only=True, tag="chat.unblocked", omit_defaults=True):
    """Reachable again. Not a consent."""

    address: Address


class OptOutReported(Happened, frozen=True, kw_only=True, tag="opt_out.reported", omit_defaults=True):
    """The provider says that this address has opted out (Twilio 21610): withdrawn here too, nothing is sent."""

    address: Address
    reason: str = ""


class TimerDue(Happened, frozen=True, kw_only=True, tag="timer.due", omit_defaults=True):
    """A timer that the engine set. `set_by` is the turn (event id) that set it; one that the state no longer names
    is harmless.

    `kind`: `remind`, `patience`, `wait`, `late`, `start` (a flow that begins later), `give_back`, `journey` (how long a
    customer has been silent on one), `cart` (whether one was left behind), `renewal` (something that is bought again
    runs out), `appointment` (one is ahead), `model` (the language model said nothing in time).
    """

    kind: str
    set_by: str
    due_at: datetime
    conversation: str | None = None
    flow: str | None = None
    data: dict[str, Value] = field(default_factory=dict)


class ShopReported(Happened, frozen=True, kw_only=True, tag="shop.reported", omit_defaults=True):
    """Something the shop's systems said: `order.delivered`, `cart.abandoned`, `x.anything`. `address` is where they say
    that the customer can be written to, `recalled` the order they speak of where the document has let it go.
    """

    name: str
    data: dict[str, Value] = field(default_factory=dict)
    address: Address | None = None
    recalled: Order | None = None


class StaffWrote(Happened, frozen=True, kw_only=True, tag="staff.wrote", omit_defaults=True):
    """A message from the shop's side, with files or without; words may lack where there are files. It takes the thread
    over if nobody had."""

    text: str
    staff: str = ""
    media: tuple[Media, ...] = ()


class StaffTookOver(Happened, frozen=True, kw_only=True, tag="staff.took_over", omit_defaults=True):
    staff: str = ""


class StaffGaveBack(Happened, frozen=True, kw_only=True, tag="staff.gave_back", omit_defaults=True):
    """The thread is the bot's again."""

    staff: str = ""


class PlanChanged(Happened, frozen=True, kw_only=True, tag="plan.changed", omit_defaults=True):
    """Staff decide on a flow that is planned (`timer`, the plan's): it is called off, passed over this time as if
    it had been said, or due at once; consent, hours and caps are asked all the same.
    """

    timer: str
    how: Literal["cancel", "skip", "now"]
    staff: str = ""


class FetchReturned(Happened, frozen=True, kw_only=True, tag="fetch.returned", omit_defaults=True):
    """What a `fetch` brought. `set_by` is the effect's id; `value` is the decoded JSON when `ok`."""

    conversation: str
    set_by: str
    ok: bool
    value: Value = None
    reason: str = ""


class ModelAnswered(Happened, frozen=True, kw_only=True, tag="model.answered", omit_defaults=True):
    """What the language model said when it was asked (`set_by`, the effect's id), word for word; or why it said
    nothing. `took` is in seconds.
    """

    set_by: str
    text: str = ""
    reason: str = ""
    took: float = 0.0


class DeliveryFailed(Happened, frozen=True, kw_only=True, tag="delivery.failed", omit_defaults=True):
    """A message could not be delivered for good. `gone`: the address is of no use any more."""

    address: Address
    outbox_id: str
    reason: str
    gone: bool = False


class OrderUndelivered(Happened, frozen=True, kw_only=True, tag="order.undelivered", omit_defaults=True):
    """The shop's system could not be told of an order that was made in the chat (its `key`)."""

    order: str
    reason: str


class AppointmentUndelivered(Happened, frozen=True, kw_only=True, tag="appointment.undelivered", omit_defaults=True):
    """The shop's system could not be told of an appointment (its `key`)."""

    appointment: str
    reason: str


class AgendaAnswered(Happened, frozen=True, kw_only=True, tag="agenda.answered", omit_defaults=True):
    """Which hours of a point of sale are taken between two instants, for the conversation that asked (`set_by`, the
    effect's id); and, where a place was to be claimed for an appointment (`claim`), whether it was (`claimed`).

    `taken` and `claimed` are filled in by the worker, from the commit that the claim was made in or a later one, and
    kept with the event. `answering`: the customer waits for what is said.
    """

    set_by: str
    conversation: str
    place: str
    about: str
    since: datetime
    until: datetime
    claim: Appointment | None = None
    claimed: bool = False
    answering: bool = False
    taken: tuple[Taken, ...] = ()


class LinkMade(Happened, frozen=True, kw_only=True, tag="link.made", omit_defaults=True):
    """The link to Telegram that was asked for (`set_by`, the effect's id); empty where there is no Telegram."""

    set_by: str
    url: str = ""


class ReferralMade(Happened, frozen=True, kw_only=True, tag="referral.made", omit_defaults=True):
    """The code that is this customer's for good, and the link that carries it; no link where there is no address to
    open the chat at."""

    code: str
    link: str = ""


class ReferralFollowed(Happened, frozen=True, kw_only=True, tag="referral.followed", omit_defaults=True):
    """Whether the code by which the customer came is somebody else's, and theirs was the first that they came by."""

    code: str
    holds: bool = False


class CodeAsked(Happened, frozen=True, kw_only=True, tag="code.asked", omit_defaults=True):
    """Somebody says elsewhere that they are this customer, known at `address`: a code goes there, until `until`.

    The code itself is no part of it: it is made of `request` where it is sent and where it is compared.
    """

    request: str
    address: Address
    until: datetime


class FlowRequested(Happened, frozen=True, kw_only=True, tag="flow.requested", omit_defaults=True):
    """Staff or an integrator starts a flow."""

    flow: str
    by: str = ""
    data: dict[str, Value] = field(default_factory=dict)


class CustomerImported(Happened, frozen=True, kw_only=True, tag="customer.imported", omit_defaults=True):
    """Facts and addresses from an import, a form or another system. Brings no consent of its own."""

    facts: dict[str, Value] = field(default_factory=dict)
    addresses: tuple[Address, ...] = ()
    language: str | None = None


class ConsentGiven(Happened, frozen=True, kw_only=True, tag="consent.given", omit_defaults=True):
    """A consent collected outside the chat, with its proof. `order`: a soft opt-in, which rests on that order."""

    purpose: Literal["care", "marketing"]
    channel: str
    wording: str
    source: str
    evidence: str = ""
    granted: bool = True
    order: str = ""
    confirmed: bool = False  # by the customer's second word there, where the country asks for one


class CustomersMerged(Happened, frozen=True, kw_only=True, tag="customers.merged", omit_defaults=True):
    """Another customer is this one too: shown by a link, a contact or a code, or said by staff (`how`).

    `document` is the other as they stand at the meeting, filled in by the worker, so that a replay needs nobody else;
    None: there is no such other any more. Where an address was shown to be theirs (`address`), `other` is whose it is,
    filled in too, and empty for nobody's; so it is where a link was followed (`link`, its digest) that we gave them,
    and where a code was typed (`link`, its request; `proof`, the digest of both).
    """

    other: str = ""
    address: Address | None = None
    link: str = ""
    proof: str = ""
    how: Literal["staff", "link", "contact", "code"] = "staff"
    by: str = ""
    reason: str = ""
    document: dict[str, Value] | None = None


class MergeUndone(Happened, frozen=True, kw_only=True, tag="merge.undone", omit_defaults=True):
    """Staff say that a merge (the id of its event) was a mistake. What is known of it is filled in by the worker:
    the other's id, how the two were, and how the one was right after."""

    merge: str
    by: str = ""
    reason: str = ""
    other: str = ""
    kept: dict[str, Value] | None = None
    apart: dict[str, Value] | None = None
    whole: dict[str, Value] | None = None


class PlaybookPublished(Happened, frozen=True, kw_only=True, tag="playbook.published", omit_defaults=True):
    """Another playbook is in use. It comes to whoever is on a journey, so that its silences and stalls reach those who
    wait and say nothing."""

    version: str


Event = (
    MessageReceived
    | MessageEdited
    | ChatOpened
    | ChatBlocked
    | ChatUnblocked
    | OptOutReported
    | TimerDue
    | ShopReported
    | StaffWrote
    | StaffTookOver
    | StaffGaveBack
    | PlanChanged
    | FetchReturned
    | LinkMade
    | ReferralMade
    | ReferralFollowed
    | CodeAsked
    | ModelAnswered
    | OrderUndelivered
    | AppointmentUndelivered
    | AgendaAnswered
    | DeliveryFailed
    | FlowRequested
    | CustomerImported
    | ConsentGiven
    | CustomersMerged
    | MergeUndone
    | PlaybookPublished
)
