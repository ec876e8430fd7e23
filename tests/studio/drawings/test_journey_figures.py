"""The figures of a map that is drawn."""

from __future__ import annotations

from tests.studio.drawings.journeys import figures


def test_a_map_sums_its_stages_and_its_ways() -> None:
    ways = {("looks", "buys", True): 2, ("again", "buys", True): 3, ("buys", "looks", False): 1}
    found = figures({"looks": 1, "buys": 2}, ways)["coffee"]
    assert (found.customers, found.moves(ahead=True), found.moves(ahead=False)) == (3, 5, 1)
