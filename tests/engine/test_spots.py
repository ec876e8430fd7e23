"""A postcode or a town, and the point of sale that is near."""

from __future__ import annotations

import pytest

from bot.engine.spots import Spot, nearest
from bot.model.selling import PointOfSale

LYON = PointOfSale(id="lyon", name="Moka Lyon", address="12 rue Mercière, 69002 Lyon", location=(45.764, 4.834))
ANNECY = PointOfSale(
    id="annecy", name="Moka Annecy", address="8 rue Sainte-Claire, 74000 Annecy", location=(45.9, 6.12)
)
NOWHERE = PointOfSale(id="nowhere", name="Moka")


@pytest.mark.parametrize(
    ("spot", "found"),
    [
        (Spot("69100", postcode="69100"), "lyon"),
        (Spot("74960", postcode="74960"), "annecy"),
        (Spot("31000", postcode="31000"), None),
        (Spot("Villeurbanne", place=(45.77, 4.88)), "lyon"),
        (Spot("Annemasse", place=(46.19, 6.23)), "annecy"),
        (Spot("Toulouse", place=(43.60, 1.44)), None),
    ],
)
def test_the_nearest_of_a_postcode_or_of_a_town(spot: Spot, found: str | None) -> None:
    near = nearest(spot, [NOWHERE, ANNECY, LYON])
    assert (near.id if near else None) == found


def test_a_town_without_its_place_is_not_known() -> None:
    assert not Spot("Trifouilly").is_known
    assert Spot("69100", postcode="69100").is_known
