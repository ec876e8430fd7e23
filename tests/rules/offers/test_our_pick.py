"""Which of a few the shop would take, and its one reason."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.model.offer import Offer
from bot.rules.offers.our_pick import our_pick


def offer(id_: str, name: str, price: str | None, currency: str = "EUR") -> Offer:
    return Offer(id=id_, name=name, price=Decimal(price) if price is not None else None, currency=currency)


SMALL, LARGE = offer("small", "Huila 250 g", "8.90"), offer("large", "Huila 1 kg", "29.00")


def test_of_two_sizes_the_one_that_comes_cheapest_by_the_kilo() -> None:
    found = our_pick([SMALL, LARGE], ())
    assert found is not None
    assert (found.offer, found.why, found.other) == (LARGE, "kilo", SMALL)
    assert (found.each, found.than) == (Decimal(29), Decimal("35.6"))


def test_of_bottles_by_the_litre() -> None:
    found = our_pick(
        [offer("a", "Sirop 25 cl", "4"), offer("b", "Sirop 1 l", "9"), offer("c", "Sirop 500 ml", "6")], ()
    )
    assert found is not None
    assert (found.offer.id, found.why, found.each, found.than) == ("b", "litre", Decimal(9), Decimal(16))


def test_what_they_had_before_goes_first() -> None:
    found = our_pick([SMALL, LARGE], {"small", "brio"})
    assert found is not None
    assert (found.offer, found.why) == (SMALL, "before")


@pytest.mark.parametrize(
    "offers",
    [
        [SMALL],
        [SMALL, offer("large", "Huila 1 kg", "35.60")],  # no cheaper by the kilo
        [SMALL, offer("large", "Huila 1 kg", None)],
        [SMALL, offer("large", "Huila 1 kg", "29.00", "CHF")],
        [SMALL, offer("other", "Yirgacheffe 1 kg", "20.00")],  # another thing
        [SMALL, offer("other", "Huila 1 l", "20.00")],
        [offer("a", "Brio Mini", "279"), offer("b", "Brio Lait", "499")],
    ],
)
def test_elsewhere_it_has_no_reason_of_its_own(offers: list[Offer]) -> None:
    assert our_pick(offers, ()) is None


def test_of_two_that_they_had_before_neither_is_the_one() -> None:
    found = our_pick([SMALL, LARGE], {"small", "large"})
    assert found is not None
    assert found.why == "kilo"
