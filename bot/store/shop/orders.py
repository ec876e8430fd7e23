"""Orders, their lines and carts as rows: what a customer's document keeps of the newest, for all of them.

They are state, not history: a merge takes them along and its way back returns them (`made_by`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

import msgspec

from bot.model.customer import Customer
from bot.model.order import Cart, Order
from bot.store.database.database import StoreSubject
from bot.store.database.script import Parameters, Script, listed, many, query
from bot.store.database.statements import statements
from bot.store.database.times import micros_or_none

SQL = statements("orders")
_ENCODER = msgspec.json.Encoder()
_ORDER = msgspec.json.Decoder(Order)
_TAKEN = ("lines", "orders", "carts")


class _Kept(NamedTuple):
    order: Order
    at: int


class OrderRows:
    """What turns change of orders and carts: the last word on each, written after all else."""

    def __init__(self) -> None:
        self._orders: dict[tuple[str, str], _Kept | None] = {}
        self._carts: dict[tuple[str, str], tuple[Cart, int] | None] = {}
        self._moves: list[tuple[str, Parameters]] = []

    def keep(self, customer: str, order: Order, at: int) -> None:
        """Keep an order as it is. `at` is when it changed, microseconds."""
        self._orders[customer, order.key] = _Kept(order, at)

    def forget(self, customer: str, key: str) -> None:
        self._orders[customer, key] = None

    def keep_cart(self, customer: str, cart: Cart, at: int) -> None:
        self._carts[customer, cart.key] = (cart, at)

    def absorb(self, other: str, customer: Customer, at: int) -> None:
        """Let the orders and carts of the other be this one's; who has the same has it once."""
        self._moves += [(SQL[f"take_{what}"], (other, customer.id)) for what in _TAKEN]
        self._moves += [(SQL[f"drop_{what}"], (other,)) for what in _TAKEN]
        self.hold(customer, at)

    def split_off(self, customer: Customer, other: Customer, at: int) -> None:
        """Give back what was the other's, and what is theirs by what the two are known to have."""
        self._moves += [(SQL[f"give_{what}"], (customer.id, other.id)) for what in _TAKEN]
        mine = {order.key for order in customer.orders}
        for order in other.orders:
            if order.key not in mine:
                self._moves += [(SQL[name], (customer.id, order.key)) for name in ("forget_lines", "forget")]
        if other.cart is not None and (customer.cart is None or customer.cart.key != other.cart.key):
            self._moves.append((SQL["forget_cart"], (customer.id, other.cart.key)))
        for side in (customer, other):
            self.hold(side, at)

    def hold(self, customer: Customer, at: int) -> None:
        """Keep all that a customer's document has, who is another by now."""
        for order in customer.orders:
            self.keep(customer.id, order, at)
        if customer.cart is not None:
            self.keep_cart(customer.id, customer.cart, at)

    def take(self, other: OrderRows) -> None:
        """Add all of another's."""
        self._moves += other._moves
        self._orders.update(other._orders)
        self._carts.update(other._carts)

    def write(self) -> Script[None]:
        """Write all of it."""
        for sql, parameters in self._moves:
            yield many(sql, [parameters])
        if self._orders:
            yield from self._write_orders()
        carts = [(*who, *_cart_row(*kept)) for who, kept in self._carts.items() if kept is not None]
        if carts:
            yield many(SQL["keep_cart"], carts)

    def _write_orders(self) -> Script[None]:
        yield many(SQL["forget_lines"], list(self._orders))
        gone = [who for who, kept in self._orders.items() if kept is None]
        if gone:
            yield many(SQL["forget"], gone)
        kept = [(customer, one) for (customer, _), one in self._orders.items() if one is not None]
        yield many(SQL["keep"], [(customer, *_row(*one)) for customer, one in kept])
        yield many(SQL["keep_line"], [row for customer, one in kept for row in _line_rows(customer, one.order)])


def _row(order: Order, at: int) -> Parameters:
    body = _ENCODER.encode(order).decode()
    placed = micros_or_none(order.placed_at or min(order.milestones.values(), default=None))
    return order.key, order.id, order.number, order.status, order.currency, _exact(order.total), placed, at, body


def _line_rows(customer: str, order: Order) -> list[Parameters]:
    return [
        (customer, order.key, place, one.offer, one.sku, one.name, one.quantity, _exact(one.price), _exact(one.total))
        for place, one in enumerate(order.lines)
    ]


def _cart_row(cart: Cart, at: int) -> Parameters:
    state = "ordered" if cart.ordered else "abandoned" if cart.abandoned_at else "open"
    return state, at, _ENCODER.encode(cart).decode()


def _exact(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def among(customers: Iterable[str], names: Iterable[str]) -> Script[list[tuple[str, Order]]]:
    """Return the orders of these customers that one of these names, keys, ids or numbers, is of."""
    rows = yield query(SQL["among"], listed(sorted(customers)), listed(sorted(names)))
    return [(str(customer), _ORDER.decode(body)) for customer, body in rows]


class Orders(StoreSubject):
    """Read here; written by turns."""

    async def owner(self, order: str) -> str | None:
        """Return whose an order is, by the shop's id of it; None where it is unknown."""
        row = await self._database.read_one(SQL["owner"], order)
        return None if row is None else str(row[0])

    async def of(self, customers: Sequence[str], limit: int = 50) -> list[Order]:
        """Return a person's orders (their ids), the one that changed last first."""
        rows = await self._database.read(SQL["of_customer"], listed(customers), limit)
        return [_ORDER.decode(row[0]) for row in rows]
