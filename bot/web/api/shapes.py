"""What `/api` takes: queries and bodies. The OpenAPI document is made of these records, so the two can't differ."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from bot.model.order import Milestone

#: PostgreSQL keeps no text with a NUL in it.
_Word = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]
_Line = Annotated[str, Meta(max_length=500, pattern=r"^[^\x00]*$")]
_Text = Annotated[str, Meta(min_length=1, max_length=4000, pattern=r"^[^\x00]*$")]
_FactName = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
_At = Annotated[datetime, Meta(tz=True)]
_Facts = Annotated[
    dict[_FactName, bool | Annotated[int, Meta(ge=-(2**52), le=2**52)] | float | _Line | None], Meta(max_length=50)
]
Purpose = Literal["care", "marketing"]


class Asked(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is taken: a name that isn't known is a slip, and is refused."""


class Nothing(Asked, frozen=True, kw_only=True):
    """No parameters, or an empty body."""


class Paging(Asked, frozen=True, kw_only=True):
    """`cursor` is the `next` of the page before."""

    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    cursor: Annotated[str, Meta(max_length=1000)] | None = None


class CustomerQuery(Paging, frozen=True, kw_only=True):
    """With a name, the list is of whoever has it: nobody, or one."""

    id: _Word | None = None
    phone: Annotated[str, Meta(max_length=40)] | None = None
    email: Annotated[str, Meta(max_length=254)] | None = None
    telegram_id: Annotated[int, Meta(gt=0, lt=2**52)] | None = None


class JourneyQuery(Paging, frozen=True, kw_only=True):
    """Those on one journey, at one stage of it."""

    journey: _Word | None = None
    stage: _Word | None = None


class HandoverQuery(Paging, frozen=True, kw_only=True):
    """`open`: only those that nobody has given back yet."""

    open: bool = False


class PersonBody(Asked, frozen=True, kw_only=True):
    """Who it is about: the shop's own id, a phone, an e-mail, a Telegram id; one of them or more, of one person."""

    id: _Word | Annotated[int, Meta(ge=0, lt=2**52)] | None = None
    phone: Annotated[str, Meta(max_length=40)] | None = None
    email: Annotated[str, Meta(max_length=254)] | None = None
    telegram_id: Annotated[int, Meta(gt=0, lt=2**52)] | None = None


class ChangesBody(Asked, frozen=True, kw_only=True):
    """What is known of a customer. A fact is a text, a number, yes or no, or null for "no longer known"."""

    language: Annotated[str, Meta(pattern=r"^[a-z]{2}$")] | None = None
    point_of_sale: _Word | None = None
    facts: _Facts = {}


class CustomerBody(ChangesBody, frozen=True, kw_only=True):
    """A customer and what is known of them; who is known by one of these names already is that one."""

    customer: PersonBody


class MessageBody(Asked, frozen=True, kw_only=True):
    """What staff say. It takes the thread over where nobody had it."""

    text: _Text


class FlowBody(Asked, frozen=True, kw_only=True):
    """A flow of the playbook to begin; its texts know `data` by name."""

    flow: _Word
    data: _Facts = {}


class OrderBody(Asked, frozen=True, kw_only=True):
    """What happened to an order. `data` is that of the event `order.…` of `/api/events`; it has `id`, `number` or
    `reference`.
    """

    status: Milestone = "created"
    at: _At | None = None
    data: dict[str, Any]


class FeedbackBody(Asked, frozen=True, kw_only=True):
    """A rating that was given elsewhere: csat 1 to 5, nps 0 to 10, ces 1 to 7."""

    scale: Literal["csat", "nps", "ces"] = "csat"
    score: Annotated[int, Meta(ge=0, le=10)]
    about: _Line = ""
    comment: Annotated[str, Meta(max_length=2000, pattern=r"^[^\x00]*$")] = ""
    at: _At | None = None


class ConsentBody(Asked, frozen=True, kw_only=True):
    """A yes or a no that was said elsewhere. A yes has its proof: the words that were shown (`wording`), and where."""

    granted: bool
    purpose: Purpose
    channel: Literal["telegram", "sms", "whatsapp", "web", "all"]
    wording: Annotated[str, Meta(max_length=4000, pattern=r"^[^\x00]*$")] = ""
    source: _Line = ""
    evidence: _Line = ""
    order_id: _Line = ""
    at: _At | None = None
    confirmed: bool = False


class EventBody(Asked, frozen=True, kw_only=True):
    """Something that happened, as the shop's systems tell it."""

    type: _Word
    customer: PersonBody
    data: dict[str, Any] = {}
    at: _At | None = None
