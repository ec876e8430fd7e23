"""Orders and carts at `/api/events`: every fault with its place, and nothing refused that can be used."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from bot.web.problems import Problem
from bot.web.shop.shop_events import event_said, read_event
from bot.web.shop.shop_orders import check_data

WHOLE: dict[str, Any] = {
    "id": 7410991464714,
    "number": "1001",
    "currency": "EUR",
    "total": "58.80",
    "lines": [{"name": "Huila", "quantity": 2, "price": 12, "sku": "H1", "grind": "fin"}, "Tasse"],
    "fulfilment": {"kind": "relay", "label": "Point Relais", "cost": 4.9, "day": "2026-03-05"},
    "tracking": {"carrier": "Colissimo", "number": "6A", "url": "https://suivi.example/6A"},
    "updated_at": "2026-03-02T10:00:00+01:00",
    "category": "coffee",
}


def test_an_order_as_the_readme_shows_it_is_taken_and_so_is_one_that_says_nothing() -> None:
    check_data("order.shipped", WHOLE)
    check_data("order.shipped", {})
    check_data("cart.updated", {"id": "c", "total": 3, "abandoned_after": 60})
    check_data("x.anything", {"total": "free"})


@pytest.mark.parametrize(
    ("name", "data", "where"),
    [
        ("order.paid", {"total": "free"}, ("total",)),
        ("order.paid", {"total": -3}, ("total",)),
        ("order.paid", {"currency": "euro"}, ("currency",)),
        ("order.paid", {"lines": [{"name": "x"}, {"quantity": 1.5}]}, ("lines", 1, "quantity")),
        ("order.shipped", {"fulfilment": {"kind": "drone"}}, ("fulfilment", "kind")),
        ("order.returned", {"return": {"lines": [{"quantity": -1}]}}, ("return", "lines", 0, "quantity")),
        ("order.paid", {"updated_at": "2026-03-02T10:00:00"}, ("updated_at",)),
        ("cart.updated", {"abandoned_after": 0}, ("abandoned_after",)),
    ],
)
def test_a_fault_has_its_place(name: str, data: dict[str, Any], where: tuple[Any, ...]) -> None:
    with pytest.raises(ValidationError) as told:
        check_data(name, data)
    assert [fault["loc"] for fault in told.value.errors()] == [where]


def test_the_place_is_told_to_whoever_sent_it() -> None:
    body = b'{"type": "order.paid", "customer": {"id": 1}, "data": {"lines": [{"price": "x"}]}}'
    with pytest.raises(Problem) as told:
        event_said(read_event(body), "e", datetime.now(UTC))
    assert (told.value.status, [fault.pointer for fault in told.value.faults]) == (422, ["/data/lines/0/price"])
