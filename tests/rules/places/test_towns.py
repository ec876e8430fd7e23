"""The towns of France: each where it is, none twice, none out of the country."""

from __future__ import annotations

import pytest

from bot.model.selling import PointOfSale
from bot.rules.order.fulfilment import Near, distance_to
from bot.rules.places.towns import LONGEST, TOWNS


@pytest.mark.parametrize(
    ("name", "written", "near", "far"),
    [
        ("toulouse", "Toulouse", (43.60, 1.44), 3),
        ("villeurbanne", "Villeurbanne", (45.76, 4.83), 6),
        ("le havre", "Le Havre", (49.49, 0.10), 3),
        ("saint etienne", "Saint-Étienne", (45.44, 4.39), 3),
        ("dunkerque", "Dunkerque", (51.03, 2.37), 5),
        ("aix", "Aix-en-Provence", (43.53, 5.45), 3),
        ("ajaccio", "Ajaccio", (41.92, 8.74), 3),
    ],
)
def test_a_town_is_where_it_is(name: str, written: str, near: tuple[float, float], far: int) -> None:
    town = TOWNS[name]
    assert town.name == written
    distance = distance_to(PointOfSale(id="x", name="X", location=near), Near(location=town.place))
    assert distance is not None and distance < far


def test_all_of_them_are_in_the_country() -> None:
    assert len(TOWNS) > 850
    assert all(41.3 < town.place[0] < 51.2 and -5.2 < town.place[1] < 9.7 for town in TOWNS.values())
    assert all(0 < len(name.split()) <= LONGEST for name in TOWNS)
    assert not any(sign.isdigit() for name in TOWNS for sign in name)
