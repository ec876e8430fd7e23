"""What texts see of the store."""

from __future__ import annotations

from decimal import Decimal

from bot.engine.store_values import STORE
from bot.model.selling import ShopWay
from bot.playbook.compiled import PointOfSale, Store, Team


def test_the_store_shows_who_it_is_and_where() -> None:
    place = PointOfSale(id="lyon", name="Moka Lyon", address="12 rue Mercière", hours="Mo-Sa 10:00-19:00")
    store = Store(name="Moka", points_of_sale=(place,), teams=(Team(id="magasin", name="Magasin"),))
    shown = {name: told(store) for name, told in STORE.items()}
    assert shown["name"] == "Moka"
    assert shown["points_of_sale"] == [
        {"id": "lyon", "name": "Moka Lyon", "address": "12 rue Mercière", "hours": "Mo-Sa 10:00-19:00", "phone": ""}
    ]
    assert shown["teams"] == [{"id": "magasin", "name": "Magasin"}]


def test_the_store_shows_its_ways_with_what_they_cost() -> None:
    store = Store(name="Moka", delivery=(ShopWay(way="home", cost=Decimal("4.90"), free_from=Decimal(60)),))
    assert STORE["delivery"](store) == {"home": {"cost": 4.9, "free_from": 60}}
