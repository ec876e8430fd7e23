"""An order or a cart as a template sees it: plain JSON values, with only what is known.

What the shop said under names of its own stands beside (`order.category`), and goes before what is worked out.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from bot.model.message import Value
from bot.model.order import Cart, Order, OrderLine
from bot.rules.order.orders import refunded, was_placed


def order_values(order: Order) -> dict[str, Value]:
    """Return what `order` is in a playbook. Amounts are in units of `order.currency`, instants ISO texts in UTC."""
    to, tracking = order.fulfilment, order.tracking
    own: dict[str, Any] = {
        "id": order.id,
        "number": order.number or order.id or order.more.get("reference"),
        "status": order.status,
        "currency": order.currency,
        "total": plain(order.total),
        "discount": plain(order.discount),
        "refunded": plain(refunded(order)) if order.refunds else None,
        "payment": _payment(order),
        "placed": was_placed(order) or None,
        "title": order.title or (order.lines[0].name if order.lines else ""),
        "picture": next((line.picture for line in order.lines if line.picture), ""),
        "items_count": sum(line.quantity for line in order.lines) or None,
        "lines": _lines(order.lines),
        "placed_at": order.placed_at.isoformat() if order.placed_at else None,
        "fulfilment": _known(
            {
                **to.more,
                "kind": to.kind or to.more.get("kind"),
                "label": to.label,
                "cost": plain(to.cost),
                "day": to.day,
                "slot": to.slot,
                "address": to.address,
                "point_of_sale": to.point_of_sale,
            }
        ),
        "delivery_cost": plain(to.cost),
        "delivery_on": to.day,
        "point_of_sale": to.point_of_sale,
        "carrier": tracking.carrier,
        "tracking_number": tracking.number,
        "tracking_url": tracking.url,
    }
    return {**_known(own), **order.more}


def _payment(order: Order) -> str | None:
    """Return where its money is, as far as news of it say: what the shop says by this name goes before."""
    if "refunded" in order.milestones:
        return "refunded"
    return "paid" if "paid" in order.milestones else None


def order_names(order: Value) -> dict[str, Value]:
    """Return what is enough to tell an order, as templates see it, from others (`is_another_order`)."""
    if not isinstance(order, dict):
        return {}
    return {name: order[name] for name in ("id", "number", "reference") if order.get(name)}


def is_another_order(one: Value, other: Value) -> bool:
    """Tell whether two orders, as templates see them, are surely not the same.

    The shop may answer an order of the chat under a number of its own: one that it has not named yet may be any.
    """
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return False
    if one.get("reference") and other.get("reference"):
        return one["reference"] != other["reference"]
    mine, theirs = _names(one), _names(other)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _names(order: dict[str, Value]) -> frozenset[str]:
    """Return what the shop calls an order."""
    return frozenset(str(order[name]) for name in ("id", "number") if order.get(name)) - {str(order.get("reference"))}


def cart_values(cart: Cart) -> dict[str, Value]:
    """Return what `cart` is in a playbook."""
    own: dict[str, Any] = {
        "id": cart.id,
        "currency": cart.currency,
        "total": plain(cart.total if cart.total is not None else _sum(cart.lines)),
        "url": cart.url,
        "title": cart.lines[0].name if cart.lines else "",
        "picture": next((line.picture for line in cart.lines if line.picture), ""),
        "items_count": sum(line.quantity for line in cart.lines) or None,
        "lines": _lines(cart.lines),
    }
    return {**_known(own), **cart.more}


def cart_in_hand(cart: Cart | None) -> dict[str, Value] | None:
    """Return what is in the cart, unless it was bought."""
    return None if cart is None or cart.ordered else cart_values(cart)


def plain(value: Decimal | None) -> int | float | None:
    """Return an amount as a number of JSON: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _sum(lines: Iterable[OrderLine]) -> Decimal | None:
    """Return what lines come to, None where there are none or the price of one is not known."""
    amounts = [line.total if line.total is not None else _price(line) for line in lines]
    return sum((one for one in amounts if one is not None), Decimal(0)) if amounts and None not in amounts else None


def _price(line: OrderLine) -> Decimal | None:
    return line.price * line.quantity if line.price is not None else None


def _lines(lines: Iterable[OrderLine]) -> list[Value]:
    return [
        _known(
            {
                **line.more,
                "name": line.name,
                "quantity": line.quantity,
                "price": plain(line.price),
                "total": plain(line.total),
                "id": line.id,
                "offer": line.offer,
                "sku": line.sku,
                "variant": line.variant,
                "url": line.url,
                "picture": line.picture,
                "notes": list(line.notes),
            }
        )
        for line in lines
    ]


def _known(values: dict[str, Any]) -> dict[str, Value]:
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}
