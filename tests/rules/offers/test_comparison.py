"""Offers side by side: units and order change nothing, who is better everywhere never loses, nothing is guessed."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.model.offer import Attribute, Delivery, Offer
from bot.rules.offers.comparison import CLOSE, WITH_HOME, Measure, Table, compare, home_delivery

NOISE = Measure("bruit", 1.0, "lower")
TANK = Measure("réservoir", 1.0, "higher")
FROTH = Measure("mousseur")
PRICE = Measure("price")


def machine(id_: str, price: float | None = None, currency: str = "EUR", **attributes: object) -> Offer:
    kept = {name: Attribute(value) for name, value in attributes.items()}  # type: ignore[arg-type] # a test's values
    amount = None if price is None else Decimal(str(price))
    return Offer(id=id_, name=id_, price=amount, currency=currency, attributes=kept, source=f"offers.csv:{len(id_)}")


BRIO = machine("brio", 279, bruit=56, réservoir=1.1, mousseur="non")
AROMA = machine("aroma", 349, bruit=52, réservoir=1.8, mousseur="oui")
PRESTO = machine("presto", 419, bruit=61, réservoir=2.4, mousseur="buse vapeur")


def order(table: Table) -> list[str]:
    return [one.offer for one in table.standings]


def cells(table: Table, criterion: str) -> dict[str, float | None]:
    row = next(row for row in table.rows if row.measure.criterion == criterion)
    return {cell.offer: cell.points for cell in row.cells}


def test_the_best_of_a_row_has_a_point_and_the_others_what_they_are_behind() -> None:
    table = compare([BRIO, AROMA, PRESTO], [NOISE], "EUR")
    assert cells(table, "bruit") == pytest.approx({"aroma": 1.0, "brio": 1 - 4 / 9, "presto": 0.0})
    assert table.rows[0].winners == ("aroma",)


def test_what_matters_more_changes_who_is_ahead() -> None:
    assert order(compare([AROMA, BRIO], [PRICE, NOISE], "EUR"))[0] != ""
    assert compare([AROMA, BRIO], [replace(PRICE, weight=3.0), NOISE], "EUR").best == "brio"
    assert compare([AROMA, BRIO], [PRICE, replace(NOISE, weight=3.0)], "EUR").best == "aroma"


def test_what_is_had_in_any_way_is_had() -> None:
    table = compare([BRIO, AROMA, PRESTO], [FROTH], "EUR")
    assert cells(table, "mousseur") == {"aroma": 1.0, "brio": 0.0, "presto": 1.0}
    assert set(table.rows[0].winners) == {"aroma", "presto"}


def test_near_equals_are_nearly_equal() -> None:
    table = compare([machine("a", 349), machine("b", 350)], [PRICE], "EUR")
    assert table.is_close
    assert table.standings[1].score > 0.95


def test_what_the_catalogue_does_not_say_has_no_points_and_is_named() -> None:
    table = compare([machine("a", 300), machine("b", 200, bruit=50)], [PRICE, NOISE], "EUR")
    assert cells(table, "bruit") == {"a": None, "b": 1.0}
    assert {one.offer: one.missing for one in table.standings} == {"a": ("bruit",), "b": ()}


def test_every_number_has_its_cell() -> None:
    table = compare([BRIO, AROMA], [PRICE, NOISE], "EUR")
    sources = {cell.source for row in table.rows for cell in row.cells}
    assert sources == {"offers.csv:4 price", "offers.csv:5 price", "offers.csv:4 attr.bruit", "offers.csv:5 attr.bruit"}


def test_prices_are_all_in_where_delivery_is_known_of_all() -> None:
    free = replace(BRIO, price=Decimal(290), delivery=(Delivery("home", Decimal(0), timedelta(days=3)),))
    heavy = replace(
        AROMA, price=Decimal(285), delivery=(Delivery("home", Decimal("9.90")), Delivery("home", Decimal(15)))
    )
    table = compare([free, heavy], [PRICE], "EUR")
    assert (table.best, table.delivery) == ("brio", "included")
    assert table.rows[0].cell("aroma").value == Decimal("294.90")
    assert table.rows[0].cell("aroma").source == "offers.csv:5 price + delivery.home"


def test_what_the_shop_takes_to_bring_an_offer_is_in_its_price() -> None:
    dear, cheap = machine("dear", 61), machine("cheap", 58)
    table = compare([dear, cheap], [PRICE], "EUR", home=lambda one: Decimal(0 if one.id == "dear" else 5))
    assert (table.best, table.delivery) == ("dear", "included")
    assert [cell.value for cell in table.rows[0].cells] == [Decimal(61), Decimal(63)]
    assert [cell.source.endswith(WITH_HOME) for cell in table.rows[0].cells] == [False, True]


def test_delivery_that_costs_nothing_is_free() -> None:
    table = compare([BRIO, AROMA], [PRICE], "EUR", home=lambda _: Decimal(0))
    assert table.delivery == "free"
    assert {cell.value for cell in table.rows[0].cells} == {BRIO.price, AROMA.price}


def test_bare_prices_are_compared_where_delivery_is_known_of_some_only() -> None:
    known = replace(AROMA, delivery=(Delivery("home", Decimal(100)),))
    table = compare([known, BRIO], [PRICE], "EUR")
    assert (table.delivery, table.rows[0].cell("aroma").value) == ("not_included", Decimal(349))
    assert home_delivery(BRIO) is None


def test_another_currency_is_shown_and_not_compared() -> None:
    table = compare([machine("a", 10, "USD"), machine("b", 300)], [PRICE], "EUR")
    assert table.best == "b"
    assert table.rows[0].cell("a").value == Decimal(10)
    assert table.rows[0].cell("a").points is None


def test_strengths_begin_with_what_decides_most() -> None:
    table = compare([BRIO, AROMA], [replace(NOISE, weight=3.0), TANK, PRICE], "EUR")
    assert [row.measure.criterion for row in table.strengths("aroma", "brio")] == ["bruit", "réservoir"]
    assert [row.measure.criterion for row in table.strengths("brio", "aroma")] == ["price"]


@pytest.mark.parametrize(
    ("offers", "measures"), [([BRIO], [PRICE]), ([BRIO] * 2, [PRICE]), ([BRIO, AROMA], [Measure("price", 0.0)])]
)
def test_what_can_not_be_compared_is_refused(offers: list[Offer], measures: list[Measure]) -> None:
    with pytest.raises(ValueError, match=r"compared|compare on"):
        compare(offers, measures, "EUR")


numbers = st.integers(1, 5000) | st.floats(0.5, 5000).map(lambda number: round(number, 2))
values = st.none() | numbers


@st.composite
def shops(draw: st.DrawFn) -> tuple[list[Offer], list[Measure]]:
    count = draw(st.integers(2, 4))
    offers = []
    for place in range(count):
        told: dict[str, Any] = {name: value for name in ("bruit", "réservoir") if (value := draw(values)) is not None}
        offers.append(machine(f"o{place}", draw(values), mousseur=draw(st.sampled_from(["oui", "non"])), **told))
    weights = [draw(st.sampled_from([0.25, 1.0, 3.0])) for _ in range(4)]
    return offers, [
        replace(one, weight=weight) for one, weight in zip((PRICE, NOISE, TANK, FROTH), weights, strict=True)
    ]


@given(shops(), st.sampled_from([0.001, 10.0, 1000.0]))
def test_units_change_nothing(shop: tuple[list[Offer], list[Measure]], factor: float) -> None:
    offers, measures = shop
    scaled = [_scaled(offer, factor) for offer in offers]
    before, after = compare(offers, measures, "EUR"), compare(scaled, measures, "EUR")
    scores = {one.offer: one.score for one in before.standings}
    assert {one.offer: one.score for one in after.standings} == pytest.approx(scores, abs=1e-6)


def _scaled(offer: Offer, factor: float) -> Offer:
    noise = offer.attributes.get("bruit")
    if noise is None or noise.number is None:
        return offer
    return replace(offer, attributes={**offer.attributes, "bruit": Attribute(noise.number * factor)})


@given(shops(), st.randoms())
def test_the_order_in_which_they_come_changes_nothing(shop: tuple[list[Offer], list[Measure]], chance: object) -> None:
    offers, measures = shop
    mixed, other = list(offers), list(measures)
    chance.shuffle(mixed)  # type: ignore[attr-defined] # Hypothesis' random
    chance.shuffle(other)  # type: ignore[attr-defined]
    before, after = compare(offers, measures, "EUR"), compare(mixed, other, "EUR")
    assert order(before) == order(after)
    assert before.standings == tuple(replace(one, missing=_as(before, one.offer)) for one in after.standings)


def _as(table: Table, offer: str) -> tuple[str, ...]:
    return next(one.missing for one in table.standings if one.offer == offer)


@given(shops())
def test_who_is_at_least_as_good_everywhere_never_loses(shop: tuple[list[Offer], list[Measure]]) -> None:
    offers, measures = shop
    table = compare(offers, measures, "EUR")
    places = {one.offer: place for place, one in enumerate(table.standings)}
    for one in offers:
        for other in offers:
            pairs = [(row.cell(one.id).points or 0.0, row.cell(other.id).points or 0.0) for row in table.rows]
            better = any(a > b + 1e-6 for a, b in pairs)
            if better and all(a >= b for a, b in pairs):
                assert places[one.id] < places[other.id]


def test_of_two_that_are_close_what_weighs_most_decides() -> None:
    two = [machine("a", 349, bruit=52), machine("b", 350, bruit=52)]
    alike = compare(two, [PRICE, NOISE], "EUR")
    decided = compare(two, [replace(PRICE, weight=3.0), NOISE], "EUR")
    assert (alike.best, alike.is_close) == (decided.best, True) == ("a", True)
    assert decided.standings[0].score - decided.standings[1].score < CLOSE
    assert not decided.is_close
    assert compare(two, [PRICE, replace(NOISE, weight=3.0)], "EUR").is_close  # as quiet as each other
