"""What the customer bought that is bought again, by family; and what goes with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from msgspec.structs import replace

from bot.engine.run import Run
from bot.model.message import Value
from bot.model.offer import Offer
from bot.model.order import Order, OrderLine
from bot.playbook.offer_facts import facts_of
from bot.rules.order.renewals import Purchase, is_short, purchases

#: The fact that is kept: the ids of complements that were proposed, the newest last.
PROPOSED: Final = "proposed"
MOST_PROPOSED: Final = 100
_NOT_HAD: Final = ("cancelled", "returned", "refunded")


def offer_of(run: Run, line: OrderLine) -> Offer | None:
    """Return the offer that a line of an order is of, with its parent's rhythm and guarantee where it has none."""
    found = next((offer for key in (line.offer, line.sku) if key and (offer := run.offers.get(key))), None)
    if found is None or (found.renewal and found.guarantee) or not found.parent:
        return found
    parent = run.offers.get(found.parent)
    if parent is None:
        return found
    return replace(
        found,
        renewal=found.renewal or parent.renewal,
        guarantee=found.guarantee or parent.guarantee,
        family=found.family or parent.family,
    )


def bought(run: Run) -> dict[str, list[Purchase]]:
    """Return what they bought of each family that is bought again."""
    return purchases(run.customer.orders, lambda line: offer_of(run, line))


def about(made: Sequence[Purchase]) -> dict[str, Value]:
    """Return the offer that a family is of, for those who hear of it: the first line of the last purchase."""
    return {"offer": {"id": made[-1].lines[0].offer}} if made else {}


def has(run: Run, *, to_keep: bool = False) -> set[str]:
    """Return the ids of the offers that the customer has: bought and not given back, and not yet due to be bought again
    where it is something that is bought again. A variant is had as its parent too. `to_keep`: only what is not simply
    used up; who asks for coffee may be told of the one they have.
    """
    found: set[str] = set()
    for order in run.customer.orders:
        for line in order.lines if order.status not in _NOT_HAD else ():
            offer = offer_of(run, line)
            if offer is None or (to_keep and offer.renewal is not None and is_short(offer.renewal)):
                continue
            if not _is_used_up(offer, order, run.at):
                found |= {offer.id, offer.parent} - {""}
    return found


def _is_used_up(offer: Offer, order: Order, at: datetime) -> bool:
    since = order.placed_at or min(order.milestones.values(), default=None)
    return offer.renewal is not None and since is not None and since + offer.renewal < at


def last_purchase(run: Run) -> Order | None:
    """Return the newest order that stands and has lines."""
    orders = reversed(run.customer.orders)
    return next((order for order in orders if order.status != "cancelled" and order.lines), None)


def goes_with(run: Run) -> dict[str, Value] | None:
    """Return a complement of what they bought last, as `offer` has it, with what they `bought`: the first that can be
    ordered, that they have not bought and that was never proposed to them. None where there is none.
    """
    told = run.customer.facts.get(PROPOSED)
    known = set(told) if isinstance(told, list) else set()
    known |= {line.offer or line.sku for order in run.customer.orders for line in order.lines}
    last = last_purchase(run)
    for line in last.lines if last is not None else ():
        offer = offer_of(run, line)
        for one in run.offers.complements_of(offer.id) if offer is not None else ():
            if one.id not in known and offer is not None:
                return {**facts_of(one), "bought": offer.name}
    return None


def remember_proposed(run: Run, offer: Value) -> None:
    """Keep that a complement was proposed: it is not, again."""
    told = run.customer.facts.get(PROPOSED)
    known = told if isinstance(told, list) else []
    if isinstance(offer, str) and offer and offer not in known:
        run.change(facts={**run.customer.facts, PROPOSED: [*known, offer][-MOST_PROPOSED:]})
