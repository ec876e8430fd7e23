"""One offer, and why: nothing that is not so, nothing that was refused, each figure with its cell."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.model.offer import Attribute, Offer
from bot.rules.offers.comparison import Measure
from bot.rules.offers.recommendation import STRETCH, Advice, Asked, Bound, advise, complement, is_better, number_of

QUIET = Measure("bruit", 3.0, "lower")
PRICE = Measure("price", 1.0, "lower")


def offer(id_: str, price: int | None, noise: float | None = None, **fields: Any) -> Offer:
    attributes = {"bruit": Attribute(noise, "dB")} if noise is not None else {}
    attributes |= fields.pop("attributes", {})
    return Offer(
        id=id_,
        name=id_.title(),
        category="machine",
        price=Decimal(price) if price is not None else None,
        attributes=attributes,
        source=f"offers.csv:{id_}",
        **fields,
    )


MINI, AROMA, PRESTO = offer("mini", 279, 56), offer("aroma", 349, 52), offer("presto", 419, 61)
ALL = (MINI, AROMA, PRESTO)


def asked(*measures: Measure, **fields: Any) -> Asked:
    return Asked(measures=measures or (PRICE,), currency="EUR", **fields)


def made(advice: Advice | None) -> Advice:
    assert advice is not None
    return advice


def kinds(advice: Advice) -> list[str]:
    return [one.kind for one in advice.reasons]


def test_the_best_on_what_matters_is_proposed_and_the_next_ones_beside_it() -> None:
    found = made(advise(ALL, asked(PRICE, QUIET)))
    assert (found.offer.id, found.beside) == ("aroma", ("mini", "presto"))
    assert kinds(found) == [
        "best",
    ]
    assert found.reasons[0].sources == ("offers.csv:aroma attr.bruit",)


def test_what_another_does_better_is_told() -> None:
    against = made(advise(ALL, asked(PRICE, QUIET))).against
    assert against is not None
    assert against.cell is not None
    assert (against.criterion, against.cell.offer) == ("price", "mini")


def test_a_budget_leaves_out_what_is_above_it_and_is_a_reason() -> None:
    found = made(advise(ALL, asked(QUIET, budget=Decimal(300))))
    assert found.offer.id == "mini"
    assert kinds(found) == ["budget"]


def test_the_cheapest_a_little_above_the_budget_is_said_to_be_above_it() -> None:
    milky = offer("milky", 349, attributes={"mousseur": Attribute("oui")})
    found = made(advise((MINI, milky), asked(PRICE, needs=("mousseur",), said=("mousseur",), budget=Decimal(300))))
    assert found.offer.id == "milky"
    assert kinds(found) == ["over_budget", "need"]
    assert found.reasons[0].limit == Decimal(49)


def test_what_is_far_above_the_budget_is_not_proposed() -> None:
    assert advise(ALL, asked(PRICE, budget=Decimal(200))) is None
    assert 200 * (1 + STRETCH) < 279


def test_an_unknown_property_is_not_had() -> None:
    assert advise((MINI,), asked(PRICE, needs=("mousseur",))) is None


def test_an_offer_without_a_price_keeps_no_budget() -> None:
    assert advise((offer("x", None),), asked(PRICE, budget=Decimal(300))) is None
    assert kinds(made(advise((offer("x", None),), asked(PRICE)))) == ["only"]


def test_what_they_have_or_refused_or_can_not_order_is_left_out() -> None:
    gone = offer("gone", 10, stock={"lyon": 0})
    assert made(advise((*ALL, gone), asked(PRICE, left_out=frozenset({"mini"})))).offer.id == "aroma"


def test_stock_at_their_point_of_sale_weighs_and_is_said() -> None:
    here, there = offer("b", 300, stock={"lyon": 1}), offer("a", 300, stock={"annecy": 1})
    found = made(advise((there, here), asked(PRICE, places=("lyon",))))
    assert found.offer.id == "b"
    assert kinds(found) == ["stock"]
    assert found.reasons[0].sources == ("offers.csv:b stock.lyon",)
    assert made(advise((there, here), asked(PRICE))).offer.id == "a"


def test_a_bound_is_strict_and_unknown_is_not_better() -> None:
    assert is_better(AROMA, Bound("bruit", 53, "lower"))
    assert not is_better(AROMA, Bound("bruit", 52, "lower"))
    assert is_better(PRESTO, Bound("price", 400, "higher"))
    assert not is_better(offer("x", None), Bound("price", 400, "lower"))
    assert number_of(MINI, "largeur") is None
    assert made(advise(ALL, asked(QUIET, bounds=(Bound("price", 349, "lower"),)))).offer.id == "mini"


def test_the_one_on_the_table_stays_while_it_would_do() -> None:
    assert made(advise(ALL, asked(QUIET), first="presto")).offer.id == "presto"
    assert made(advise(ALL, asked(QUIET, budget=Decimal(400)), first="presto")).offer.id == "aroma"


prices = st.lists(st.integers(10, 900), min_size=1, max_size=6)


@given(prices=prices, noises=st.lists(st.integers(40, 70), min_size=6, max_size=6), budget=st.integers(10, 900))
def test_it_does_not_depend_on_the_order_and_keeps_its_word(prices: list[int], noises: list[int], budget: int) -> None:
    offers = [offer(f"o{place}", price, noises[place]) for place, price in enumerate(prices)]
    said = asked(PRICE, QUIET, budget=Decimal(budget))
    found = advise(offers, said)
    assert advise(offers[::-1], said) == found
    if found is None:
        assert all(price > budget * (1 + STRETCH) for price in prices)
        return
    assert found.offer.price is not None
    is_over = kinds(found)[0] == "over_budget"
    assert is_over == (found.offer.price > budget)
    assert not is_over or min(prices) == found.offer.price
    assert found.offer.id not in found.beside
    assert found.reasons


def test_a_complement_is_the_first_that_they_do_not_have() -> None:
    a, b = offer("a", 9), offer("b", 8)
    found = made(complement([(AROMA, (a, b))], frozenset({"a"})))
    assert (found.offer.id, found.reasons[0].sources) == ("b", ("offers.csv:aroma complements",))
    assert complement([(AROMA, (a,))], frozenset({"a"})) is None
    assert complement([(AROMA, (offer("c", 1, stock={"x": 0}),))], frozenset()) is None


def test_a_guarantee_is_no_reason() -> None:
    lasting = offer("lasting", 279, 56, guarantee=timedelta(days=730))
    assert kinds(made(advise((lasting, AROMA), asked(PRICE)))) == ["lead"]
