"""Orders of months ago brought in at a terminal: they count, and start nothing."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.model.customer import Customer
from bot.store import Store
from bot.wiring.clock import now
from tests.cli.installation.test_operations import Says, says
from tests.web.imports.test_order_rows import SHOPIFY
from tests.work.shop import open_shop

__all__ = ["says"]


async def _met(file: Path, name: str) -> tuple[Customer | None, int, int]:
    """Return a customer once all is met, how many orders are kept, how many messages wait."""
    store = await Store.open(f"sqlite:///{file}")
    async with open_shop(store) as shop:
        shop.now = now()
        await shop.meet()
    found = await store.customers.find(name)
    customer = await store.customers.get(found) if found else None
    [(orders,)] = await store.database.read("SELECT COUNT(*) FROM orders")
    [(parts,)] = await store.database.read("SELECT COUNT(*) FROM outbox")
    await store.close()
    return customer, orders, parts


def test_orders_are_kept_counted_and_start_nothing_and_twice_changes_nothing(says: Says, tmp_path: Path) -> None:
    says("migrate")
    (tmp_path / "orders.csv").write_text(SHOPIFY + "#1003,nobody,paid,,,,,,,,,,,1,x,1,,,,,,,,9\n", "utf-8")
    code, told, _ = says("import", "orders", "orders.csv")
    assert code == 1
    assert "orders.csv:5: names nobody" in told
    assert "Orders: 2 brought in, 0 known as they are, 1 left out" in told
    lea, orders, parts = asyncio.run(_met(tmp_path / "parcours.db", "+33612345678"))
    assert lea is not None
    assert (lea.facts["orders_count"], [order.status for order in lea.orders]) == (1, ["shipped"])
    assert (orders, parts) == (2, 0)
    code, told, _ = says("import", "orders", "orders.csv")
    assert "Orders: 0 brought in, 2 known as they are" in told
    assert asyncio.run(_met(tmp_path / "parcours.db", "lea@example.fr")) == (lea, 2, 0)
