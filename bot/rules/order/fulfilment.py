"""How an order can reach the customer, each way with its cost and its day, before anybody is asked.

42 % of carts are left over a delivery cost that came as a surprise (Baymard Institute): so no way is offered whose cost
is not known. A way is offered when every line can go it, by what is in stock where; its day is the latest line's.

- `in_store`: taken from the shelf of a point of sale that has all of it, from now or the next opening on.
- `click_and_collect`: made ready in a point of sale that has all of it, in opening time (`2 hours`) or days (`1 day`:
  at the next day's opening); a stock that is counted in no one place will do.
- `home`, `relay`: working days, Monday to Friday but for public holidays, from the day it is ordered, the next one
  after the cut-off.

A delay of the offer's own (furniture, a course) replaces the shop's where it is longer, its cost where it is higher;
only the shop's own cost is waived from `free_from` on.

What does not ship (a gift card by e-mail, a course) keeps nothing else from going any way; a parcel of nothing but such
pieces goes none, and no address is asked for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import asin, cos, radians, sin, sqrt
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from bot.model.offer import WAYS, Delivery, Offer, Way
from bot.model.selling import PointOfSale, ShopWay
from bot.rules.calendar.calendar import is_holiday
from bot.rules.places.departments import PREFECTURES, department_of
from bot.rules.places.opening import after_opening_time, open_from, opening_days

AT_A_COUNTER: Final[tuple[Way, ...]] = ("in_store", "click_and_collect")
_EARTH: Final = 6371.0  # kilometres, mean radius
_LONGEST: Final = 60  # days that a delivery may take
_POSTCODE: Final = re.compile(r"\b[0-9][0-9A-Z]{3,5}\b")


class Piece(Struct, frozen=True):
    """A line of what is bought: the offer, None where only the shop knows it, and how many."""

    offer: Offer | None
    quantity: int = 1


class Parcel(Struct, frozen=True, kw_only=True):
    """What is to reach the customer, and what it comes to, in the store's currency."""

    pieces: tuple[Piece, ...] = ()
    total: Decimal = Decimal(0)


class Shop(Struct, frozen=True, kw_only=True):
    """What is needed of the store."""

    timezone: ZoneInfo
    country: str
    points_of_sale: tuple[PointOfSale, ...] = ()
    ways: tuple[ShopWay, ...] = ()


class Near(Struct, frozen=True, kw_only=True):
    """Where the customer is, as far as they said: a place in degrees, a postcode, or nothing."""

    location: tuple[float, float] | None = None
    postcode: str = ""


class Possible(Struct, frozen=True, kw_only=True):
    """A way that can be gone: what it costs, when it is there (local time; `is_hour`: to the hour, else that day), and
    in which point of sale, `distance` kilometres away."""

    way: Way
    cost: Decimal
    at: datetime
    is_hour: bool = False
    place: PointOfSale | None = None
    distance: float | None = None


def possible_ways(parcel: Parcel, shop: Shop, at: datetime, near: Near = Near()) -> tuple[Possible, ...]:  # noqa: B008 - frozen
    """Return the ways that a parcel can go, one of each kind; of points of sale, the one that has it first. None where
    nothing of it is to be brought."""
    found: list[Possible] = []
    if is_sent_nowhere(parcel):
        return ()
    parcel = _to_be_brought(parcel)
    for way in WAYS:
        if way in AT_A_COUNTER:
            counters = possible_places(way, parcel, shop, at, near)
            if counters:
                found.append(min(counters, key=lambda one: one.at))
        else:
            brought = _brought(way, parcel, shop, at)
            if brought is not None:
                found.append(brought)
    return tuple(found)


def possible_places(
    way: Way,
    parcel: Parcel,
    shop: Shop,
    at: datetime,
    near: Near = Near(),  # noqa: B008 - frozen
) -> tuple[Possible, ...]:
    """Return the points of sale where a parcel can be collected, the nearest first; in the store's order where nobody
    knows how far they are."""
    if is_sent_nowhere(parcel):
        return ()
    parcel = _to_be_brought(parcel)
    terms = _terms(way, parcel, shop)
    if terms is None:
        return ()
    found = []
    for place in shop.points_of_sale:
        ready = _ready(way, terms, place, shop, at) if _has(place, way, parcel.pieces) else None
        if ready is not None:
            found.append(replace(ready, distance=distance_to(place, near)))
    return tuple(sorted(found, key=lambda one: nearness(one.place, near)))


def is_sent_nowhere(parcel: Parcel) -> bool:
    """Tell whether nothing of a parcel is to be brought: a gift card, a download, a course, and no thing beside."""
    return bool(parcel.pieces) and not _to_be_brought(parcel).pieces


def _to_be_brought(parcel: Parcel) -> Parcel:
    kept = tuple(one for one in parcel.pieces if one.offer is None or one.offer.ships)
    return parcel if len(kept) == len(parcel.pieces) else replace(parcel, pieces=kept)


def home_cost(offer: Offer, shop: Shop) -> Decimal | None:
    """Return what it costs to have one of an offer brought home, nothing for what does not ship; None where it is not
    brought, or nobody knows."""
    if not offer.ships:
        return Decimal(0)
    terms = _terms("home", Parcel(pieces=(Piece(offer),), total=offer.price or Decimal(0)), shop)
    return None if terms is None else terms.cost


def _ready(way: Way, terms: ShopWay, place: PointOfSale, shop: Shop, at: datetime) -> Possible | None:
    hours, tz, country = place.hours, shop.timezone, shop.country
    days = terms.delay.days
    if days:
        late = _is_late(terms, at.astimezone(tz))
        ready = opening_days(hours, tz, country, at, days + late)
    else:
        start = opening_days(hours, tz, country, at, 1) if _is_late(terms, at.astimezone(tz)) else at
        ready = after_opening_time(hours, tz, country, start, terms.delay) if start is not None else None
    if ready is None:
        return None
    return Possible(way=way, cost=terms.cost, at=ready, is_hour=True, place=place)


def _brought(way: Way, parcel: Parcel, shop: Shop, at: datetime) -> Possible | None:
    terms = _terms(way, parcel, shop)
    if terms is None or not all(_is_left(piece) for piece in parcel.pieces):
        return None
    local = at.astimezone(shop.timezone)
    day = local.date()
    if _is_late(terms, local) or not _is_working_day(day, shop.country):
        day = _next_working_day(day, shop.country)
    for _ in range(min(terms.delay.days, _LONGEST)):
        day = _next_working_day(day, shop.country)
    return Possible(way=way, cost=terms.cost, at=datetime(day.year, day.month, day.day, tzinfo=shop.timezone))


def _terms(way: Way, parcel: Parcel, shop: Shop) -> ShopWay | None:
    """Return what this way costs and how long it takes for all lines together; None where one of them can't go it, or
    nobody knows its cost."""
    terms = next((one for one in shop.ways if one.way == way), None)
    own: list[Delivery] = []
    for piece in parcel.pieces:
        ways = piece.offer.delivery if piece.offer is not None else ()
        said = next((one for one in ways if one.way == way), None)
        if ways and said is None:
            return None
        if said is not None:
            own.append(said)
    costs = [one.cost for one in own if one.cost is not None]
    if terms is None:
        is_whole = bool(own) and len(own) == len(parcel.pieces) and len(costs) == len(own)
        terms = ShopWay(way=way) if is_whole else None
    elif terms.free_from is not None and parcel.total >= terms.free_from:
        terms = replace(terms, cost=Decimal(0))
    if terms is None:
        return None
    delays = [one.delay for one in own if one.delay is not None]
    return replace(terms, cost=max((terms.cost, *costs)), delay=max((terms.delay, *delays)))


def _has(place: PointOfSale, way: Way, pieces: Iterable[Piece]) -> bool:
    return all(_lies_at(place.id, way, piece) for piece in pieces)


def _lies_at(place: str, way: Way, piece: Piece) -> bool:
    offer = piece.offer
    if offer is None or not offer.stock or (offer.on_order and way != "in_store"):
        return True
    if set(offer.stock) == {""}:
        return way != "in_store" and _is_left(piece)
    return offer.stock.get(place, 0) >= piece.quantity


def _is_left(piece: Piece) -> bool:
    return piece.offer is None or left_of(piece.offer) is None or (left_of(piece.offer) or 0) >= piece.quantity


def left_of(offer: Offer) -> int | None:
    """Return how many can be ordered, None for as many as wanted."""
    if not offer.sold:
        return 0
    return None if offer.on_order or offer.pieces is None else max(0, offer.pieces)


def _is_late(terms: ShopWay, local: datetime) -> bool:
    return terms.cut_off is not None and local.hour * 60 + local.minute >= terms.cut_off


def _is_working_day(day: date, country: str) -> bool:
    return day.weekday() < 5 and not is_holiday(day, country)


def _next_working_day(day: date, country: str) -> date:
    day += timedelta(days=1)
    while not _is_working_day(day, country):
        day += timedelta(days=1)
    return day


def distance_to(place: PointOfSale, near: Near) -> float | None:
    """Return how far a point of sale is, in kilometres as the crow flies; None where either place is not known."""
    if place.location is None or near.location is None:
        return None
    (lat, lon), (other_lat, other_lon) = place.location, near.location
    half = sin(radians(other_lat - lat) / 2) ** 2
    half += cos(radians(lat)) * cos(radians(other_lat)) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH * asin(min(1.0, sqrt(half)))


def nearness(place: PointOfSale | None, near: Near) -> tuple[float, int]:
    """Return what points of sale are sorted by: their distance from where the customer is; of a postcode alone, the
    distance from its department (`departments`), none within it, then how much of the postcode they share."""
    if place is None:
        return 0.0, 0
    distance = distance_to(place, near)
    if distance is None:
        distance = _from_department(place, near)
    return (distance if distance is not None else 0.0), -_shared(place, near.postcode)


def _from_department(place: PointOfSale, near: Near) -> float | None:
    """Good enough to sort by, and never told: it is the prefecture's distance, not the customer's."""
    department = department_of(near.postcode)
    if near.location is not None or department is None:
        return None
    if is_in_department(place, department):
        return 0.0
    return distance_to(place, Near(location=PREFECTURES[department]))


def is_in_department(place: PointOfSale, department: str | None) -> bool:
    """Tell whether a point of sale's address is in a department (`rules.places.departments`)."""
    return department is not None and any(department_of(code) == department for code in _codes(place))


def _codes(place: PointOfSale) -> list[str]:
    return _POSTCODE.findall(place.address)


def _shared(place: PointOfSale, postcode: str) -> int:
    own = _codes(place)
    return max((_prefix(code, postcode) for code in own), default=0) if postcode else 0


def _prefix(one: str, other: str) -> int:
    length = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        length += 1
    return length


def open_now(place: PointOfSale, shop: Shop, at: datetime) -> tuple[datetime, datetime] | None:
    """Return the opening under way or to come, with its closing, in local time."""
    return open_from(place.hours, shop.timezone, shop.country, at)
