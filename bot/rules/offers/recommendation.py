"""One offer for one customer, with the reason: pure ranking by what they said, what they have and what the shelf has.

Theory of operation
-------------------
What must hold, holds: an offer is proposed only where it can be ordered, is nothing that the customer has or refused,
and has what they need; a bound that they named while choosing ("cheaper", "quieter than that") holds too. What the
catalogue does not say of a need is not had: nothing is guessed. Among what is left, those within the budget are ranked
by the weighted mean of `comparison` over the criteria, to which the stock at the customer's point of sale adds
one criterion of half the usual weight. Of equals the cheaper goes first, then the id: the order of the catalogue
changes nothing.

Where nothing is within the budget, the cheapest that has what they need is proposed if it is above the budget by no
more than `STRETCH`, and then that is said before anything else; a greater gap is nothing to propose.

Every reason is a `Because` with the cell that it was read from. Reasons are only what is so of the offer against the
others that would do: what it has that is needed, what nobody does better among what matters, where it leads over the
next, that it is within the budget, that it is on the shelf. `against` is the one thing another does better that
weighs most: an honest word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal

from msgspec import Struct

from bot.model.offer import Offer
from bot.rules.offers.comparison import PRICE, Cell, Measure, Row, Table, rank

#: Of the budget: how far above it an offer may be that has what nothing below has.
STRETCH: Final = Decimal("0.3")
#: What weighs more than this was named by the customer.
USUAL: Final = 1.0
#: The weight of being on the shelf of the customer's point of sale.
STOCKED: Final = 0.5
MOST_REASONS: Final = 4
#: Of what leads over the next best.
MOST_LEADS: Final = 2
#: Offers that a comparison goes on with: the one proposed and those next to it.
MOST_BESIDE: Final = 3

#: What is kept of the offer that is proposed, as `customer.recommended`; its `price` too, where one is known. `offers`
#: are this one and those next to it.
KEPT: Final = ("id", "name", "why", "offers", "at")

Kind = Literal["over_budget", "need", "best", "lead", "budget", "stock", "only", "goes_with"]


class Because(Struct, frozen=True):
    """A reason: its `kind`, what it is about (`criterion`), the offer's `cell`, and that of `other` where it leads
    over it. For the budget `cell` has the price and `limit` the budget; for the stock `places` are the points of sale.
    """

    kind: Kind
    criterion: str = ""
    cell: Cell | None = None
    other: Cell | None = None
    limit: Decimal | None = None
    places: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """Where it stands in the catalogue."""
        return tuple(one.source for one in (self.cell, self.other) if one is not None and one.source)


class Bound(Struct, frozen=True, omit_defaults=True):
    """What was named while choosing: better on a criterion than a value, strictly."""

    criterion: str
    than: float
    better: Literal["lower", "higher"]


class Asked(Struct, frozen=True, kw_only=True):
    """What the customer said and has. `left_out` are the offers they have, refused or were shown; `places` the points
    of sale that would do, none where nobody knows; `currency` the store's. What they `said` they need, of `needs`, is a
    reason; what the store takes for granted is not.
    """

    measures: tuple[Measure, ...]
    currency: str
    needs: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    budget: Decimal | None = None
    bounds: tuple[Bound, ...] = ()
    left_out: frozenset[str] = frozenset()
    places: tuple[str, ...] = ()


class Advice(Struct, frozen=True):
    """What is proposed and why; `beside` are the next best, the best first; `scores` run from 0 to 1."""

    offer: Offer
    reasons: tuple[Because, ...]
    against: Because | None = None
    beside: tuple[str, ...] = ()
    scores: Mapping[str, float] = {}


def advise(offers: Iterable[Offer], asked: Asked, *, first: str = "") -> Advice | None:
    """Return the offer to propose; None where nothing would do. The `first`, one proposed already, stays while it
    would do.
    """
    fitting = [offer for offer in offers if _is_possible(offer, asked)]
    within = [offer for offer in fitting if _is_within(offer, asked)]
    if not within:
        return _stretched(fitting, asked)
    table = rank(within, asked.measures, asked.currency)
    scores = _scores(within, table, asked)
    prices = {offer.id: offer.price if offer.price is not None else Decimal("Infinity") for offer in within}
    order = sorted(scores, key=lambda id_: (id_ != first, -scores[id_], prices[id_], id_))
    best = next(offer for offer in within if offer.id == order[0])
    beside = tuple(order[1:MOST_BESIDE])
    reasons = _reasons(best, order[1] if len(order) > 1 else None, table, asked)
    return Advice(best, reasons, _against(best.id, order[1:], table), beside, scores)


def is_better(offer: Offer, bound: Bound) -> bool:
    """Tell whether an offer is better than a bound; one of which nothing is known is not."""
    number = number_of(offer, bound.criterion)
    if number is None:
        return False
    return number < bound.than if bound.better == "lower" else number > bound.than


def number_of(offer: Offer, criterion: str) -> float | None:
    """Return an offer's price, or an attribute's number; None where there is none."""
    if criterion == PRICE:
        return float(offer.price) if offer.price is not None else None
    attribute = offer.attributes.get(criterion)
    return attribute.number if attribute is not None else None


def _is_possible(offer: Offer, asked: Asked) -> bool:
    if not offer.is_available or offer.id in asked.left_out:
        return False
    if not all(_has(offer, need) for need in asked.needs):
        return False
    return all(is_better(offer, bound) for bound in asked.bounds)


def _has(offer: Offer, need: str) -> bool:
    attribute = offer.attributes.get(need)
    return attribute is not None and attribute.has_it


def _is_within(offer: Offer, asked: Asked) -> bool:
    """Where there is a budget, an offer without a price in the store's currency is not known to keep it."""
    if asked.budget is None:
        return True
    return offer.price is not None and offer.currency == asked.currency and offer.price <= asked.budget


def _stretched(fitting: Sequence[Offer], asked: Asked) -> Advice | None:
    if asked.budget is None:
        return None
    limit = asked.budget * (1 + STRETCH)
    near = [
        (offer.price, offer.id, offer)
        for offer in fitting
        if offer.price is not None and offer.currency == asked.currency and offer.price <= limit
    ]
    if not near:
        return None
    price, _, offer = min(near, key=lambda one: one[:2])
    over = Because("over_budget", PRICE, _price_cell(offer), limit=price - asked.budget)
    needs = [_need(offer, need) for need in asked.said]
    rest = sorted(near, key=lambda one: one[:2])[1:MOST_BESIDE]
    reasons = (over, *needs, *_in_stock(offer, asked))[:MOST_REASONS]
    return Advice(offer, reasons, beside=tuple(id_ for _, id_, _ in rest))


def _scores(offers: Sequence[Offer], table: Table, asked: Asked) -> dict[str, float]:
    """Return the table's scores with the stock at the customer's point of sale as one criterion more."""
    scores = {one.offer: one.score for one in table.standings}
    if not asked.places:
        return scores
    total = sum(row.measure.weight for row in table.rows)
    there = {offer.id: float(bool(_there(offer, asked))) for offer in offers}
    return {id_: round((score * total + there[id_] * STOCKED) / (total + STOCKED), 9) for id_, score in scores.items()}


# why


def _reasons(offer: Offer, second: str | None, table: Table, asked: Asked) -> tuple[Because, ...]:
    found = [_need(offer, need) for need in asked.said]
    if second is None:
        found += [Because("only")] if not asked.said and asked.budget is None else []
    else:
        found += _leads(offer, second, table, {one.criterion for one in found})
    if asked.budget is not None:
        found.append(Because("budget", PRICE, _price_cell(offer), limit=asked.budget))
    found += _in_stock(offer, asked)
    return tuple(found[:MOST_REASONS]) or (Because("only"),)


def _leads(offer: Offer, second: str, table: Table, said: set[str]) -> list[Because]:
    """Return what nobody does better among what matters, then what it does better than the next."""
    others = len(table.standings) > 1
    best = [
        Because("best", row.measure.criterion, row.cell(offer.id))
        for row in table.rows
        if others and row.measure.weight > USUAL and offer.id in row.winners and row.measure.criterion not in said
    ]
    named = said | {one.criterion for one in best}
    leads = [
        Because("lead", row.measure.criterion, row.cell(offer.id), row.cell(second))
        for row in table.strengths(offer.id, second)
        if row.measure.criterion not in named
    ]
    return (best + leads)[:MOST_LEADS]


def _need(offer: Offer, need: str) -> Because:
    attribute = offer.attributes[need]
    return Because("need", need, Cell(offer.id, attribute.value, attribute.unit, source=f"{offer.source} attr.{need}"))


def _price_cell(offer: Offer) -> Cell:
    return Cell(offer.id, offer.price, offer.currency, source=f"{offer.source} price")


def _in_stock(offer: Offer, asked: Asked) -> list[Because]:
    there = _there(offer, asked)
    if not there:
        return []
    source = f"{offer.source} stock.{there[0]}"
    return [Because("stock", "stock", Cell(offer.id, offer.stock[there[0]], source=source), places=there)]


def _there(offer: Offer, asked: Asked) -> tuple[str, ...]:
    return tuple(place for place in asked.places if offer.is_at(place))


def _against(offer: str, others: Sequence[str], table: Table) -> Because | None:
    """Return what another does better, of what weighs most, by the most; None where none does."""
    worse: list[tuple[float, int, Row, str]] = []
    for place, other in enumerate(others[:MOST_BESIDE]):
        for row in table.strengths(other, offer)[:1]:
            lead = row.measure.weight * ((row.cell(other).points or 0.0) - (row.cell(offer).points or 0.0))
            worse.append((-lead, place, row, other))
    if not worse:
        return None
    _, _, row, other = min(worse, key=lambda one: one[:2])
    return Because("lead", row.measure.criterion, row.cell(other), row.cell(offer))


# what goes with it


def complement(goes_with: Sequence[tuple[Offer, Sequence[Offer]]], left_out: frozenset[str]) -> Advice | None:
    """Return the first complement of these offers that can be ordered and that the customer neither has nor refused."""
    for bought, complements in goes_with:
        for offer in complements:
            if offer.is_available and offer.id not in left_out:
                source = f"{bought.source} complements"
                return Advice(offer, (Because("goes_with", bought.id, Cell(offer.id, bought.name, source=source)),))
    return None
