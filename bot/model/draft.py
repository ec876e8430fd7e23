"""What a verb of several questions has settled so far: an order being made, a visit being booked."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from bot.model.offer import Named, Way
from bot.model.order import OrderLine

#: The question on the table: what is wanted, which of several it is, what to do about a line that is gone, how it
#: reaches the customer, where they are, which point of sale, the address, the postcode, whether all is right, what to
#: change, in which line, how many, whether it is to be cancelled.
OrderPhase = Literal[
    "what",
    "pick",
    "gone",
    "way",
    "where",
    "place",
    "address",
    "postcode",
    "recap",
    "change",
    "which",
    "quantity",
    "drop",
]


class OrderDraft(Struct, frozen=True, gc=False, kw_only=True, tag="order", omit_defaults=True):
    """An order being made. Amounts are in units of `currency`; `total` is that of a cart whose lines nobody told.

    `order` is the key of an order that is being changed. `line` is the place of the line in question, `wish` what is
    to become of it. `nearby` is the point of sale that they named before saying how they receive it, `town` what they
    named where a postcode was asked for, `part` what was said of an address whose rest is being asked for,
    `recipient` whom it is for, where that is not the customer. `shown` is
    what the customer was told last, in all, and `day` the day (ISO): a yes is to these. `ours` is which of those in
    doubt we said that we would take. `beside` is what the shop asks beside the goods, for an order of its own whose
    way it has not told us; None for all others. `notes` go to the shop with it (`order_notes` of the store), of every
    line that can carry them and has none of that kind of its own; `shared` are words that share notes out among lines
    that are not known yet.
    """

    phase: OrderPhase = "way"
    lines: tuple[OrderLine, ...] = ()
    currency: str = ""
    total: Decimal | None = None
    beside: Decimal | None = None
    source: Literal["cart", "order", "offer", "said"] = "cart"
    cart: str = ""
    order: str = ""
    way: Way | Literal[""] = ""
    place: str = ""
    nearby: str = ""
    address: str = ""
    recipient: str = ""
    part: str = ""
    doubted: str = ""
    postcode: str = ""
    town: str = ""
    near: tuple[float, float] | None = None
    line: int = 0
    wish: Literal["quantity", "remove", ""] = ""
    shown: Decimal | None = None
    day: str = ""
    changed: bool = False
    pending: tuple[Named, ...] = ()
    notes: tuple[str, ...] = ()
    shared: str = ""
    instructions: tuple[str, ...] = ()
    ours: str = ""
    tries: int = 0


#: The question on the table: what to do with the appointment there is, which point of sale, which hour.
BookPhase = Literal["standing", "place", "slot"]


class TimeWish(Struct, frozen=True, gc=False, omit_defaults=True):
    """When the customer would like to come: on one of `days` (ISO, local; any where there are none), beginning from
    `first` to `last` (minutes past local midnight). `exact`: at `first` and no other time.
    """

    days: tuple[str, ...] = ()
    first: int = 0
    last: int = 1440
    exact: bool = False


class BookDraft(Struct, frozen=True, gc=False, kw_only=True, tag="book", omit_defaults=True):
    """A visit being booked: what for, where, and which hours are `offered` now (UTC).

    `appointment` is the key of the one that is being changed. `seen` are all hours offered since the wish was last
    spoken, so that "other times" are others; `wanted` is the hour that a place is being claimed for. `more`: there are
    others.
    """

    phase: BookPhase = "slot"
    about: str = ""
    place: str = ""
    appointment: str = ""
    wish: TimeWish | None = None
    offered: tuple[datetime, ...] = ()
    seen: tuple[datetime, ...] = ()
    more: bool = False
    wanted: datetime | None = None
