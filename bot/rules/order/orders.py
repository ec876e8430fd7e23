"""The states of an order: events repeated, late, out of order or at odds end in the same state, whatever their order.

An order is what has been said of it, joined: the first time of each milestone, the newest word on each field, every
return and refund once. Joining is commutative, associative and idempotent, so the state depends on what was said alone,
never on the order of hearing it. `status` reads the state off, by these rules:

- what was cancelled stays so, unless the goods were said to have moved later than that;
- what came back or was paid back goes before what was delivered; all of it before part of it;
- else the furthest milestone counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import blake2b
from typing import Any, Final

from msgspec import json
from msgspec.structs import replace

from bot.model.order import MILESTONES, GivenBack, Milestone, Order, OrderNews, OrderStatus

#: News of something older than this start nothing: nobody is thanked for a parcel of the year before.
OLD_AFTER: Final = timedelta(days=7)
_ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without what is mistaken for something else
NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
MOST_ORDERS: Final = 50  # kept with the customer; all are in the store's table
_MOVED: Final[tuple[Milestone, ...]] = ("shipped", "ready_for_pickup", "delivered")
_AHEAD: Final[tuple[Milestone, ...]] = ("created", "confirmed", "paid", *_MOVED)
#: What is of no use to hear once another one has happened.
_OVERTAKEN: Final[dict[Milestone, tuple[OrderStatus, ...]]] = {
    "created": ("cancelled",),
    "confirmed": ("cancelled",),
    "paid": ("cancelled",),
    "shipped": ("ready_for_pickup", "delivered", "partly_returned", "returned", "refunded", "cancelled"),
    "ready_for_pickup": ("delivered", "partly_returned", "returned", "refunded", "cancelled"),
    "delivered": ("returned", "refunded", "cancelled"),
}
_OWN: Final = ("currency", "total", "discount", "title", "cart", "lines", "fulfilment", "tracking", "placed_at")


def order_of(news: OrderNews, key: str) -> Order:
    """Return all that one piece of news says, as an order that nothing else is known of."""
    own = {name: value for name, value in news.said.items() if name in _OWN}
    more = {name.removeprefix("more."): value for name, value in news.said.items() if name.startswith("more.")}
    given, refunds = dict(news.given_back), news.milestone == "refunded"
    order = Order(
        key=key,
        id=news.id,
        number=news.number,
        milestones={news.milestone: news.at} if news.milestone else {},
        more=more,
        as_of=dict.fromkeys(news.said, news.told_at),
        returns={} if refunds else given,
        refunds=given if refunds else {},
        **own,
    )
    return replace(order, status=status(order))


def joined(one: Order, other: Order) -> Order:
    """Return all that either says, under the key of `one`. Where both speak of a field the later word stands."""
    own: dict[str, Any] = {}
    more, as_of = dict(one.more), dict(one.as_of)
    for name, at in other.as_of.items():
        mine, theirs = _field(one, name), _field(other, name)
        if name in as_of and (as_of[name], _written(mine)) >= (at, _written(theirs)):
            continue
        as_of[name] = at
        if name.startswith("more."):
            more[name.removeprefix("more.")] = theirs
        else:
            own[name] = theirs
    both = replace(
        one,
        id=one.id or other.id,
        number=max(one.number, other.number, key=lambda number: (len(number), number)),
        milestones=_first(one.milestones, other.milestones),
        returns=_every(one.returns, other.returns),
        refunds=_every(one.refunds, other.refunds),
        more=more,
        as_of=as_of,
        **own,
    )
    return replace(both, status=status(both))


def _field(order: Order, name: str) -> Any:
    return order.more.get(name.removeprefix("more.")) if name.startswith("more.") else getattr(order, name)


def _written(value: object) -> bytes:
    """Of two words of one instant the same one always stands."""
    return json.encode(value, order="deterministic")


def _first(one: dict[Milestone, datetime], other: dict[Milestone, datetime]) -> dict[Milestone, datetime]:
    every = [(name, min(filter(None, (one.get(name), other.get(name))), default=None)) for name in MILESTONES]
    return {name: at for name, at in every if at is not None}


def _every(one: dict[str, GivenBack], other: dict[str, GivenBack]) -> dict[str, GivenBack]:
    both = {**one, **other}
    for key in one.keys() & other.keys():
        both[key] = max(one[key], other[key], key=lambda given: (given.at, _written(given)))
    return dict(sorted(both.items()))


def is_same(order: Order, news: OrderNews) -> bool:
    """Tell whether news are of this order: by our key, else the shop's id, else its number; two ids are two orders."""
    if news.reference:
        return order.key == news.reference
    if order.id and news.id:
        return order.id == news.id
    return bool(news.number) and order.number == news.number


def status(order: Order) -> OrderStatus:
    """Return where an order stands."""
    milestones = order.milestones
    cancelled = milestones.get("cancelled")
    if cancelled is not None and all(milestones[name] <= cancelled for name in _MOVED if name in milestones):
        return "cancelled"
    refunded, returned = _refunded(order), _returned(order)
    if refunded == "refunded" or returned == "returned":
        return "refunded" if refunded == "refunded" else "returned"
    if returned or refunded:
        return returned or refunded or "created"
    reached: list[OrderStatus] = [name for name in _AHEAD if name in milestones]
    return reached[-1] if reached else "created"


def _returned(order: Order) -> OrderStatus | None:
    if "returned" not in order.milestones:
        return None
    if not order.returns or any(given.whole for given in order.returns.values()):
        return "returned"
    back: dict[str, int] = {}
    for given in order.returns.values():
        for line, quantity in given.lines.items():
            back[line] = back.get(line, 0) + quantity
    bought = sum(line.quantity for line in order.lines)
    return "returned" if bought and sum(back.values()) >= bought else "partly_returned"


def _refunded(order: Order) -> OrderStatus | None:
    if "refunded" not in order.milestones:
        return None
    if not order.refunds or any(given.whole for given in order.refunds.values()):
        return "refunded"
    return "refunded" if order.total is not None and refunded(order) >= order.total else "partly_refunded"


def refunded(order: Order) -> Decimal:
    """Return how much was paid back, in units of the order's currency."""
    return sum((given.amount for given in order.refunds.values() if given.amount), Decimal(0))


def counts(order: Order) -> bool:
    """Tell whether an order is one that the customer made: confirmed or paid, and not cancelled. One that is only
    heard of on its way is among those that the shop has counted.
    """
    return any(name in order.milestones for name in ("confirmed", "paid")) and order.status != "cancelled"


def was_placed(order: Order) -> bool:
    """Tell whether the customer had ordered it for good, whatever became of it: here in the chat, or at the shop, which
    confirmed it or was paid. One that was never more than begun is over without a word.
    """
    return "reference" in order.more or any(name in order.milestones for name in ("confirmed", "paid"))


def is_placed(order: Order) -> bool:
    """Tell whether a cart was bought with it: an order that counts, or one made in the chat, which the shop has not
    confirmed yet.
    """
    return was_placed(order) and order.status != "cancelled"


def is_new(before: Order | None, news: OrderNews) -> bool:
    """Tell whether news say something that had not happened yet: a milestone the first time, another return."""
    if before is None or news.milestone is None or news.milestone not in before.milestones:
        return news.milestone is not None
    known = before.refunds if news.milestone == "refunded" else before.returns
    return any(key not in known for key, _ in news.given_back)


def is_overtaken(after: Order, news: OrderNews) -> bool:
    """Tell whether news come after what they lead to, and are of no use to anybody."""
    return news.milestone is not None and after.status in _OVERTAKEN.get(news.milestone, ())


def newest(orders: Iterable[Order]) -> tuple[Order, ...]:
    """Return the orders that stay with the customer, the one that something happened to last at the end."""
    return tuple(sorted(orders, key=last_news)[-MOST_ORDERS:])


def both_orders(mine: Iterable[Order], theirs: Iterable[Order]) -> tuple[Order, ...]:
    """Return the orders of two customers who are one: what both have is one order, under the first one's key."""
    found = list(mine)
    for order in theirs:
        place = next((place for place, one in enumerate(found) if _are_one(one, order)), None)
        if place is None:
            found.append(order)
        else:
            found[place] = joined(found[place], order)
    return newest(found)


def counted_by_both(mine: Iterable[Order], theirs: Iterable[Order]) -> int:
    """Return how many orders of two customers who are one were counted twice."""
    known = list(mine)
    return sum(counts(order) and any(counts(one) and _are_one(one, order) for one in known) for order in theirs)


def _are_one(one: Order, other: Order) -> bool:
    if one.id and other.id:
        return one.id == other.id
    return one.key == other.key or bool(one.number and one.number == other.number)


def last_news(order: Order) -> datetime:
    """Return when something last happened to an order, or was said of it."""
    return max((*order.milestones.values(), *order.as_of.values()), default=NEVER)


def reference_of(what: str) -> str:
    """Return the name of an order until the shop gives it a number: six signs that can be read out."""
    number = int.from_bytes(blake2b(what.encode(), digest_size=8).digest(), "big")
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in range(6))
