"""What a customer buys: orders and carts as they stand, whatever the order in which their news came.

Money is exact (`Decimal`, in units of `currency`). What a shop says beside the fields below is kept under its own name
in `more`. `as_of` has when each field was last told, so that older news never undoes newer ones (`rules.order.orders`).
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, Final, Literal, get_args

from msgspec import Struct, field

from bot.model.message import Value
from bot.model.offer import Way

#: What can happen to an order, in the order in which it usually does. The name of the event is `order.` and this.
Milestone = Literal[
    "created", "confirmed", "paid", "shipped", "ready_for_pickup", "delivered", "cancelled", "returned", "refunded"
]
OrderStatus = Literal[
    "created",
    "confirmed",
    "paid",
    "shipped",
    "ready_for_pickup",
    "delivered",
    "partly_returned",
    "returned",
    "partly_refunded",
    "refunded",
    "cancelled",
]
MILESTONES: tuple[Milestone, ...] = get_args(Milestone)


#: Under which name an order keeps all that it asks of the shop beside its lines (`more`).
NOTES: Final = "notes"
#: Whom it is for, where that is not the customer.
RECIPIENT: Final = "recipient"
#: What they asked of whoever makes it ready, in their own words.
INSTRUCTIONS: Final = "instructions"


class OrderLine(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """One line of an order or a cart. `id` is the shop's, `offer` an offer of the catalogue, `price` that of one,
    `total` that of all of them, after what was taken off. `notes` are those of the store's `order_notes` that go with
    this line ("moulu pour filtre").
    """

    name: str = ""
    quantity: int = 1
    price: Decimal | None = None
    total: Decimal | None = None
    id: str = ""
    offer: str = ""
    sku: str = ""
    variant: str = ""
    url: str = ""
    picture: str = ""
    notes: tuple[str, ...] = ()
    more: dict[str, Value] = field(default_factory=dict)


class Fulfilment(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """How it reaches the customer. `day` is an ISO date, `slot` words such as "14 h - 18 h"; `point_of_sale` the id of
    the store or relay point, `address` where it goes.
    """

    kind: Way | Literal[""] = ""
    label: str = ""
    cost: Decimal | None = None
    day: str = ""
    slot: str = ""
    address: str = ""
    point_of_sale: str = ""
    more: dict[str, Value] = field(default_factory=dict)


class Tracking(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    carrier: str = ""
    number: str = ""
    url: str = ""


class GivenBack(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """One return (`lines`: how many of which line, by its id) or one refund (`amount`). `whole`: all of the order."""

    at: datetime
    lines: dict[str, int] = field(default_factory=dict)
    amount: Decimal | None = None
    whole: bool = False


class Order(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """An order. `key` is ours and never changes; `id` and `number` are the shop's. `milestones` has when each was
    first said to have happened; `status` is what all of it comes to (`rules.order.orders`).
    """

    key: str
    status: OrderStatus = "created"
    id: str = ""
    number: str = ""
    currency: str = ""
    total: Decimal | None = None
    discount: Decimal | None = None
    title: str = ""
    cart: str = ""  # the cart or checkout that it was made of
    lines: tuple[OrderLine, ...] = ()
    fulfilment: Fulfilment = Fulfilment()
    tracking: Tracking = Tracking()
    milestones: dict[Milestone, datetime] = field(default_factory=dict)
    returns: dict[str, GivenBack] = field(default_factory=dict)
    refunds: dict[str, GivenBack] = field(default_factory=dict)
    more: dict[str, Value] = field(default_factory=dict)
    as_of: dict[str, datetime] = field(default_factory=dict)
    placed_at: datetime | None = None

    @property
    def notes(self) -> tuple[str, ...]:
        """All that it asks of the shop beside its lines (the store's `order_notes`), as the playbook writes it. A shop
        may have something else by that name: what is no list of texts is none."""
        found = self.more.get(NOTES)
        return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()


class Cart(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """The cart in hand. `at` is when it last changed; `abandoned_at` once that was told; `ordered` once it was bought.

    `timer` is the one that looks whether it was left behind, where the shop asked us to.
    """

    key: str
    at: datetime
    id: str = ""
    currency: str = ""
    total: Decimal | None = None
    lines: tuple[OrderLine, ...] = ()
    url: str = ""
    more: dict[str, Value] = field(default_factory=dict)
    abandoned_at: datetime | None = None
    ordered: bool = False
    timer: str = ""


class OrderNews(Struct, frozen=True, gc=False, kw_only=True):
    """One piece of news: what happened to an order, when (`at`), and what it says of it, as of `told_at`.

    `said` has typed fields of `Order` by name, and `more.NAME` for the rest. `reference` is the key of an order of
    ours that the shop answers.
    """

    milestone: Milestone | None
    at: datetime
    told_at: datetime
    id: str = ""
    number: str = ""
    reference: str = ""
    said: dict[str, Any] = field(default_factory=dict)
    given_back: tuple[tuple[str, GivenBack], ...] = ()
