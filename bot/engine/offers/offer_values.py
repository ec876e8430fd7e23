"""`offer`, `offers` and `order.category` in texts and conditions: what the catalogue knows now, whoever named it.

A conversation keeps which offer it is about by its `id`, and with it what was special then (a price that was shown, a
reason); what the catalogue of now says is looked up each time, so that no text tells yesterday's price.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from bot.engine.order.bought_values import days_since
from bot.engine.order.guarantee_values import guarantee_of_order
from bot.engine.run import Run
from bot.model.message import Value
from bot.model.order import Order, OrderLine
from bot.playbook.offer_facts import facts_of
from bot.rules.order.guarantees import counted_from
from bot.rules.order.order_values import order_values


class Sold(Mapping[str, object]):
    """`offers`: what is sold now, by its id; an offer that has gone is absent, so that nothing is said of it."""

    __slots__ = ("_run",)

    def __init__(self, run: Run) -> None:
        self._run = run

    def get(self, key: str, default: object = None) -> object:
        offer = self._run.offers.get(key)
        return facts_of(offer) if offer is not None and offer.sold else default

    def __getitem__(self, key: str) -> object:
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._run.shelf.current.offers)

    def __len__(self) -> int:
        return len(self._run.shelf.current.offers)


def offer_shown(run: Run, kept: object) -> object:
    """Return the facts of the offer that `kept` names by its `id`: the catalogue's before its own; as it is where the
    catalogue has no such offer.
    """
    if not isinstance(kept, dict) or not isinstance(kept.get("id"), str):
        return kept
    offer = run.offers.get(str(kept["id"]))
    return kept if offer is None else kept | facts_of(offer)


def order_shown(run: Run, order: Order) -> dict[str, Value]:
    """Return the facts of an order with its guarantee, the `days` since it was handed over (placed, where that is not
    known) and its `category`: what the shop said, else the catalogue's of the line that costs most, so that a bag of
    coffee beside a machine makes it no order of coffee.
    """
    days = days_since(run, counted_from(order, run.store_zone))
    shown = {"days": days, **guarantee_of_order(run, order), **order_values(order)}
    if shown.get("category"):
        return shown
    for line in sorted(order.lines, key=_cost, reverse=True):
        offer = run.offers.named(line.offer, line.sku)
        if offer is not None and offer.category:
            return {**shown, "category": offer.category}
    return shown


def _cost(line: OrderLine) -> Decimal:
    if line.total is not None:
        return line.total
    return (line.price or Decimal(0)) * line.quantity
