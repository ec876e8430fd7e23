"""Which of the offers is the cheapest: of what can be had, and only where one is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.engine.superlatives import extreme_of
from bot.model.offer import Offer


def offer(id_: str, price: int | None, *, left: int = 5, currency: str = "EUR") -> Offer:
    amount = Decimal(price) if price is not None else None
    return Offer(id=id_, name=id_, category="machine", price=amount, currency=currency, stock={"": left})


@pytest.mark.parametrize(
    ("offers", "cheapest", "dearest"),
    [
        ([offer("a", 3), offer("b", 1), offer("c", 2)], "b", "a"),
        ([offer("a", 3), offer("b", 1, left=0), offer("c", 2)], "c", "a"),
        ([offer("a", 1), offer("b", 1), offer("c", 2)], None, "c"),
        ([offer("a", 1), offer("b", None)], None, None),
        ([offer("a", 1), offer("b", 2, currency="USD")], None, None),
        ([], None, None),
    ],
)
def test_the_cheapest_and_the_dearest(offers: list[Offer], cheapest: str | None, dearest: str | None) -> None:
    assert extreme_of(offers, "cheapest") == cheapest
    assert extreme_of(offers, "dearest") == dearest
