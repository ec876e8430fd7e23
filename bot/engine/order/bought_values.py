"""`customer.bought` in texts and conditions: the thing of theirs that a customer speaks of, and for how long they have
had it, so that nobody asks an order's number that is known, or takes back what is past its day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from bot.engine.renewal.purchases import offer_of
from bot.engine.run import Run
from bot.model.events import MessageReceived
from bot.model.message import Value
from bot.model.order import Order, OrderLine
from bot.rules.order.guarantees import counted_from, is_given_back
from bot.understanding.shopping.comparison_words import offers_named

Had = tuple[Order, OrderLine]
"""A line of an order that they have, with its order."""


def bought_shown(run: Run) -> dict[str, Value] | None:
    """Return `customer.bought`: of all that they have, what the message of this turn names, else the only thing; its
    `name` and `category`, the `order`'s number, the day it is had `since`, and for how many `days`. None where it may
    be one of several.
    """
    every = [(order, line) for order in run.customer.orders for line in order.lines if _is_had(order, line)]
    named = spoken_of(run, every) or every
    if len({line.offer or line.sku or line.name for _, line in named}) != 1:
        return None
    order, line = named[-1]
    since, offer = counted_from(order, run.store_zone), offer_of(run, line)
    return {
        "name": offer.name if offer is not None else line.name,
        "category": offer.category if offer is not None else None,
        "order": order.number or order.id,
        "since": since.isoformat() if since is not None else None,
        "days": days_since(run, since),
    }


def spoken_of(run: Run, had: Iterable[Had]) -> list[Had]:
    """Return those that the words of this turn's message name, in the order in which they were bought."""
    event = run.recalled or run.event
    text = event.text if isinstance(event, MessageReceived) else ""
    every = list(had)
    if not text or not every:
        return []
    named = offers_named(text, {_key(line): _called(run, line) for _, line in every})
    return [(order, line) for order, line in every if _key(line) in named]


def days_since(run: Run, since: date | None) -> int | None:
    """Return how many days of the store lie between a day and now; None where that day is unknown."""
    return (run.at.astimezone(run.store_zone).date() - since).days if since is not None else None


def _is_had(order: Order, line: OrderLine) -> bool:
    return order.status != "cancelled" and not is_given_back(order, line)


def _key(line: OrderLine) -> str:
    return line.offer or line.sku or line.name


def _called(run: Run, line: OrderLine) -> str:
    """Return what it is called and what kind of thing it is, in every language."""
    offer = offer_of(run, line)
    if offer is None:
        return line.name
    return " ".join((run.known_as(offer), *map(run.words.known_as, (offer.category, *offer.tags))))


BOUGHT: Final[dict[str, Callable[[Run], object]]] = {"bought": bought_shown}
