"""Orders and carts as templates see them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from functools import reduce

import pytest
from msgspec.structs import replace

from bot.model.message import Value
from bot.rules.order.order_news import cart_said, order_news
from bot.rules.order.order_values import cart_in_hand, cart_values, is_another_order, order_values, plain
from bot.rules.order.orders import joined, order_of

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LINES: list[Value] = [{"name": "Brio", "quantity": 2, "price": "295.05", "picture": "https://img.example/b.jpg"}]


def test_only_what_is_known_is_there() -> None:
    bare = order_of(order_news("order.paid", {"number": "A7", "city": "Lyon"}, "e", NOON, NOON), "k")
    assert order_values(bare) == {
        "number": "A7", "city": "Lyon", "status": "paid", "payment": "paid", "placed": True
    }  # fmt: skip


@pytest.mark.parametrize(
    ("told", "payment", "placed"),
    [
        (["created"], None, None),
        (["confirmed"], None, True),
        (["paid", "cancelled"], "paid", True),
        (["paid", "refunded", "cancelled"], "refunded", True),
    ],
)
def test_an_order_that_is_over_says_where_the_money_is_and_whether_it_was_ever_ordered(
    told: list[str], payment: str | None, placed: bool | None
) -> None:
    orders = [order_of(order_news(f"order.{name}", {"number": "A7"}, name, NOON, NOON), "k") for name in told]
    shown = order_values(reduce(joined, orders))
    assert (shown.get("payment"), shown.get("placed")) == (payment, placed)
    said = order_of(order_news("order.cancelled", {"number": "A7", "payment": "unpaid"}, "e", NOON, NOON), "k")
    assert order_values(said)["payment"] == "unpaid"


def test_an_order_shows_its_lines_its_fulfilment_and_its_tracking() -> None:
    data: dict[str, Value] = {
        "id": "9",
        "total": "590.10",
        "lines": LINES,
        "fulfilment": {"kind": "relay", "cost": "4.90", "day": "2026-03-05", "point_of_sale": "lyon"},
        "tracking": {"url": "https://suivi.example/6A"},
    }
    shown = order_values(order_of(order_news("order.shipped", data, "e", NOON, NOON), "k"))
    assert (shown["number"], shown["total"], shown["title"], shown["items_count"]) == ("9", 590.1, "Brio", 2)
    assert shown["lines"] == [{**LINES[0], "price": 295.05}]  # type: ignore[dict-item]
    assert (shown["delivery_cost"], shown["delivery_on"], shown["point_of_sale"]) == (4.9, "2026-03-05", "lyon")
    assert shown["tracking_url"] == "https://suivi.example/6A"
    assert shown["picture"] == "https://img.example/b.jpg"


def test_a_cart_shows_what_the_shop_said() -> None:
    cart = cart_said(
        {"id": "c", "total": 590, "lines": LINES, "theme": "noel", "url": "https://s.example/c"}, None, NOON
    )
    shown = cart_values(cart)
    assert (shown["total"], shown["theme"], shown["url"], shown["items_count"]) == (
        590,
        "noel",
        "https://s.example/c",
        2,
    )


def test_a_cart_that_was_bought_is_in_nobodys_hand() -> None:
    cart = cart_said({"total": 3}, None, NOON)
    assert cart_in_hand(cart) == {"total": 3}
    assert cart_in_hand(replace(cart, ordered=True)) is None
    assert cart_in_hand(None) is None


def test_amounts_are_whole_numbers_where_they_are_whole() -> None:
    assert (plain(Decimal("590.00")), plain(Decimal("0.10")), plain(None)) == (590, 0.1, None)


def test_a_cart_whose_total_was_not_told_comes_to_the_sum_of_its_lines() -> None:
    lines: list[Value] = [{"name": "Huila", "price": 8.9, "quantity": 2}, {"name": "Carafe", "total": 12}]
    assert cart_values(cart_said({"lines": lines}, None, NOON))["total"] == 29.8
    assert "total" not in cart_values(cart_said({"lines": [*lines, {"name": "Sur mesure"}]}, None, NOON))


def test_two_orders_are_not_the_same_where_both_have_names_and_share_none() -> None:
    one: Value = {"id": "450", "number": "1001", "reference": "NRRAZP"}
    assert is_another_order(one, {"number": "1002"})
    assert not is_another_order(one, {"number": "1001", "id": "9"})
    assert is_another_order(one, {"number": "PQ2RWX", "reference": "PQ2RWX"}), "each has its own reference"
    assert not is_another_order(one, {"number": "MM-7", "reference": "NRRAZP"})
    assert not is_another_order({"number": "NRRAZP", "reference": "NRRAZP"}, {"number": "MM-7"}), "not named yet"
    assert not is_another_order(one, {"total": 12}) and not is_another_order(None, one)
