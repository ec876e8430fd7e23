"""What a segment costs: its country's price, the others' one, or nobody knows."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.playbook.sms_prices import SmsPrices

FRANCE, REST = Decimal("0.07"), Decimal("0.2")


@pytest.mark.parametrize(
    ("prices", "country", "price"),
    [
        (SmsPrices(), "FR", None),
        (SmsPrices(by_country={"FR": FRANCE}), "FR", FRANCE),
        (SmsPrices(by_country={"FR": FRANCE}), "BE", None),
        (SmsPrices(by_country={"FR": FRANCE}, other=REST), "BE", REST),
        (SmsPrices(other=REST), "", REST),
    ],
)
def test_a_country_has_its_own_price_or_that_of_the_others(
    prices: SmsPrices, country: str, price: Decimal | None
) -> None:
    assert prices.of(country) == price
