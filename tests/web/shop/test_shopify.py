"""Shopify's documented resources become our events, and the example store answers them: chats with a clock."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.model.address import Address
from bot.web.shop.shop_reading import Unusable
from bot.web.shop.shop_webhooks import events_of
from bot.web.shop.shopify import ABANDONED_AFTER, read
from tests.engine.chat import Chat
from tests.test_example_store import store as example_store
from tests.web.shops import resource


def names(topic: str, body: dict[str, Any]) -> list[str]:
    said = read(topic, body)
    assert said is not None
    return [news.name for news in said.news]


def test_its_documented_order_says_what_was_bought_and_what_it_costs() -> None:
    said = read("orders/create", resource("shopify-order"))
    assert said is not None
    data = said.news[0].data
    assert (data["id"], data["number"], data["total"], data["currency"]) == ("450789469", "1001", "409.94", "USD")
    assert [line["variant"] for line in data["lines"]] == ["green", "red", "black"]
    assert data["fulfilment"] == {
        "kind": "home", "label": "Free Shipping", "cost": "0.00", "address": "Chestnut Street 92, 40202 Louisville"
    }  # fmt: skip
    assert said.facts["country"] == "US"


@pytest.mark.parametrize(
    ("changes", "last"),
    [
        ({}, "order.confirmed"),  # its one fulfilment failed
        ({"financial_status": "paid"}, "order.paid"),
        ({"fulfillments": [{"status": "success"}]}, "order.shipped"),
        ({"fulfillments": [{"status": "success", "shipment_status": "delivered"}]}, "order.delivered"),
        ({"fulfillments": [{"status": "open", "shipment_status": "ready_for_pickup"}]}, "order.ready_for_pickup"),
        ({"fulfillments": [], "fulfillment_status": "fulfilled"}, "order.shipped"),
        ({"cancelled_at": "2008-01-11T11:00:00-05:00", "cancel_reason": "customer"}, "order.cancelled"),
        ({"refunds": [resource("shopify-refund")]}, "order.refunded"),
    ],
)
def test_an_order_says_all_that_has_happened_to_it(changes: dict[str, Any], last: str) -> None:
    assert names("orders/updated", resource("shopify-order", **changes))[-1] == last


def test_a_refund_is_what_came_back_and_what_was_paid_back() -> None:
    said = read("refunds/create", resource("shopify-refund"))
    assert said is not None
    assert [news.name for news in said.news] == ["order.returned", "order.refunded"]
    assert said.news[0].data["return"]["lines"][0] == {"id": "703073504", "quantity": 1}
    assert said.news[1].data["refund"]["amount"] == "209.00"


def test_the_phone_of_whom_a_gift_goes_to_is_never_used() -> None:
    gift = resource("shopify-order", billing_address={}, customer={"id": 5}, email="bob@example.com")
    said = read("orders/create", gift)
    assert said is not None
    assert [name.channel for name in said.names] == ["shop", "email"]


def test_a_checkout_asks_us_to_look_after_it() -> None:
    said = read("checkouts/update", resource("shopify-checkout"))
    assert said is not None
    assert said.news[0].data["abandoned_after"] == ABANDONED_AFTER
    assert said.news[0].data["url"].startswith("https://checkout.local/")
    done = read("checkouts/update", resource("shopify-checkout", completed_at="2012-10-12T07:06:00-04:00"))
    assert done is not None
    assert done.news[0].data["ordered"] is True


def test_topics_that_are_none_of_ours_and_resources_that_are_none() -> None:
    assert read("themes/publish", {}) is None
    for topic in (
        "shop/redact",
        "orders/create",
        "fulfillments/create",
        "refunds/create",
        "checkouts/create",
        "customers/create",
    ):
        with pytest.raises(Unusable):
            read(topic, {})


AT = "2008-01-11T11:00:00-05:00"


class Shop:
    """Bob's life in the example store, told by Shopify."""

    def __init__(self, **facts: Any) -> None:
        self.bob = Chat(example_store(), language="en", **facts)
        self.deliveries = 0

    def on_telegram(self) -> Shop:
        """He has talked to the bot before."""
        self.bob.says("hello")
        self.bob.unheard.clear()
        return self

    def tells(self, topic: str, **changes: Any) -> Chat:
        """Deliver a documented resource, as of now."""
        kind = {"orders": "order", "fulfillments": "fulfillment", "refunds": "refund", "checkouts": "checkout"}
        now = self.bob.now.isoformat()
        dated = dict.fromkeys(("created_at", "updated_at", "processed_at"), now) | {
            "fulfillments": [],
            "currency": "EUR",
        }
        said = read(topic, resource(f"shopify-{kind[topic.partition('/')[0]]}", **(dated | changes)))
        assert said is not None
        self.deliveries += 1
        for event in events_of("shopify", said, f"{self.deliveries}", said.names):
            self.bob.meets(event)
        return self.bob


HOME = {"phone": "06 12 34 56 78", "country_code": "FR", "city": "Lyon"}


def test_who_is_known_by_a_phone_alone_is_thanked_by_sms() -> None:
    shop = Shop()
    shop.tells("orders/create", billing_address=HOME, customer={"id": 5}).hears("order 1001 is confirmed")
    assert shop.bob.said[-1].address == Address("sms", "+33612345678")
    assert shop.bob.said[-1].purpose == "service"
    shop.tells("orders/updated", billing_address=HOME, customer={"id": 5}).hears_nothing()


def test_an_order_is_thanked_for_followed_and_asked_about() -> None:
    shop = Shop().on_telegram()
    shop.tells("orders/create").hears("1001")
    shop.tells("orders/paid", financial_status="paid").hears_nothing()
    shop.bob.waits(days=1)
    parcel = {"status": "success", "tracking_url": "https://suivi.example/1Z"}
    shop.tells("fulfillments/create", **parcel).hears("on its way").hears("https://suivi.example/1Z")
    shop.bob.waits(days=2)
    shop.tells("fulfillments/update", **parcel, shipment_status="delivered").hears("arrived")
    shop.tells("fulfillments/update", **parcel, shipment_status="delivered").hears_nothing()
    shop.bob.waits(days=15).hears("From 1")


def test_what_comes_back_is_after_sales_and_asks_for_no_opinion() -> None:
    shop = Shop().on_telegram()
    shop.tells("orders/create").hears("1001")
    shop.tells("fulfillments/update", status="success", shipment_status="delivered").hears("on its way")
    shop.bob.hears("To follow the parcel").hears("has arrived").waits(days=2)
    whole = [{"line_item_id": line["id"], "quantity": 1} for line in resource("shopify-order")["line_items"]]
    shop.tells("refunds/create", refund_line_items=whole)
    assert shop.bob.customer.journeys[0].stage == "after_sales"
    assert shop.bob.customer.orders[-1].status == "returned"
    shop.bob.waits(days=20).hears_nothing()


def test_who_is_told_that_an_order_is_cancelled_is_told_once_and_of_the_money() -> None:
    shop = Shop().on_telegram()
    shop.tells("orders/create", financial_status="paid").hears("1001")
    line = {"line_item_id": resource("shopify-order")["line_items"][0]["id"], "quantity": 1, "restock_type": "cancel"}
    paid_back = [{"amount": "409.94", "kind": "refund", "status": "success"}]
    over = {
        "cancelled_at": shop.bob.now.isoformat(),
        "cancel_reason": "inventory",
        "financial_status": "refunded",
        "refunds": [resource("shopify-refund", refund_line_items=[line], transactions=paid_back)],
    }
    shop.tells("orders/cancelled", **over).hears(
        "an item is out of stock, and your order 1001 had to be cancelled. You get €409.94 back"
    )
    shop.tells("orders/updated", **over).hears_nothing()
    assert shop.bob.customer.journeys[0].stage == "comparison"  # nothing came back: it had never left
    shop.bob.waits(days=130).hears_nothing()


@pytest.mark.parametrize(
    ("state", "payment"), [("voided", "unpaid"), ("paid", "paid"), ("partially_refunded", "refunded"), ("odd", None)]
)
def test_a_cancelled_order_says_where_its_money_is(state: str, payment: str | None) -> None:
    said = read("orders/cancelled", resource("shopify-order", cancelled_at=AT, financial_status=state))
    assert said is not None
    assert said.news[-1].data.get("payment") == payment


def test_a_checkout_left_behind_is_spoken_of_unless_it_was_ordered() -> None:
    left, bought = Shop(), Shop()
    for shop in (left.on_telegram(), bought.on_telegram()):
        shop.tells("checkouts/update")
        assert shop.bob.customer.cart is not None
    token = resource("shopify-checkout")["token"]
    bought.tells("orders/create", checkout_token=token)
    bought.bob.unheard.clear()
    left.bob.waits(hours=2)
    assert left.bob.planned == ["cart_reminder"]
    assert bought.bob.waits(hours=2).planned == []
    assert timedelta(minutes=ABANDONED_AFTER) < timedelta(hours=2)
