"""One message cut into what a provider takes at once: the rows of the outbox, and what may come of sending one.

States only move forward::

    queued -> sending -> accepted -> sent -> delivered | undelivered | failed -> read
    queued -> dropped (too late, opted out, no longer wanted)
    sending -> queued (surely not sent: retry at) | refused | unknown
    unknown -> accepted (a callback or a look-up proved it) | queued, once (`resent`) | abandoned
    accepted | sent -> queued again, where a report says that it surely did not arrive and may later (`former_ids`)

`sending` is on disk before the socket opens; a `sending` row found at start-up is `unknown`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from bot.model.address import Address
from bot.model.message import Choice, Link, Media, Purpose, Template

PartState = Literal[
    "queued",
    "sending",
    "unknown",
    "accepted",
    "sent",
    "delivered",
    "undelivered",
    "failed",
    "read",
    "refused",
    "dropped",
    "abandoned",
]


class PartBody(Struct, frozen=True, gc=False, omit_defaults=True):
    """What one part shows. `choices` are on the last part only; on a channel without buttons they are already in
    `text`."""

    text: str = ""
    choices: tuple[Choice, ...] = ()
    prompt: str | None = None
    media: Media | None = None
    links: tuple[Link, ...] = ()
    asks: Literal["location", "contact"] | None = None
    segments: int = 0  # SMS only
    code: str = ""  # the request of the code that takes its place in the text when it is sent
    template: Template | None = None  # WhatsApp only: what is sent in the text's place once free text may not be


class Part(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A row of the outbox. `position` orders the parts of one address; `attempts` counts sockets opened; `former_ids`
    are the provider's for copies that it reported as not delivered, before this one."""

    id: str
    customer: str
    address: Address
    body: PartBody
    purpose: Purpose
    position: int
    state: PartState = "queued"
    created_at: datetime
    due_at: datetime
    not_after: datetime | None = None
    attempts: int = 0
    resent: bool = False
    provider_id: str | None = None
    error: str | None = None
    gate: bool = True
    language: str = "fr"
    former_ids: tuple[str, ...] = ()


class Accepted(Struct, frozen=True, gc=False, tag=True):
    """The provider has it, under its own id."""

    provider_id: str


class RetryAt(Struct, frozen=True, gc=False, tag=True):
    """Surely not sent; try again at this time. `scope` tells what pauses until then: this chat, or the whole sender."""

    at: datetime
    reason: str
    scope: Literal["chat", "sender"] = "chat"


class Refused(Struct, frozen=True, gc=False, tag=True):
    """Surely not sent, and never will be as it is. `gone`: the address is of no use any more; `opted_out`: they
    said so. `code` is the provider's, where it has one."""

    reason: str
    gone: bool = False
    opted_out: bool = False
    code: str | None = None


class Unknown(Struct, frozen=True, gc=False, tag=True):
    """It may have been sent, or not."""

    reason: str


Outcome = Accepted | RetryAt | Refused | Unknown


class Failure(Struct, frozen=True, gc=False, kw_only=True):
    """What a report of a failed delivery allows. `again`: how often the part may be sent again, `after` so long.

    `unseen`: the customer surely has not seen it. `blocked`: a carrier filtered it. `as_template`: it would only arrive
    as the template that goes with it. `without_media`: its words would arrive, the picture of the playbook's beside
    them can't.
    """

    again: int = 0
    after: timedelta = timedelta()
    unseen: bool = True
    blocked: bool = False
    as_template: bool = False
    without_media: bool = False


class Report(Struct, frozen=True, gc=False, kw_only=True):
    """A provider's word on a part: by our part id where it carries it, else by its own id."""

    part: str | None = None
    provider_id: str | None = None
    state: PartState
    error: str | None = None
    at: datetime
    failure: Failure | None = None
