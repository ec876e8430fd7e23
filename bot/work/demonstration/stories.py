"""What befalls the customers of a demonstration: who only asks, who buys, comes back, is let down, falls silent.

A happening is a shop's event, or what somebody writes: a key of the words that they have for it, or the words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.channels.event_ids import event_id
from bot.model.events import Event, ShopReported
from bot.model.order import Order

PARIS: Final = ZoneInfo("Europe/Paris")
#: How often each story is told among twenty customers.
KINDS: Final = (
    "machine", "coffee", "cart", "machine", "question", "coffee", "waiting", "machine", "coffee", "machine",
    "question", "trouble", "coffee", "machine", "business", "cart", "leaves", "coffee", "machine", "machine",
)  # fmt: skip
_MACHINES: Final = (
    ("brio-mini", "Machine Brio Mini", 279.0),
    ("aroma-2", "Machine Aroma 2", 349.0),
    ("presto-15", "Machine Presto 15", 419.0),
    ("brio-lait", "Machine Brio Lait", 499.0),
    ("filtre-calme", "Cafetière Filtre Calme", 129.0),
)
_COFFEES: Final = (
    ("maison-1kg", "Mélange Maison 1 kg", 26.0),
    ("huila-1kg", "Café Huila de Colombie 1 kg", 29.0),
    ("yirga-1kg", "Café Yirgacheffe d’Éthiopie 1 kg", 32.0),
    ("deca-250", "Déca Sierra du Mexique 250 g", 9.9),
    ("huila-250", "Café Huila de Colombie 250 g", 8.9),
)
#: How long ago, in minutes, those wrote who wait for a person right now.
_WAITING: Final = (3, 8, 14, 22, 37, 52, 71, 96, 128, 173, 215, 262, 318, 395)
_Told = Iterator["Happening"]


class Happening(Struct, frozen=True):
    at: datetime
    what: Event | str


def story_kind(number: int) -> str:
    """Return which kind of story a customer has."""
    return KINDS[number % len(KINDS)]


def story_of(number: int, chance: Random, began: datetime, until: datetime) -> list[Happening]:
    """Return what befalls a customer between two times, in order; at least one thing does."""
    told = _STORIES[story_kind(number)](number, chance, began, until)
    found = [one for one in told if one.at <= until]
    return sorted(found, key=lambda one: one.at) or [
        Happening(until - timedelta(hours=chance.uniform(1, 60)), "question")
    ]


def _some_time(chance: Random, began: datetime, until: datetime) -> datetime:
    """Return a time of day at which people write, more of them lately."""
    at = began + (until - began) * chance.random() ** 0.7
    local = at.astimezone(PARIS).replace(hour=chance.choices(range(8, 22), _HOURS)[0], minute=chance.randrange(60))
    soonest: datetime = min(local.astimezone(at.tzinfo), until - timedelta(minutes=chance.uniform(1, 900)))
    return soonest


_HOURS: Final = (2, 4, 6, 6, 7, 5, 4, 4, 5, 6, 8, 7, 6, 4)  # from 8 h to 21 h


def _reports(number: int, event: str, at: datetime, /, **data: Any) -> Happening:
    return Happening(at, ShopReported(id=event_id("demo", number, event, at.isoformat()), name=event, data=data))


def _order(
    number: int, count: int, chance: Random, at: datetime, goods: tuple[str, str, float], category: str
) -> _Told:
    """Tell of an order from its confirmation to the door, or to the counter."""
    offer, title, price = goods
    quantity = 1 if category == "machine" else chance.choice((1, 1, 2))
    line = {"id": offer, "sku": offer, "offer": offer, "name": title, "quantity": quantity, "price": price}
    total, name = round(price * quantity, 2), f"MM-{2000 + number * 7 + count}"
    shop = chance.choice(("lyon", "lyon", "annecy"))
    in_store = chance.random() < 0.4
    way: dict[str, Any] = {"kind": "in_store", "point_of_sale": shop} if in_store else {"kind": "home"}
    own = {"number": name, "total": total, "category": category, "lines": [line], "fulfilment": way, "currency": "EUR"}
    yield _reports(number, "order.confirmed", at, **own)
    at += timedelta(minutes=chance.uniform(1, 30))
    yield from _fulfilled(number, f"6A{number:05d}{count:03d}FR", chance, at, in_store, own)


def paid(number: int, count: int, order: Order, chance: Random, at: datetime) -> _Told:
    """Tell what the shop says of the customer's `count`-th order in the chat, once the link that it sent was paid."""
    at += timedelta(minutes=chance.uniform(2, 25))
    machines = {offer for offer, _, _ in _MACHINES}
    own: dict[str, Any] = {
        "number": f"MM-{6000 + number * 7 + count}",
        "total": float(order.total or 0),
        "category": "machine" if any(line.offer in machines for line in order.lines) else "coffee",
    }
    yield _reports(number, "order.confirmed", at, reference=order.more["reference"], **own)
    in_store = order.fulfilment.kind in ("in_store", "click_and_collect")
    yield from _fulfilled(number, f"6B{number:05d}{count:03d}FR", chance, at + timedelta(minutes=1), in_store, own)


def _fulfilled(number: int, parcel: str, chance: Random, at: datetime, in_store: bool, order: dict[str, Any]) -> _Told:
    """Tell of an order from its payment on."""
    name, category, total = order["number"], order["category"], order["total"]
    yield _reports(number, "order.paid", at, number=name, category=category, total=total)
    at += timedelta(hours=chance.uniform(4, 30))
    if in_store:
        yield _reports(number, "order.ready_for_pickup", at, number=name, category=category)
    else:
        yield _reports(
            number,
            "order.shipped",
            at,
            number=name,
            category=category,
            tracking={"carrier": "Colissimo", "number": parcel},
        )
    at += timedelta(hours=chance.uniform(20, 70))
    yield _reports(number, "order.delivered", at, number=name, category=category, total=total)
    if chance.random() < 0.06:
        at += timedelta(days=chance.uniform(4, 12))
        yield _reports(number, "order.returned", at, number=name, category=category)
        yield _reports(number, "order.refunded", at + timedelta(days=2), number=name, category=category)


def _machine(number: int, chance: Random, began: datetime, until: datetime) -> _Told:
    at = _some_time(chance, began, until)
    yield Happening(at, "machine")
    if chance.random() < 0.3:
        yield Happening(at + timedelta(hours=chance.uniform(1, 40)), "question")
    if chance.random() < 0.1:
        return
    yield from _buys(number, chance, at + timedelta(days=chance.uniform(0.3, 9)))


def _buys(number: int, chance: Random, at: datetime) -> _Told:
    """Tell of a machine from the cart on: what it is bought with, and what comes after."""
    machine = chance.choice(_MACHINES)
    cart = {"total": machine[2], "lines": [{"name": machine[1], "price": machine[2], "quantity": 1}]}
    yield _reports(number, "cart.updated", at, **cart)
    if chance.random() < 0.3:
        yield _reports(number, "cart.abandoned", at + timedelta(hours=1), **cart)
        at += timedelta(days=chance.uniform(1, 3))
    yield from _order(number, 0, chance, at + timedelta(minutes=12), machine, "machine")
    at += timedelta(days=chance.uniform(8, 40))
    yield Happening(at, chance.choice(("question", "thanks", "coffee", "unknown")))
    if chance.random() < 0.4:
        yield from _order(number, 1, chance, at + timedelta(hours=3), chance.choice(_COFFEES), "coffee")
    if chance.random() < 0.3:
        yield _reports(number, "store.visited", at + timedelta(days=chance.uniform(2, 20)))


def _coffee(number: int, chance: Random, began: datetime, until: datetime) -> _Told:
    at, coffee = _some_time(chance, began, until), chance.choice(_COFFEES)
    if chance.random() < 0.6:
        yield Happening(at, "coffee")
    for count in range(chance.randint(1, 5)):
        at += timedelta(hours=chance.uniform(2, 30))
        yield from _order(number, count, chance, at, coffee, "coffee")
        if chance.random() < 0.25:
            yield Happening(
                at + timedelta(days=chance.uniform(3, 12)), chance.choice(("question", "unknown", "thanks"))
            )
        at += timedelta(days=chance.uniform(18, 40))


def _cart(number: int, chance: Random, began: datetime, until: datetime) -> _Told:
    at, goods = _some_time(chance, began, until), chance.choice(_MACHINES)
    yield _reports(number, "product.viewed", at, name=goods[1])
    cart = {"total": goods[2], "lines": [{"name": goods[1], "price": goods[2], "quantity": 1}]}
    for _ in range(chance.randint(1, 2)):
        at += timedelta(hours=chance.uniform(0.2, 20))
        yield _reports(number, "cart.updated", at, **cart)
        yield _reports(number, "cart.abandoned", at + timedelta(hours=1), **cart)
        if chance.random() < 0.65:
            yield from _order(number, 0, chance, at + timedelta(hours=chance.uniform(5, 40)), goods, "machine")
            return
        at += timedelta(days=chance.uniform(15, 40))


def _question(number: int, chance: Random, began: datetime, until: datetime) -> _Told:
    """Who asks; most buy sooner or later, those who have not yet are mostly those who asked lately."""
    buys = chance.random() < 0.6
    at = _some_time(chance, began if buys or chance.random() < 0.2 else until - timedelta(days=9), until)
    for _ in range(chance.randint(1, 3)):
        yield Happening(at, chance.choice(("question", "question", "unknown", "coffee")))
        at += (
            timedelta(minutes=chance.uniform(2, 60)) if chance.random() < 0.5 else timedelta(days=chance.uniform(1, 5))
        )
    if buys:
        yield from _buys(number, chance, at)


def _trouble(number: int, chance: Random, began: datetime, until: datetime) -> _Told:
    at = _some_time(chance, began, until - timedelta(days=6))
    yield from _order(number, 0, chance, at, chance.choice(_MACHINES), "machine")
    at += timedelta(days=chance.uniform(6, 30))
    yield Happening(at, "trouble")
    at += timedelta(hours=chance.uniform(3, 20))
    yield _reports(number, "ticket.opened", at, number=f"T-{number}")
    yield _reports(number, "ticket.closed", at + timedelta(days=chance.uniform(2, 9)), number=f"T-{number}")


def _business(number: int, chance: Random, began: datetime, until: datetime) -> _Told:
    at = _some_time(chance, began, until)
    yield Happening(at, "business")
    steps = ("x.business_request", "x.quote_sent", "order.confirmed", "order.delivered", "subscription.started")
    for name in steps[: chance.randint(1, len(steps))]:
        at += timedelta(days=chance.uniform(1, 12))
        yield _reports(number, name, at, number=f"PRO-{number}", total=1490, category="machine")


def _leaves(number: int, chance: Random, began: datetime, until: datetime) -> _Told:
    at = _some_time(chance, began, until)
    yield Happening(at, "question")
    yield from _order(number, 0, chance, at + timedelta(days=1), chance.choice(_COFFEES), "coffee")
    yield Happening(at + timedelta(days=chance.uniform(6, 30)), "STOP")


def _waiting(number: int, chance: Random, began: datetime, until: datetime) -> _Told:
    """Who is in the middle of something as the console is opened: most of them wait for a person."""
    earlier = _some_time(chance, began, until - timedelta(days=9))
    yield from _order(number, 0, chance, earlier, chance.choice(_MACHINES), "machine")
    ago = _WAITING[number // len(KINDS) % len(_WAITING)]
    yield Happening(until - timedelta(minutes=ago), "trouble" if number // len(KINDS) % 4 == 3 else "person")


_STORIES: Final[dict[str, Callable[[int, Random, datetime, datetime], _Told]]] = {
    "machine": _machine,
    "coffee": _coffee,
    "cart": _cart,
    "question": _question,
    "trouble": _trouble,
    "business": _business,
    "leaves": _leaves,
    "waiting": _waiting,
}
