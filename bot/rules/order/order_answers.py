"""Which order made in the chat the shop speaks of, where it names one that nobody here has heard of.

A shop's system that takes our order over by hand, or by a plugin that knows nothing of `reference`, confirms it under a
number of its own alone. Two orders for what was wanted once is a parcel and an invoice too many in all that is said
afterwards; an order taken for another tells a customer that they have paid for what they have not. So it is taken for
ours only where nothing else fits: the goods are the same, the time is right, and one order alone is still unanswered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Final, Literal

from bot.model.order import Milestone, Order, OrderLine, OrderNews

WITHIN: Final = timedelta(days=2)
"""So long after it was made in the chat the shop may answer an order: by hand, after a day off."""
BEFORE: Final = timedelta(minutes=5)
"""Clocks differ by so much."""
_BEGIN: Final[tuple[Milestone, ...]] = ("created", "confirmed", "paid")
_GO_ON: Final[tuple[Milestone, ...]] = ("shipped", "ready_for_pickup", "delivered")
Fits = Literal["same", "perhaps", "other"]


def answered_by(
    news: OrderNews, orders: Iterable[Order], good: Callable[[OrderLine], str]
) -> tuple[Order | None, tuple[Order, ...]]:
    """Return the order of the chat that the news are of, and those that it may be of where that is in doubt.

    `news` are of no order that is known by its name; `good` says what a line is of, the same for the same goods.
    """
    found = [(order, _fits(order, news, good)) for order in orders if _waits(order, news)]
    surely = [order for order, fits in found if fits == "same"]
    perhaps = tuple(order for order, fits in found if fits != "other")
    return (surely[0], ()) if len(surely) == 1 else (None, perhaps)


def _waits(order: Order, news: OrderNews) -> bool:
    """It was made in the chat, the shop has not named it, and it is lately that it was made."""
    if "reference" not in order.more or order.id or order.number or order.status == "cancelled":
        return False
    if order.placed_at is None or news.milestone not in (*_BEGIN, *_GO_ON):
        return False
    made = news.said.get("placed_at") or news.at
    return order.placed_at - BEFORE <= made <= order.placed_at + WITHIN


def _fits(order: Order, news: OrderNews, good: Callable[[OrderLine], str]) -> Fits:
    """Two orders of the same goods are the same, and of some of them perhaps; where the shop tells no goods, the sum
    says so, and where it tells no sum either, that it is the first word on an order.
    """
    lines, total = news.said.get("lines"), news.said.get("total")
    if lines:
        mine, theirs = _goods(order.lines, good), _goods(lines, good)
        if mine == theirs:
            return "same"
        return "perhaps" if mine & theirs else "other"
    if news.milestone not in _BEGIN:
        return "other"
    return "same" if total is None or total == order.total else "other"


def _goods(lines: Iterable[OrderLine], good: Callable[[OrderLine], str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for line in lines:
        found[good(line)] += line.quantity
    return found
