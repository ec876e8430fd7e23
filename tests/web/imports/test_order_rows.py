"""Orders of a file: Shopify's export, WooCommerce's exporters, our own columns, resources as JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.model.address import Address
from bot.web.imports.order_rows import BadOrder, OrderRow, orders_in
from bot.web.imports.tables import lines_of
from tests.web.shops import DATA, resource

NOW = datetime(2026, 11, 27, tzinfo=UTC)
#: The columns of Shopify's export that matter here, as it writes them.
SHOPIFY = (DATA / "shopify-orders.csv").read_text(encoding="utf-8")


def read(text: str, region: str | None = None) -> list[OrderRow]:
    found = list(orders_in(lines_of(text), region, NOW))
    assert all(isinstance(one, OrderRow) for one in found), found
    return found  # type: ignore[return-value]


def bad(text: str) -> list[tuple[int, str]]:
    return [(one.line, one.reason) for one in orders_in(lines_of(text), None, NOW) if isinstance(one, BadOrder)]


def names(row: OrderRow) -> list[str]:
    return [news.name for news in row.said.news]


def test_shopifys_export_is_orders_with_their_lines_and_their_dates() -> None:
    lea, tom = read(SHOPIFY)
    assert lea.said.names == (Address("sms", "+33612345678"), Address("email", "lea@example.fr"))
    assert names(lea) == ["order.created", "order.confirmed", "order.paid", "order.shipped"]
    assert lea.said.news[-1].at == datetime(2025, 10, 8, 12, 21, 21, tzinfo=UTC)
    data = lea.said.news[0].data
    assert (data["id"], data["number"], data["total"]) == ("7410991464714", "1001", "58.80")
    assert [(line["name"], line["quantity"], line["price"]) for line in data["lines"]] == [
        ("Huila", 2, "12.00"),
        ("Tasse", 1, "29.90"),
    ]
    assert data["fulfilment"] == {"kind": "relay", "label": "Point Relais", "cost": "4.90"}
    assert lea.said.facts["first_name"] == "Léa"
    assert names(tom)[-2:] == ["order.cancelled", "order.refunded"]


def test_an_exporter_of_woocommerces_packs_its_lines() -> None:
    text = (
        "order_number;order_date;status;order_total;order_currency;billing_email;billing_phone;billing_country;"
        "line_item_1;line_item_2;completed_date\n"
        "727;2017-03-22 19:28:02;completed;29.35;EUR;john@example.com;06 12 34 56 78;FR;"
        "name:Huila|sku:H1|quantity:2|total:24.00;name:Tasse|quantity:1|total:5.35;2017-03-23 10:00:00\n"
    )
    [order] = read(text)
    assert names(order) == ["order.created", "order.confirmed", "order.delivered"]
    assert order.said.news[0].data["lines"][0] == {"name": "Huila", "sku": "H1", "quantity": 2, "total": "24.00"}


def test_lines_of_json_are_resources_or_our_own_columns() -> None:
    own = {"number": "A1", "phone": "0612345678", "placed_at": "2025-01-02", "lines": [{"name": "Huila"}], "total": 12}
    text = "\n".join(json.dumps(one) for one in (resource("shopify-order"), resource("woocommerce-order"), own))
    named = {"id": 7, "customer": {"id": 3, "phone": "06 12 34 56 78"}, "placed_at": "2025-01-02"}
    shopify, woo, ours, theirs = read(f"{text}\n{json.dumps(named)}", "FR")
    assert (theirs.said.order, theirs.said.names) == ("7", (Address("shop", "3"), Address("sms", "+33612345678")))
    assert (shopify.said.order, woo.said.order) == ("450789469", "727")
    assert ours.said.names == (Address("sms", "+33612345678"),)
    assert ours.said.news[0].data["lines"] == [{"name": "Huila"}]


def test_the_same_order_has_the_same_key_and_a_changed_one_another() -> None:
    again, changed = read(SHOPIFY), read(SHOPIFY.replace("58.80", "60.00"))
    assert [row.key for row in again] == [row.key for row in read(SHOPIFY)]
    assert [one.key == other.key for one, other in zip(again, changed, strict=True)] == [False, True]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"number": ""}, "without an id or a number"),
        ({"email": "nobody"}, "names nobody"),
        ({"placed_at": ""}, "no date says when it was placed"),
        ({"placed_at": "last year"}, "placed_at 'last year': write it as"),
        ({"total": "free"}, "total 'free' is no amount"),
        ({"quantity": "two"}, "quantity 'two' is no whole number"),
    ],
)
def test_an_order_that_cant_be_used_is_told_with_its_line(changes: dict[str, Any], reason: str) -> None:
    good = {"number": "A1", "email": "a@b.fr", "placed_at": "2025-01-02", "total": "3", "product": "x", "quantity": "1"}
    text = json.dumps(good) + "\n" + json.dumps(good | {"number": "A2"} | changes) + "\nno json\n"
    [first, last] = bad(text)
    assert first[0] == 2
    assert reason in first[1]
    assert last == (3, "no JSON object")


def test_a_state_without_its_date_is_dated_by_the_last_that_there_is() -> None:
    [order] = read("id,email,created_at,status\n7,a@b.fr,2026-11-20T10:00:00Z,delivered\n")
    assert names(order) == ["order.created", "order.confirmed", "order.delivered"]
    assert order.said.news[-1].at == datetime(2026, 11, 20, 10, tzinfo=UTC)
    [order] = read("id,email,created_at,shipped_at,status\n7,a@b.fr,2026-11-20,2026-11-22,completed\n")
    assert names(order)[-2:] == ["order.shipped", "order.delivered"]
    assert order.said.news[-1].at == datetime(2026, 11, 22, tzinfo=UTC)


def test_what_lies_ahead_is_refused_with_its_line() -> None:
    text = "id,email,created_at,delivered_at\n7,a@b.fr,2026-11-28,\n8,a@b.fr,2026-11-20,2036-11-20\n"
    assert bad(text) == [(3, "order.delivered of 2036-11-20 lies more than a day ahead")]
    api = json.dumps({"id": 9, "email": "a@b.fr", "created_at": "2036-01-02T10:00:00Z", "line_items": []})
    assert bad(api) == [(1, "order.created of 2036-01-02 lies more than a day ahead")]
