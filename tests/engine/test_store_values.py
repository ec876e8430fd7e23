"""What texts see of the store."""

from __future__ import annotations

from bot.engine.store_values import STORE
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
