"""What shops say of orders and carts, read without refusing anything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from bot.model.message import Value
from bot.model.order import Fulfilment, GivenBack, OrderLine, Tracking
from bot.rules.order.order_news import MOST_LINES, amount, cart_said, lines, order_news, text, whole

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_an_order_is_read_into_its_fields_and_what_else_is_said_stays() -> None:
    said = order_news(
        "order.shipped",
        {
            "id": 42,
            "number": "1001",
            "total": "590.10",
            "currency": "EUR",
            "category": "machine",
            "placed_at": "2026-03-01T10:00:00+01:00",
            "fulfilment": {"kind": "relay", "label": "Point relais", "cost": 4.9, "day": "2026-03-05", "door": 3},
            "lines": [{"name": "Brio", "price": "590.10", "quantity": 1, "grind": "fin"}, "Tasse", 3],
            "tracking": {"carrier": "Colissimo", "url": "https://suivi.example/6A"},
            "tracking_number": "6A",
        },
        "event",
        NOON,
        NOON - timedelta(hours=1),
    )
    assert (said.id, said.number, said.milestone, said.at) == ("42", "1001", "shipped", NOON - timedelta(hours=1))
    assert said.said["total"] == Decimal("590.10")
    assert said.said["more.category"] == "machine"
    assert said.said["placed_at"] == datetime(2026, 3, 1, 9, tzinfo=UTC)
    assert said.said["fulfilment"] == Fulfilment(
        kind="relay", label="Point relais", cost=Decimal("4.9"), day="2026-03-05", more={"door": 3}
    )
    brio = OrderLine(name="Brio", price=Decimal("590.10"), more={"grind": "fin"})
    assert said.said["lines"] == (brio, OrderLine(name="Tasse"))
    assert said.said["tracking"] == Tracking(carrier="Colissimo", number="6A", url="https://suivi.example/6A")


def test_what_does_not_fit_stays_as_the_shop_said_it() -> None:
    odd: dict[str, Value] = {"total": "free", "lines": "two", "fulfilment": ["?"], "updated_at": "soon"}
    said = order_news("order.created", odd, "event", NOON, None)
    assert said.said == {"more.total": "free", "more.lines": "two", "more.fulfilment": ["?"]}
    assert said.told_at == NOON


def test_nothing_happened_later_than_now() -> None:
    ahead = NOON + timedelta(days=1)
    said = order_news("order.paid", {"updated_at": ahead.isoformat()}, "event", NOON, ahead)
    assert (said.at, said.told_at) == (NOON, NOON)


@pytest.mark.parametrize(
    ("name", "data", "given"),
    [
        ("order.returned", {}, {"whole": GivenBack(at=NOON, whole=True)}),
        (
            "order.returned",
            {"return": {"lines": [{"sku": "B", "quantity": 2}]}},
            {"e": GivenBack(at=NOON, lines={"B": 2})},
        ),
        ("order.refunded", {"refund": {"id": 7, "amount": "5"}}, {"7": GivenBack(at=NOON, amount=Decimal(5))}),
        ("order.paid", {"refund": {"id": 7, "amount": "5"}}, {}),
    ],
)
def test_returns_and_refunds_are_told_apart_by_their_ids(
    name: str, data: dict[str, Value], given: dict[str, GivenBack]
) -> None:
    assert dict(order_news(name, data, "e", NOON, NOON).given_back) == given


@pytest.mark.parametrize("value", [True, "dix", "NaN", "inf", None, [], 1e30])
def test_what_is_no_amount_is_none(value: Value) -> None:
    assert amount(value) is None


def test_texts_are_short_and_can_be_kept() -> None:
    assert (text("a\x00b "), text(True), text(12), len(text("x" * 999))) == ("ab", "", "12", 300)


def test_lines_are_bounded_and_a_strange_quantity_is_one() -> None:
    assert lines("x") is None
    found = lines([{"name": "a", "quantity": -4}] * 500)
    assert found is not None
    assert (len(found), found[0].quantity) == (MOST_LINES, 1)
    assert whole({"lines": [1], "total": 3}) == {"lines": [1]}


def test_a_cart_keeps_its_key_and_the_shops_own_words() -> None:
    first = cart_said({"token": "c1", "total": 12, "theme": "noel", "abandoned_after": 60}, None, NOON)
    assert (first.key, first.total, first.more) == ("c1", Decimal(12), {"theme": "noel"})
    assert cart_said({"total": "?"}, first, NOON).key == "c1"
    assert cart_said({"total": "?"}, first, NOON).more == {"total": "?"}
