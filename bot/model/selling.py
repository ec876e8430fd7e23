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


class OrderNote(Struct, frozen=True):
    """What an order may carry to the shop beside its lines ("moulu pour filtre"), and the other `words` that say it."""

    note: str
    words: tuple[str, ...] = ()


class NoteKind(Struct, frozen=True):
    """Notes of which an order carries one at most; with a `category`, only an order of something of it."""

    notes: tuple[OrderNote, ...]
    category: str = ""


class AppointmentKind(Struct, frozen=True, kw_only=True):
    """What customers come for: how long it takes (`length`) and how often one begins (`every`), how many at a time,
    how soon one may come (`lead`) and how far ahead one may book (`ahead`).

    `stores` are the points of sale that offer it, all where there are none; `hours` (OpenStreetMap's opening_hours)
    when, instead of those of the point of sale, on days on which it opens. `name` is for staff and for texts.
    """

    id: str
    name: str
    length: timedelta = timedelta(minutes=30)
    every: timedelta = timedelta(minutes=30)
    capacity: int = 1
    lead: timedelta = timedelta(hours=2)
    ahead: timedelta = timedelta(days=14)
    stores: tuple[str, ...] = ()
    hours: str = ""
