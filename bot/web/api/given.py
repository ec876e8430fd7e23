"""What `/api` gives. The OpenAPI document is made of these records, so that it can't differ from the code."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from msgspec import Struct

from bot.model.message import MediaKind
from bot.model.order import OrderStatus


class Given(Struct, frozen=True, kw_only=True):
    """What is given."""


class Accepted(Given, frozen=True, kw_only=True):
    """It is on disk, and will be met in its turn. `id` names it; `customer` is whose it is, where that is known."""

    id: str
    customer: str | None = None


class AddressGiven(Given, frozen=True, kw_only=True):
    channel: str
    id: str
    reachable: bool


class ConsentState(Given, frozen=True, kw_only=True):
    purpose: str
    channel: str
    granted: bool
    at: datetime


class HandoverGiven(Given, frozen=True, kw_only=True):
    """The thread is in staff's hands."""

    id: str
    team: str
    reason: str
    priority: str
    since: datetime
    staff: str | None


class HandoverTold(Given, frozen=True, kw_only=True):
    """A thread that was given to a team; `closed_at` is nothing while it is theirs."""

    id: str
    customer: str
    team: str
    reason: str
    priority: str
    conversation: str | None
    opened_at: datetime
    closed_at: datetime | None
    closed_by: str | None


class Customer(Given, frozen=True, kw_only=True):
    """`facts` are what the shop and the customer have told."""

    id: str
    created_at: datetime
    point_of_sale: str | None
    language: str | None
    timezone: str | None
    country: str | None
    addresses: list[AddressGiven]
    facts: dict[str, Any]
    consents: list[ConsentState]
    opted_out_at: datetime | None
    handover: HandoverGiven | None
    last_in: datetime | None
    last_out: datetime | None


class Journey(Given, frozen=True, kw_only=True):
    """Where a customer is on a journey, since when, which way the last move went, and why it was made."""

    customer: str
    journey: str
    stage: str
    since: datetime
    direction: Literal["advancing", "steady", "receding"]
    cause: str


class Conversation(Given, frozen=True, kw_only=True):
    """A flow that ran with a customer."""

    id: str
    customer: str
    flow: str
    version: str
    outcome: str
    started_at: datetime
    ended_at: datetime


class ConversationUnderWay(Given, frozen=True, kw_only=True):
    """A flow that is running. `waits_for`: a reply, a time, an event, staff…; `is_spoken_in`: it is talked in now."""

    id: str
    flow: str
    version: str
    step: str
    started_at: datetime
    waits_for: str | None
    is_spoken_in: bool


class File(Given, frozen=True, kw_only=True):
    """A file of a message, by what is known of it; the file itself is shown in the console. `size` is in bytes."""

    kind: MediaKind
    name: str | None
    mime: str | None
    size: int | None


class Message(Given, frozen=True, kw_only=True):
    """One message. `by` is `customer`, `bot`, or who of the staff; `state` how far one of ours has come."""

    id: str
    customer: str
    at: datetime
    direction: Literal["in", "out"]
    channel: str
    by: str
    text: str
    files: list[File]
    purpose: str | None
    state: str | None
    flow: str | None


class OrderLine(Given, frozen=True, kw_only=True):
    name: str
    quantity: int
    offer: str
    sku: str
    price: str | None
    total: str | None
    notes: list[str]


class Order(Given, frozen=True, kw_only=True):
    """An order as it stands. Money is exact, as text, in units of the currency. `notes` are all that it asks of the
    shop beside its lines, as the playbook's `order_notes` write it; each line has its own.
    """

    key: str
    customer: str
    id: str
    number: str
    status: OrderStatus
    currency: str
    total: str | None
    lines: list[OrderLine]
    notes: list[str]
    placed_at: datetime | None
    changed_at: datetime


class Feedback(Given, frozen=True, kw_only=True):
    """A rating. `recovery` is where a low one stands: open, solved or unresolved."""

    key: str
    customer: str
    at: datetime
    changed_at: datetime
    scale: str
    about: str
    score: int
    level: str
    comment: str
    source: str
    channel: str
    flow: str | None
    recovery: str


class Consent(Given, frozen=True, kw_only=True):
    """One line of the record, which is only ever added to."""

    id: str
    customer: str
    at: datetime
    purpose: str
    channel: str
    granted: bool
    wording: str
    source: str
    evidence: str
    pending: bool


class DeliveryTry(Given, frozen=True, kw_only=True):
    at: datetime
    outcome: Literal["delivered", "again", "given_up", "replayed"]
    reason: str
    by: str


class WebhookDelivery(Given, frozen=True, kw_only=True):
    """An outgoing webhook; `id` is its `webhook-id`. `next_try_at` where it waits."""

    id: str
    customer: str
    type: str
    state: Literal["waiting", "delivered", "failed"]
    created_at: datetime
    attempts: int
    next_try_at: datetime | None
    error: str


class DeliveryInFull(WebhookDelivery, frozen=True, kw_only=True):
    """With all its tries."""

    tries: list[DeliveryTry]


class CustomerPage(Given, frozen=True, kw_only=True):
    items: list[Customer]
    next: str | None


class JourneyPage(Given, frozen=True, kw_only=True):
    items: list[Journey]
    next: str | None


class HandoverPage(Given, frozen=True, kw_only=True):
    items: list[HandoverTold]
    next: str | None


class ConversationPage(Given, frozen=True, kw_only=True):
    items: list[Conversation]
    next: str | None


class ConversationsOfCustomer(ConversationPage, frozen=True, kw_only=True):
    """Those that ended, a page at a time, and those under way."""

    under_way: list[ConversationUnderWay]


class MessagePage(Given, frozen=True, kw_only=True):
    items: list[Message]
    next: str | None


class OrderPage(Given, frozen=True, kw_only=True):
    items: list[Order]
    next: str | None


class FeedbackPage(Given, frozen=True, kw_only=True):
    items: list[Feedback]
    next: str | None


class ConsentPage(Given, frozen=True, kw_only=True):
    items: list[Consent]
    next: str | None


class DeliveryPage(Given, frozen=True, kw_only=True):
    items: list[WebhookDelivery]
    next: str | None


class FaultGiven(Given, frozen=True, kw_only=True):
    """`pointer` is a JSON Pointer into what was sent."""

    pointer: str
    detail: str


class ProblemGiven(Given, frozen=True, kw_only=True, rename={"kind": "type"}, omit_defaults=True):
    """What went wrong (RFC 9457)."""

    kind: str
    title: str
    status: int
    detail: str
    errors: list[FaultGiven] = []
