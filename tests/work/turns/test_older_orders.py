"""An order that is older than those a customer's document keeps is the same order still, on both databases."""

from __future__ import annotations

from bot.model.arrivals import Arrival
from bot.model.events import ShopReported
from bot.rules.order.orders import MOST_ORDERS
from bot.store import Store
from bot.store.database.identity import customer_id_of
from tests.store.samples import lea
from tests.work.shop import open_shop

MANY = MOST_ORDERS + 3


def said(number: int, name: str, **data: object) -> ShopReported:
    return ShopReported(id=f"{name} {number}", name=name, data={"id": str(number), **data})  # type: ignore[dict-item]


async def test_news_of_an_order_that_was_let_go_are_joined_and_counted_once(store: Store) -> None:
    async with open_shop(store) as shop:

        async def hears(*events: ShopReported) -> None:
            arrivals = [Arrival(event=one, received_at=shop.now, names=(lea(),), source="shop") for one in events]
            await store.inbox.put(arrivals)
            await shop.meet()

        await hears(*(said(number, "order.confirmed", total=number) for number in range(1, MANY + 1)))
        customer = await store.customers.get(customer_id_of(lea()))
        assert customer is not None
        assert "1" not in {order.id for order in customer.orders}
        await hears(said(1, "order.paid"), said(2, "order.shipped"))
        customer = await store.customers.get(customer_id_of(lea()))
        assert customer is not None
        assert customer.facts["orders_count"] == MANY
        kept = {order.id: order for order in await store.orders.of([customer.id], limit=99)}
        assert len(kept) == MANY
        assert (kept["1"].status, kept["1"].total, kept["2"].status, kept["2"].total) == ("paid", 1, "shipped", 2)
