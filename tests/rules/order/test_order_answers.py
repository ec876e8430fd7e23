"""An order that the shop names alone is the one made in the chat only where nothing else fits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.model.message import Value
from bot.model.order import Order, OrderLine, OrderNews
from bot.rules.order.order_answers import answered_by
from bot.rules.order.order_news import order_news

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HUILA, DECA = OrderLine(offer="huila", quantity=2), OrderLine(offer="deca")


def made(key: str = "k", *lines: OrderLine, hours: float = 0, **more: Any) -> Order:
    """Return an order made in the chat."""
    own: dict[str, Value] = {"reference": key.upper()}
    return Order(
        key=key, lines=lines or (HUILA,), total=Decimal(20), placed_at=NOON + timedelta(hours=hours), more=own, **more
    )


def said(name: str = "confirmed", hours: float = 1, **data: Any) -> OrderNews:
    at = NOON + timedelta(hours=hours)
    return order_news(f"order.{name}", {"id": 9, "number": "MM-9", **data}, "e", at, at)


def lines(*wanted: tuple[str, int]) -> list[dict[str, Any]]:
    return [{"sku": sku, "quantity": quantity} for sku, quantity in wanted]


def found(news: OrderNews, *orders: Order) -> tuple[str, tuple[str, ...]]:
    """Return the key of the order that is answered, and those in doubt."""
    ours, perhaps = answered_by(news, orders, lambda line: line.offer or line.sku)
    return (ours.key if ours is not None else "", tuple(one.key for one in perhaps))


@pytest.mark.parametrize(
    ("news", "orders", "answered", "perhaps"),
    [
        (said(lines=lines(("huila", 2))), [made()], "k", ()),
        (said(lines=lines(("huila", 1), ("huila", 1))), [made()], "k", ()),
        (said(lines=lines(("huila", 2)), total=25), [made()], "k", ()),
        (said("shipped", lines=lines(("huila", 2))), [made()], "k", ()),
        (said(), [made()], "k", ()),
        (said(total=20), [made()], "k", ()),
        (said(lines=lines(("huila", 2))), [made(), made("other", DECA)], "k", ()),
        (said(lines=lines(("huila", 1))), [made()], "", ("k",)),
        (said(lines=lines(("huila", 2), ("deca", 1))), [made()], "", ("k",)),
        (said(lines=lines(("huila", 2))), [made(), made("again", hours=0.5)], "", ("k", "again")),
        (said(), [made(), made("again")], "", ("k", "again")),
        (said(lines=lines(("tasse", 1))), [made()], "", ()),
        (said(total=99), [made()], "", ()),
        (said("shipped"), [made()], "", ()),
        (said("cancelled", lines=lines(("huila", 2))), [made()], "", ()),
        (said(hours=49, lines=lines(("huila", 2))), [made()], "", ()),
        (said(hours=-1, lines=lines(("huila", 2))), [made()], "", ()),
        (said(hours=49, placed_at="2026-03-02T12:03:00Z", lines=lines(("huila", 2))), [made()], "k", ()),
        (said(lines=lines(("huila", 2))), [made(id="3")], "", ()),
        (said(lines=lines(("huila", 2))), [made(number="MM-3")], "", ()),
        (said(lines=lines(("huila", 2))), [made(status="cancelled")], "", ()),
        (said(lines=lines(("huila", 2))), [Order(key="k", lines=(HUILA,), placed_at=NOON)], "", ()),
    ],
)
def test_which_order_is_answered(news: OrderNews, orders: list[Order], answered: str, perhaps: tuple[str, ...]) -> None:
    assert found(news, *orders) == (answered, perhaps)
