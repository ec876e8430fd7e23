"""Where and how a shop hands over what it sells: its points of sale, and its ways to the customer."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from msgspec import Struct

from bot.model.offer import Way


class PointOfSale(Struct, frozen=True, kw_only=True):
    """A shop with a door. `location` is (latitude, longitude) in degrees, `hours` OpenStreetMap's opening_hours."""

    id: str
    name: str
    address: str = ""
    location: tuple[float, float] | None = None
    hours: str = ""
    phone: str = ""


class ShopWay(Struct, frozen=True, kw_only=True):
    """A way to the customer, whatever is bought.

    `cost` is in the store's currency, 0 from `free_from` on. `delay` counts opening time in a point of sale, working
    days on the road; what is ordered after `cut_off` (minutes past local midnight) counts from the next day.
    """

    way: Way
    cost: Decimal = Decimal(0)
    free_from: Decimal | None = None
    delay: timedelta = timedelta()
    cut_off: int | None = None


class Visits(Struct, frozen=True, kw_only=True):
    """How a point of sale takes appointments: how long each is (`length`), how many at a time, how long ahead one must
    book, and how far ahead one may."""

    length: timedelta = timedelta(minutes=30)
    capacity: int = 1
    lead: timedelta = timedelta(hours=2)
    horizon: timedelta = timedelta(days=14)
