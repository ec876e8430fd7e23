"""How an order can reach the customer: by what is in stock where, with the cost and the day."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from bot.model.offer import Delivery, Offer
from bot.model.selling import PointOfSale, ShopWay
from bot.rules.order.fulfilment import (
    Near,
    Parcel,
    Piece,
    Possible,
    Shop,
    distance_to,
    home_cost,
    is_sent_nowhere,
    left_of,
    nearness,
    open_now,
    possible_places,
    possible_ways,
)

PARIS = ZoneInfo("Europe/Paris")
LYON = PointOfSale(
    id="lyon", name="Lyon", address="12 rue Mercière, 69002 Lyon", location=(45.764, 4.834), hours="Mo-Sa 10:00-19:00"
)
ANNECY = PointOfSale(
    id="annecy", name="Annecy", address="8 rue Sainte-Claire, 74000 Annecy", location=(45.8983, 6.1247),
    hours="Tu-Sa 10:00-18:30",
)  # fmt: skip
SHOP = Shop(
    timezone=PARIS,
    country="FR",
    points_of_sale=(LYON, ANNECY),
    ways=(
        ShopWay(way="in_store"),
        ShopWay(way="click_and_collect", delay=timedelta(hours=2)),
        ShopWay(way="home", cost=Decimal("4.90"), free_from=Decimal(60), delay=timedelta(days=3), cut_off=14 * 60),
        ShopWay(way="relay", cost=Decimal("3.90"), delay=timedelta(days=4)),
    ),
)
MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=PARIS)


def offer(**fields: object) -> Offer:
    return Offer(id="aroma", name="Aroma", **fields)  # type: ignore[arg-type]


def parcel(*offers: Offer | None, total: str = "50", quantity: int = 1) -> Parcel:
    return Parcel(pieces=tuple(Piece(one, quantity) for one in offers), total=Decimal(total))


def ways(bought: Parcel, at: datetime = MONDAY, shop: Shop = SHOP) -> dict[str, Possible]:
    return {one.way: one for one in possible_ways(bought, shop, at)}


def test_each_way_has_its_cost_and_its_day() -> None:
    found = ways(parcel(None))
    assert {way: (one.cost, one.at.isoformat()[:16]) for way, one in found.items()} == {
        "in_store": (Decimal(0), "2026-03-02T10:00"),
        "click_and_collect": (Decimal(0), "2026-03-02T12:00"),
        "home": (Decimal("4.90"), "2026-03-05T00:00"),
        "relay": (Decimal("3.90"), "2026-03-06T00:00"),
    }


@pytest.mark.parametrize(("total", "cost"), [("59.99", "4.90"), ("60", "0"), ("0", "4.90")])
def test_delivery_is_free_from_its_threshold_on(total: str, cost: str) -> None:
    assert ways(parcel(None, total=total))["home"].cost == Decimal(cost)


@pytest.mark.parametrize(
    ("ordered", "there"),
    [
        ("2026-03-02T13:59", "2026-03-05"),  # before the cut-off
        ("2026-03-02T14:00", "2026-03-06"),  # after it: the day after counts
        ("2026-03-06T15:00", "2026-03-12"),  # Friday afternoon is Monday
        ("2026-03-07T09:00", "2026-03-12"),  # and so is Saturday
        ("2026-04-30T09:00", "2026-05-06"),  # 1 May is no working day
    ],
)
def test_a_parcel_travels_on_working_days(ordered: str, there: str) -> None:
    at = datetime.fromisoformat(ordered).replace(tzinfo=PARIS)
    assert ways(parcel(None), at)["home"].at.date().isoformat() == there


def test_only_a_point_of_sale_that_has_all_of_it_is_offered() -> None:
    few = offer(stock={"lyon": 1, "annecy": 3})
    places = possible_places("in_store", parcel(few, quantity=2), SHOP, MONDAY)
    assert [one.place for one in places] == [ANNECY]
    assert set(ways(parcel(few, quantity=4))) == {"home", "relay"}
    assert ways(parcel(few, quantity=5)) == {}


def test_stock_that_is_counted_in_no_one_place_can_be_made_ready_but_not_promised_on_a_shelf() -> None:
    assert set(ways(parcel(offer(stock={"": 3})))) == {"click_and_collect", "home", "relay"}


def test_what_is_sold_on_order_can_be_collected_and_brought() -> None:
    assert set(ways(parcel(offer(stock={"lyon": 0}, on_order=True)))) == {"click_and_collect", "home", "relay"}


def test_an_offers_own_ways_rule_out_the_others_and_its_cost_and_delay_count_where_they_are_more() -> None:
    bulky = offer(delivery=(Delivery("home", Decimal(29), timedelta(days=10)),))
    found = ways(parcel(bulky, None, total="900"))
    assert set(found) == {"home"}
    assert (found["home"].cost, found["home"].at.date().isoformat()) == (Decimal(29), "2026-03-16")


def test_a_way_whose_cost_nobody_knows_is_not_offered() -> None:
    bare = Shop(timezone=PARIS, country="FR", points_of_sale=(LYON,))
    assert ways(parcel(offer(delivery=(Delivery("home"),))), shop=bare) == {}
    told = offer(delivery=(Delivery("home", Decimal(5), timedelta(days=2)),))
    assert ways(parcel(told), shop=bare)["home"].cost == Decimal(5)


def test_the_nearest_point_of_sale_comes_first_by_place_or_by_postcode() -> None:
    chambery = Near(location=(45.5646, 5.9178))
    places = possible_places("click_and_collect", parcel(None), SHOP, MONDAY, chambery)
    assert [(one.place.id, round(one.distance or 0)) for one in places if one.place] == [("annecy", 40), ("lyon", 87)]
    by_code = possible_places("click_and_collect", parcel(None), SHOP, MONDAY, Near(postcode="74960"))
    assert [one.place for one in by_code] == [ANNECY, LYON]
    assert by_code[0].distance is None


def test_distance_needs_both_places() -> None:
    nowhere = PointOfSale(id="x", name="X")
    assert distance_to(nowhere, Near(location=(45.0, 4.0))) is None
    assert distance_to(LYON, Near()) is None
    assert distance_to(LYON, Near(location=(45.764, 4.834))) == pytest.approx(0, abs=1e-6)


def test_a_counter_without_hours_promises_nothing() -> None:
    silent = Shop(timezone=PARIS, country="FR", points_of_sale=(PointOfSale(id="x", name="X"),), ways=SHOP.ways)
    assert set(ways(parcel(None), shop=silent)) == {"home", "relay"}
    assert open_now(silent.points_of_sale[0], silent, MONDAY) is None


def test_a_collection_after_the_cut_off_is_the_next_days() -> None:
    late = ShopWay(way="click_and_collect", delay=timedelta(days=1), cut_off=9 * 60)
    shop = Shop(timezone=PARIS, country="FR", points_of_sale=(LYON,), ways=(late,))
    assert ways(parcel(None), shop=shop)["click_and_collect"].at.isoformat()[:16] == "2026-03-04T10:00"


def test_what_is_left_of_an_offer() -> None:
    assert left_of(offer()) is None
    assert left_of(offer(stock={"lyon": 2, "annecy": 1})) == 3
    assert left_of(offer(stock={"lyon": 2}, sold=False)) == 0
    assert left_of(offer(stock={"lyon": 0}, on_order=True)) is None


def test_of_a_postcode_the_points_of_sale_are_sorted_by_real_distance() -> None:
    """None of these shares its first figures with the nearest shop."""
    nice = PointOfSale(id="nice", name="Nice", address="1 rue de France, 06000 Nice", location=(43.70, 7.26))
    paris = PointOfSale(id="paris", name="Paris", address="1 rue de Lyon, 75012 Paris", location=(48.85, 2.37))
    shops = (LYON, ANNECY, nice, paris)

    def nearest(postcode: str) -> list[str]:
        return [one.id for one in sorted(shops, key=lambda place: nearness(place, Near(postcode=postcode)))]

    assert nearest("73000")[:2] == ["annecy", "lyon"], "Chambéry"
    assert nearest("42000")[0] == "lyon", "Saint-Étienne"
    assert nearest("83000")[0] == "nice", "Toulon"
    assert nearest("78000") == ["paris", "lyon", "annecy", "nice"], "Versailles"
    assert nearest("74960")[0] == "annecy"
    assert nearest("97400") == ["lyon", "annecy", "nice", "paris"], "the store's own order where nothing is known"


def test_within_a_department_the_postcode_decides() -> None:
    near = PointOfSale(id="near", name="A", address="2 rue B, 69003 Lyon", location=(45.75, 4.86))
    assert sorted((LYON, near), key=lambda place: nearness(place, Near(postcode="69003")))[0] is near
    assert sorted((near, LYON), key=lambda place: nearness(place, Near(postcode="69002")))[0] is LYON


def test_bringing_one_of_an_offer_home_costs_what_its_price_and_its_own_ways_say() -> None:
    assert home_cost(offer(price=Decimal(59)), SHOP) == Decimal("4.90")
    assert home_cost(offer(price=Decimal(60)), SHOP) == 0
    assert home_cost(offer(price=Decimal(900), delivery=(Delivery("home", Decimal(39)),)), SHOP) == 39
    assert home_cost(offer(price=Decimal(10), delivery=(Delivery("relay"),)), SHOP) is None
    assert home_cost(offer(price=Decimal(10)), Shop(timezone=PARIS, country="FR")) is None


def test_what_does_not_ship_goes_no_way_and_keeps_nothing_else_from_any() -> None:
    card, machine = offer(ships=False, stock={"lyon": 0}), offer(stock={"lyon": 4})
    assert ways(parcel(card)) == {}
    assert possible_places("in_store", parcel(card), SHOP, MONDAY) == ()
    assert ways(parcel(card, machine)) == ways(parcel(machine))
    assert is_sent_nowhere(parcel(card))
    assert not is_sent_nowhere(parcel(card, machine))
    assert not is_sent_nowhere(parcel(None))
    assert not is_sent_nowhere(Parcel(total=Decimal(40)))  # a cart whose lines nobody told


def test_nothing_to_bring_costs_nothing_to_bring() -> None:
    assert home_cost(offer(ships=False, price=Decimal(20)), SHOP) == 0
