"""WooCommerce's documented resources become our events."""

from __future__ import annotations

import pytest

from bot.model.address import Address
from bot.web.shop.shop_reading import Unusable
from bot.web.shop.woocommerce import read
from tests.web.shops import resource


def test_its_documented_order_says_what_happened_and_of_whom() -> None:
    said = read("order.updated", resource("woocommerce-order"))
    assert said is not None
    assert said.names == (Address("sms", "+15555555555"), Address("email", "john.doe@example.com"))
    assert [news.name for news in said.news] == ["order.created", "order.confirmed", "order.paid", "order.delivered"]
    data = said.news[0].data
    assert (data["id"], data["number"], data["total"], data["currency"]) == ("727", "727", "29.35", "USD")
    assert [line["name"] for line in data["lines"]] == ["Woo Single #1", "Ship Your Idea – Color: Black, Size: M Test"]
    assert data["fulfilment"]["cost"] == "10.00"


@pytest.mark.parametrize(
    ("changes", "last"),
    [
        ({"status": "pending", "date_paid_gmt": None}, "order.created"),
        ({"status": "on-hold", "date_paid_gmt": None}, "order.confirmed"),
        ({"status": "processing"}, "order.paid"),
        ({"status": "shipped"}, "order.shipped"),
        ({"status": "cancelled"}, "order.cancelled"),
        ({"status": "failed"}, "order.cancelled"),
        ({"status": "refunded"}, "order.refunded"),
        ({"status": "processing", "refunds": [{"id": 1, "total": "-10.00"}]}, "order.refunded"),
    ],
)
def test_a_status_says_how_far_it_has_come(changes: dict[str, object], last: str) -> None:
    said = read("order.updated", resource("woocommerce-order", **changes))
    assert said is not None
    assert said.news[-1].name == last


def test_a_cancelled_order_says_whether_it_had_been_paid() -> None:
    for paid_at, payment in (("2017-03-22T16:28:08", "paid"), (None, "unpaid")):
        said = read("order.updated", resource("woocommerce-order", status="cancelled", date_paid_gmt=paid_at))
        assert said is not None
        assert said.news[-1].data["payment"] == payment


@pytest.mark.parametrize(
    ("told", "language"),
    [
        ({}, None),
        ({"lang": "fr"}, "fr"),
        ({"meta_data": [{"id": 1, "key": "wpml_language", "value": "en"}]}, "en"),
        (
            {
                "meta_data": [
                    {"id": 1, "key": "is_vat_exempt", "value": "no"},
                    {"id": 2, "key": "_locale", "value": "fr_FR"},
                ]
            },
            "fr",
        ),
        ({"meta_data": [{"id": 1, "key": "_locale", "value": {"odd": 1}}, "odd"]}, None),
    ],
)
def test_a_plugin_that_translates_the_shop_tells_the_language(told: dict[str, object], language: str | None) -> None:
    for topic, resource_name in (("order.updated", "woocommerce-order"), ("customer.updated", "woocommerce-customer")):
        said = read(topic, resource(resource_name, **told))
        assert said is not None
        assert said.language == language


def test_a_deleted_order_is_cancelled_and_a_customer_is_known_by_all_names() -> None:
    deleted = read("order.deleted", {"id": 727})
    assert deleted is not None
    assert (deleted.order, deleted.news[0].name) == ("727", "order.cancelled")
    customer = read("customer.created", resource("woocommerce-customer"))
    assert customer is not None
    assert customer.names[0] == Address("shop", "25")
    assert customer.facts["first_name"] == "James"


def test_topics_that_are_none_of_ours_and_resources_that_are_none() -> None:
    assert read("coupon.created", {}) is None
    product = read("product.updated", {"id": 3})
    assert product is not None
    assert product.product == {"id": 3}
    for topic in ("order.created", "order.deleted", "customer.created"):
        with pytest.raises(Unusable):
            read(topic, {})
