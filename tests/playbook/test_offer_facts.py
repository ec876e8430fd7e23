"""What a text sees of an offer."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from bot.model.offer import Attribute, Delivery, Offer
from bot.model.selling import ShopWay
from bot.playbook.check.vocabulary import OFFER
from bot.playbook.offer_facts import facts_of, names_to, ways_to

AROMA = Offer(
    id="aroma-2",
    name="Aroma 2",
    category="machine",
    family="aroma",
    price=Decimal("349.90"),
    guarantee=timedelta(days=730),
    renewal=timedelta(days=30),
    description="Une machine.",
    picture="aroma.jpg",
    url="https://moka.example/aroma",
    stock={"lyon": 4},
    attributes={"bruit": Attribute(52, "dB")},
    delivery=(Delivery("home", Decimal("4.90"), timedelta(days=3)), Delivery("relay", Decimal(0))),
    parent="aroma",
    sku="A2",
)


def test_amounts_are_numbers_and_durations_words() -> None:
    facts = facts_of(AROMA)
    assert (facts["price"], facts["guarantee"], facts["renewal"]) == (349.9, "2 years", "1 month")
    assert facts["attr"] == {"bruit": 52}
    assert facts["delivery"] == {"home": {"cost": 4.9, "delay": "3 days"}, "relay": {"cost": 0}}
    assert (facts["pieces"], facts["available"]) == (4, True)


def test_what_nobody_knows_is_left_out() -> None:
    facts = facts_of(Offer(id="a", name="A"))
    assert {"price", "stock", "pieces", "guarantee", "category", "picture"}.isdisjoint(facts)
    assert facts["available"] is True


def test_the_checker_knows_each_name() -> None:
    assert facts_of(AROMA).keys() == OFFER.names.keys()


def test_the_stores_ways_are_named_by_what_is_known_of_them() -> None:
    home = ShopWay(way="home", cost=Decimal("4.90"), delay=timedelta(days=3))
    assert ways_to([home]) == {"home": {"cost": 4.9, "delay": "3 days"}}
    assert names_to([home]) == {"home.cost", "home.delay"}
