"""Orders, lines and carts as rows, written by real turns on both databases: exported, merged, parted, erased."""

from __future__ import annotations

from typing import Any

from bot.model.arrivals import Arrival
from bot.model.customer import Customer
from bot.model.events import ShopReported
from bot.model.order import Cart, Order, OrderLine
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.people.erasing import Keyed
from bot.store.shop.orders import OrderRows
from tests.store.samples import NOON, lea
from tests.work.shop import Shop, open_shop
from tests.work.turns.test_pairs import merge, undo

ONE, TWO = (customer_id_of(lea(chat)) for chat in (1, 2))
LINES = [{"name": "Brio", "sku": "B1", "price": "590.10"}, {"name": "Café", "quantity": 2}]


async def told(shop: Shop, name: str, chat: int = 1, id: str = "", **data: Any) -> None:
    event = ShopReported(id=id or f"{name} {chat} {sorted(data.items())}", name=name, data=data)
    await shop.store.inbox.put([Arrival(event=event, received_at=NOON, names=(lea(chat),), source="events")])
    await shop.meet()


async def rows(store: Store, what: str, *columns: str) -> list[tuple[Any, ...]]:
    found = await store.database.read(f"SELECT {', '.join(columns)} FROM {what} ORDER BY 1, 2")
    return [tuple(row) for row in found]


async def test_a_turn_writes_the_order_its_lines_and_the_cart(store: Store) -> None:
    async with open_shop(store) as shop:
        await told(shop, "cart.updated", id_="c", total="590.10")
        await told(shop, "order.confirmed", number="A", total="590.10", currency="EUR", lines=LINES)
        assert await rows(store, "orders", "number", "status", "total", "currency") == [
            ("A", "confirmed", "590.10", "EUR")
        ]
        assert await rows(store, "order_lines", "place", "name", "sku", "quantity", "price") == [
            (0, "Brio", "B1", 1, "590.10"),
            (1, "Café", "", 2, None),
        ]
        assert await rows(store, "carts", "customer", "state") == [(ONE, "ordered")]
        await told(shop, "order.shipped", number="A", lines=LINES[:1])
        assert await rows(store, "order_lines", "place", "name") == [(0, "Brio")]
        [order] = await store.orders.of([ONE])
        assert (order.status, order.number) == ("shipped", "A")


async def test_what_is_held_is_exported_and_erased(store: Store) -> None:
    async with open_shop(store) as shop:
        await told(shop, "cart.updated", total=3)
        await told(shop, "order.created", number="A", lines=LINES)
        held = {name: [one async for one in records] async for name, records in store.export(ONE)}
        assert [one["number"] for one in held["orders"]] == ["A"]
        assert held["orders"][0]["body"]["lines"][0]["price"] == "590.10"
        assert [one["state"] for one in held["carts"]] == ["open"]
        await store.erase(ONE, Keyed(b"k" * 32), "anna", NOON)
        for table in ("orders", "order_lines", "carts"):
            assert await rows(store, table, "customer", "customer") == []


async def test_a_merge_takes_the_orders_along_and_its_way_back_returns_them(store: Store) -> None:
    async with open_shop(store) as shop:
        await told(shop, "order.paid", chat=1, number="A")
        await told(shop, "order.paid", chat=2, number="B", lines=LINES)
        await told(shop, "order.paid", chat=2, number="A")
        await store.inbox.put([merge()])
        await shop.meet()
        assert await rows(store, "orders", "number", "customer") == [("A", ONE), ("B", ONE)]
        await told(shop, "order.delivered", number="B", chat=2)
        whole = await store.customers.get(ONE)
        assert whole is not None
        assert whole.facts["orders_count"] == 2
        await store.inbox.put([undo()])
        await shop.meet()
        assert await rows(store, "orders", "number", "customer", "status") in (
            [("A", ONE, "paid"), ("A", TWO, "paid"), ("B", TWO, "delivered")],
            [("A", TWO, "paid"), ("A", ONE, "paid"), ("B", TWO, "delivered")],
        )
        assert await rows(store, "order_lines", "place", "customer") == [(0, TWO), (1, TWO)]


async def test_the_last_word_of_a_group_is_written(store: Store) -> None:
    first, second = OrderRows(), OrderRows()
    first.keep(ONE, Order(key="k", lines=(OrderLine(name="a"), OrderLine(name="b"))), 1)
    first.keep(ONE, Order(key="gone"), 1)
    second.keep(ONE, Order(key="k", lines=(OrderLine(name="c"),)), 2)
    second.forget(ONE, "gone")
    second.keep_cart(ONE, Cart(key="c", at=NOON, abandoned_at=NOON), 2)
    first.take(second)
    await store.database.transact(first.write)
    assert await rows(store, "order_lines", "place", "name") == [(0, "c")]
    assert await rows(store, "orders", "key", "changed_at") == [("k", 2)]
    assert await rows(store, "carts", "key", "state") == [("c", "abandoned")]


async def test_orders_made_as_one_go_to_who_speaks(store: Store) -> None:
    taken, parted = OrderRows(), OrderRows()
    taken.keep(ONE, Order(key="new"), 1)
    taken.keep_cart(ONE, Cart(key="c", at=NOON), 1)
    await store.database.transact(taken.write)
    one = Customer(id=ONE, created_at=NOON)
    two = Customer(id=TWO, created_at=NOON, orders=(Order(key="new"),), cart=Cart(key="c", at=NOON))
    parted.split_off(one, two, 2)
    await store.database.transact(parted.write)
    assert await rows(store, "orders", "key", "customer") == [("new", TWO)]
    assert await rows(store, "carts", "key", "customer") == [("c", TWO)]
