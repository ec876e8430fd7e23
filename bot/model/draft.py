"""What a verb of several questions has settled so far: an order being made."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from bot.model.offer import Way
from bot.model.order import OrderLine

#: The question on the table: what to do about a line that is gone, how it reaches the customer, where they are, which
#: point of sale, the address, the postcode, whether all is right, what to change, in which line, how many.
OrderPhase = Literal["gone", "way", "where", "place", "address", "postcode", "recap", "change", "which", "quantity"]


class OrderDraft(Struct, frozen=True, gc=False, kw_only=True, tag="order", omit_defaults=True):
    """An order being made. Amounts are in units of `currency`; `total` is that of a cart whose lines nobody told.

    `order` is the key of an order that is being changed. `line` is the place of the line in question, `wish` what is
    to become of it. `shown` is what the customer was told last, in all, and `day` the day (ISO): a yes is to these.
    """

    phase: OrderPhase = "way"
    lines: tuple[OrderLine, ...] = ()
    currency: str = ""
    total: Decimal | None = None
    source: Literal["cart", "order", "offer"] = "cart"
    cart: str = ""
    order: str = ""
    way: Way | Literal[""] = ""
    place: str = ""
    address: str = ""
    postcode: str = ""
    near: tuple[float, float] | None = None
    line: int = 0
    wish: Literal["quantity", "remove", ""] = ""
    shown: Decimal | None = None
    day: str = ""
    changed: bool = False
