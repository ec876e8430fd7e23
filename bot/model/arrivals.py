"""What comes in at the door: an event on its way to the inbox, with what tells whose it is."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from bot.model.address import Address
from bot.model.events import Event


class Arrival(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """An event to put in the inbox. `event.id` is its key: putting the same one again has no effect.

    Exactly one of `customer` (our id) and `names` is given; `names` are addresses of one person, tried in order,
    and the
    customer is created from the first where none is known. `ordinal` orders what a provider numbers (Telegram's
    update_id) among what waits at the same time. `due_at` lies ahead for a timer. `raw` is the provider's own body.
    """

    event: Event
    received_at: datetime
    customer: str | None = None
    names: tuple[Address, ...] = ()
    source: str = ""
    ordinal: int = 0
    due_at: datetime | None = None
    raw: str | None = None
