"""Orders that a customer's document no longer holds, loaded for the turn in which the shop has news of them.

A document keeps the newest orders; the store's table has all. News of an older one is met together with it, so that it
is merged with what was known and nothing is counted twice. Customers with few orders cost no query.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from bot.model.events import Event, ShopReported
from bot.model.order import Order
from bot.rules.order.order_news import text
from bot.rules.order.orders import MOST_ORDERS
from bot.store.database.script import Script
from bot.store.messages.claims import Claimed, Waiting, event_of
from bot.store.shop.orders import among

_EACH = '"milestones"'  # once in each order of a document
_NAMES = ("id", "number", "reference")


def recall(claimed: Sequence[Claimed]) -> Script[dict[str, Event]]:
    """Return the events, by id, that speak of an order of the table's, each with it."""
    said = {
        (one.id, row.id): event
        for one in claimed
        if one.state.count(_EACH) >= MOST_ORDERS
        for row in one.waiting
        if (event := _of_an_order(row)) is not None
    }
    names = {name for event in said.values() for name in _names(event)}
    if not names:
        return {}
    orders = yield from among({customer for customer, _ in said}, names)
    found: dict[str, Event] = {}
    for (customer, id_), event in said.items():
        mine = [order for owner, order in orders if owner == customer and _is_meant(order, event)]
        if len(mine) == 1:
            found[id_] = replace(event, recalled=mine[0])
    return found


def _of_an_order(row: Waiting) -> ShopReported | None:
    with contextlib.suppress(msgspec.MsgspecError):  # a fault in it has its own turn
        event = event_of(row)
        if isinstance(event, ShopReported) and event.name.startswith("order."):
            return event
    return None


def _names(event: ShopReported) -> set[str]:
    return {name for name in (text(event.data.get(one)) for one in _NAMES) if name}


def _is_meant(order: Order, event: ShopReported) -> bool:
    return bool(_names(event) & {order.key, order.id, order.number})
