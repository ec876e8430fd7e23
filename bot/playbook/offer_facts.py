"""An offer as texts and conditions see it: plain values under the names of `playbook.md`."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from bot.model.message import Value
from bot.model.offer import Delivery, Offer
from bot.model.selling import ShopWay
from bot.playbook import durations


def facts_of(offer: Offer) -> dict[str, Value]:
    """Return an offer's facts; what nobody knows is left out, so that a `default:` can stand in.

    Amounts are numbers (`offer.price < 400`), durations as marketers write them (`2 years`), `attr` by the bare name
    (`offer.attr.bruit`), `delivery` by way (`offer.delivery.home.cost`).
    """
    facts: dict[str, Value] = {
        "id": offer.id,
        "name": offer.name,
        "category": offer.category,
        "price": plain_amount(offer.price),
        "currency": offer.currency,
        "description": offer.description,
        "picture": offer.picture,
        "url": offer.url,
        "guarantee": durations.write(offer.guarantee) if offer.guarantee else None,
        "renewal": durations.write(offer.renewal) if offer.renewal else None,
        "family": offer.family,
        "stock": dict(offer.stock) or None,
        "pieces": offer.pieces,
        "available": offer.is_available,
        "attr": {name: one.value for name, one in offer.attributes.items()},
        "delivery": {one.way: _delivery(one) for one in offer.delivery},
        "complements": list(offer.complements),
        "tags": list(offer.tags),
        "sku": offer.sku,
        "parent": offer.parent,
        "options": dict(offer.options),
        "variants": list(offer.variants),
    }
    return {name: value for name, value in facts.items() if value not in (None, "")}


def plain_amount(amount: Decimal | None) -> int | float | None:
    """Return an exact amount as the number that a text or a condition sees."""
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def ways_to(ways: Iterable[ShopWay]) -> dict[str, Value]:
    """Return the store's ways to the customer, whatever is bought, each with its cost, from which amount on it is free,
    and how long it takes (`store.delivery.home.cost`).
    """
    return {one.way: _way(one) for one in ways}


def names_to(ways: Iterable[ShopWay]) -> set[str]:
    """Return the names of all that is known of these ways: `home.cost`."""
    return {f"{one.way}.{name}" for one in ways for name in _way(one)}


def _way(one: ShopWay) -> dict[str, Value]:
    delay = durations.write(one.delay) if one.delay else None
    said = {"cost": plain_amount(one.cost), "free_from": plain_amount(one.free_from), "delay": delay}
    return {name: value for name, value in said.items() if value is not None}


def _delivery(one: Delivery) -> dict[str, Value]:
    cost, delay = plain_amount(one.cost), durations.write(one.delay) if one.delay is not None else None
    return {name: value for name, value in (("cost", cost), ("delay", delay)) if value is not None}
