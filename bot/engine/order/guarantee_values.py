"""`order.guarantee_until` and `customer.guarantee` in texts and conditions: what is still under guarantee, until when.

The length is the catalogue's of now: a shop that lengthens a guarantee lengthens it for what it has sold.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from bot.engine.order.bought_values import spoken_of
from bot.engine.renewal.purchases import offer_of
from bot.engine.run import Run
from bot.model.message import Value
from bot.model.order import Order, OrderLine
from bot.rules.order.guarantees import Guarantee, guarantees, longest


def guarantee_of_order(run: Run, order: Order) -> dict[str, Value]:
    """Return `guarantee_until` (an ISO day) and `under_guarantee` of the line of an order that is covered longest;
    nothing where none has a guarantee."""
    found = longest(guarantees(order, _lengths(run), run.store_zone))
    return {"guarantee_until": found.until.isoformat(), "under_guarantee": _holds(run, found)} if found else {}


def guarantee_shown(run: Run) -> dict[str, Value] | None:
    """Return `customer.guarantee`, of what the message of this turn names among what they bought, else of what is
    covered longest: its `name` and `category`, the `order`'s number, the day it counts `since` and its last day
    (`until`), and whether it `holds` today."""
    home, lengths = run.store_zone, _lengths(run)
    every = [one for order in reversed(run.customer.orders) for one in guarantees(order, lengths, home)]
    named = spoken_of(run, ((one.order, one.line) for one in every))
    found = longest([one for one in every if (one.order, one.line) in named] or every)
    if found is None:
        return None
    offer = offer_of(run, found.line)
    return {
        "name": offer.name if offer is not None else found.line.name,
        "category": offer.category if offer is not None else None,
        "order": found.order.number or found.order.id,
        "since": found.since.isoformat(),
        "until": found.until.isoformat(),
        "holds": _holds(run, found),
    }


def _holds(run: Run, found: Guarantee) -> bool:
    return run.at.astimezone(run.store_zone).date() <= found.until


def _lengths(run: Run) -> Callable[[OrderLine], timedelta | None]:
    def length(line: OrderLine) -> timedelta | None:
        offer = offer_of(run, line)
        return offer.guarantee if offer is not None else None

    return length


GUARANTEE: Final[dict[str, Callable[[Run], object]]] = {"guarantee": guarantee_shown}
