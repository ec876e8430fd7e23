"""Two to four offers side by side: a weighted sum over normalised attributes, every number from the catalogue.

Theory of operation
-------------------
A criterion is the price or an attribute, with a weight and a direction. In each row of the table every offer has a
cell: its value as the catalogue has it, the place where that stands (`source`), and its points from 0 to 1. The best
value of the row has 1; the others lose as far as they are behind it, measured by the row's span::

    points = 1 - |value - best| / span        span = the row's range, at least a tenth of its largest value

The floor keeps a row of near equals near equal: 349 and 350 euros are not one and nothing. A property without a
direction is had (1) or not (0). What the catalogue does not say is said to be missing and has no points: it is not
guessed, and does not win. An offer's score is the weighted mean of its points, 0 to 1, so the order of offers and of
criteria changes nothing, nor does a unit; an offer that is at least as good everywhere never loses. (Simple additive
weighting: Hwang & Yoon, Multiple Attribute Decision Making, 1981; Keeney & Raiffa, Decisions with Multiple Objectives,
1976.)

The price is all in where home delivery's cost is known of every offer that has a price, by the shop's own ways or the
offer's; where it is not known of all, bare prices are compared, so that like stands beside like, and `Table.delivery`
says so. Prices in another currency than the store's are shown and not compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal

from msgspec import Struct

from bot.model.offer import Offer

PRICE: Final = "price"
FEWEST: Final = 2
MOST: Final = 4
#: Of the largest value of a row: its span is at least that much.
NEAR: Final = 0.1
#: Of a score: two offers that are nearer to each other are too close to call.
CLOSE: Final = 0.05

#: What is kept of a comparison that was decided, as `customer.last_comparison`; its `price` too, where one is known.
KEPT: Final = ("offers", "criteria", "chosen", "name", "why", "at")

#: How a cell's source says that the price has the cost of home delivery in it.
WITH_HOME: Final = " + delivery.home"

Delivery = Literal["included", "free", "not_included", "unknown"]
#: What it costs to have one of an offer brought home; None where nobody knows.
HomeCost = Callable[[Offer], Decimal | None]


class Measure(Struct, frozen=True):
    """What is compared on: `criterion` is `price` or the name of an attribute. `better` None: that it is had at all."""

    criterion: str
    weight: float = 1.0
    better: Literal["lower", "higher"] | None = None


class Cell(Struct, frozen=True):
    """What the catalogue says of an offer. `value` None: nothing. `points` None: nothing that can be compared.

    `source` is where it stands: `flows/catalog/offers.csv:3 attr.bruit`.
    """

    offer: str
    value: int | float | str | bool | Decimal | None
    unit: str = ""
    points: float | None = None
    source: str = ""


class Row(Struct, frozen=True):
    """A criterion with a cell for each offer, in the table's order. `winners` have the best; none if all are alike."""

    measure: Measure
    cells: tuple[Cell, ...]
    winners: tuple[str, ...]

    def cell(self, offer: str) -> Cell:
        """Return an offer's cell."""
        return next(cell for cell in self.cells if cell.offer == offer)


class Standing(Struct, frozen=True):
    """An offer's place. `score` runs from 0 to 1; `missing` are the criteria that the catalogue says nothing of."""

    offer: str
    score: float
    missing: tuple[str, ...] = ()


class Table(Struct, frozen=True):
    """The offers, the best first, and the rows, what weighs most first."""

    standings: tuple[Standing, ...]
    rows: tuple[Row, ...]
    delivery: Delivery = "unknown"

    @property
    def best(self) -> str:
        """The offer that comes out ahead, by however little."""
        return self.standings[0].offer

    @property
    def is_close(self) -> bool:
        """Whether the first two are too near each other for one of them to be called the better; where one thing weighs
        most and the first is better at it, that decides."""
        first, second = self.standings[:2]
        if first.score - second.score >= CLOSE:
            return False
        heaviest = [row for row in self.rows if row.measure.weight == self.rows[0].measure.weight]
        return len(heaviest) > 1 or _lead(heaviest[0], first.offer, second.offer) <= 0 or len(self.rows) == 1

    def strengths(self, offer: str, over: str) -> tuple[Row, ...]:
        """Return the rows in which one offer is better than another, the one that decides most first."""
        found = [(_lead(row, offer, over), row) for row in self.rows]
        return tuple(row for lead, row in sorted(found, key=lambda one: -one[0]) if lead > 0)


def _lead(row: Row, offer: str, over: str) -> float:
    return row.measure.weight * ((row.cell(offer).points or 0.0) - (row.cell(over).points or 0.0))


def compare(offers: Sequence[Offer], measures: Iterable[Measure], currency: str, home: HomeCost | None = None) -> Table:
    """Return the table of two to four offers. Measures of no weight are left out; `currency` is the store's, `home`
    what the shop takes to bring an offer, which only the offer itself tells without it.

    Raises `ValueError` for fewer or more offers, one twice, or no measure with a weight.
    """
    if not FEWEST <= len(offers) <= MOST:
        raise ValueError(f"{FEWEST} to {MOST} offers are compared, not {len(offers)}")
    if len({offer.id for offer in offers}) < len(offers):
        raise ValueError("an offer is not compared with itself")
    return rank(offers, measures, currency, home)


def rank(offers: Sequence[Offer], measures: Iterable[Measure], currency: str, home: HomeCost | None = None) -> Table:
    """Return the table of any number of different offers, as `compare` makes it.

    Raises `ValueError` where no measure has a weight.
    """
    kept = sorted((one for one in measures if one.weight > 0), key=lambda one: -one.weight)
    if not kept:
        raise ValueError("nothing to compare on")
    delivery, costs = _brought(offers, currency, home or home_delivery)
    rows = [_row(offers, one, currency, costs) for one in kept]
    standings = sorted(
        (_standing(offer.id, rows) for offer in offers), key=lambda one: (-one.score, len(one.missing), one.offer)
    )
    order = [one.offer for one in standings]
    placed = tuple(
        Row(row.measure, tuple(row.cell(id_) for id_ in order), tuple(id_ for id_ in order if id_ in row.winners))
        for row in rows
    )
    return Table(tuple(standings), placed, delivery)


def _standing(offer: str, rows: Sequence[Row]) -> Standing:
    cells = [(row.measure, row.cell(offer)) for row in rows]
    total = sum(measure.weight for measure, _ in cells)
    gained = sum(measure.weight * (cell.points or 0.0) for measure, cell in cells)
    missing = tuple(measure.criterion for measure, cell in cells if cell.points is None)
    return Standing(offer, round(gained / total, 9), missing)


def _brought(offers: Sequence[Offer], currency: str, home: HomeCost) -> tuple[Delivery, Mapping[str, Decimal]]:
    """Tell how the cost of home delivery counts, in every price or in none, and what it adds to each."""
    priced = [offer for offer in offers if offer.price is not None and offer.currency == currency]
    known = {offer.id: cost for offer in priced if (cost := home(offer)) is not None}
    if not known:
        return "unknown", {}
    if len(known) < len(priced):
        return "not_included", {}
    return ("included" if any(known.values()) else "free"), known


def home_delivery(offer: Offer) -> Decimal | None:
    """Return what it costs to have an offer brought home, the cheapest way; None where nobody knows."""
    return min((way.cost for way in offer.delivery if way.way == "home" and way.cost is not None), default=None)


def _row(offers: Sequence[Offer], measure: Measure, currency: str, costs: Mapping[str, Decimal]) -> Row:
    is_price = measure.criterion == PRICE
    read = [_price(offer, currency, costs) if is_price else _said(offer, measure) for offer in offers]
    better = "lower" if is_price else measure.better
    points = _points([number for _, number in read], better)
    cells = tuple(
        Cell(cell.offer, cell.value, cell.unit, each, cell.source) for (cell, _), each in zip(read, points, strict=True)
    )
    best = max((each for each in points if each is not None), default=0.0)
    alike = all(each == best for each in points)
    winners = () if alike else tuple(cell.offer for cell in cells if cell.points == best and best > 0)
    return Row(measure, cells, winners)


def _price(offer: Offer, currency: str, costs: Mapping[str, Decimal]) -> tuple[Cell, float | None]:
    source = f"{offer.source} price".strip()
    if offer.price is None:
        return Cell(offer.id, None, offer.currency, source=source), None
    if offer.currency != currency:
        return Cell(offer.id, offer.price, offer.currency, source=source), None
    cost = costs.get(offer.id) or Decimal(0)
    whole = offer.price + cost
    named = f"{source}{WITH_HOME}" if cost else source
    return Cell(offer.id, whole, offer.currency, source=named), float(whole)


def _said(offer: Offer, measure: Measure) -> tuple[Cell, float | None]:
    source = f"{offer.source} attr.{measure.criterion}".strip()
    attribute = offer.attributes.get(measure.criterion)
    if attribute is None:
        return Cell(offer.id, None, source=source), None
    number = attribute.number if measure.better is not None else float(attribute.has_it)
    return Cell(offer.id, attribute.value, attribute.unit, source=source), number


def _points(numbers: Sequence[float | None], better: Literal["lower", "higher"] | None) -> list[float | None]:
    known = [number for number in numbers if number is not None]
    if not known or better is None:
        return list(numbers)
    low, high = min(known), max(known)
    best = low if better == "lower" else high
    span = max(high - low, NEAR * max(abs(low), abs(high)))
    return [None if number is None else 1.0 - abs(number - best) / span if span else 1.0 for number in numbers]
