"""Journey maps as pictures."""

from __future__ import annotations

from itertools import combinations
from xml.etree.ElementTree import fromstring

from bot.studio.drawings.journey_drawing import Arc, _attached, _lanes, draw_journeys
from bot.studio.drawings.svg import BACK
from tests.studio.drawings.journeys import PATH, figures


def words(svg: str) -> list[str]:
    return [each.text or "" for each in fromstring(svg).iter() if each.tag.endswith("text")]


def test_the_bare_map_says_what_its_author_wrote() -> None:
    said = words(draw_journeys([PATH], None, "fr").svg())
    assert "Du premier café à l’habitude" in said
    assert "Parcours « coffee », tel qu’il est écrit, sans chiffres" in said
    assert {"Looks", "Buys", "Drinks it", "Again", "prévu 2 j", "14 j de silence"} <= set(said)


def test_figures_stand_in_the_stages_and_on_the_ways() -> None:
    found = figures({"looks": 5}, {("looks", "buys", True): 7, ("drinks_it", "looks", False): 1}, looks=2)
    said = words(draw_journeys([PATH], found, "en").svg())
    assert "Journey “coffee” · 5 customers · 7 moves ahead, 1 moves back in the last 30 days" in said
    assert {"5", "2 stalled", "median 4 d", "7"} <= set(said)


def test_ways_that_would_lie_upon_each_other_have_lanes_of_their_own() -> None:
    arcs = [arc(3, 0), arc(2, 0), arc(1, 0), arc(3, 2), arc(2, 1)]
    lanes = _lanes(arcs)
    for one, other in combinations(range(len(arcs)), 2):
        (a, b), (c, d) = arcs[one].span, arcs[other].span
        assert lanes[one] != lanes[other] or b < c or d < a


def test_no_two_ways_touch_a_stage_at_the_same_place() -> None:
    ends = [x for both in _attached([arc(3, 0), arc(2, 0), arc(1, 0), arc(3, 1), arc(2, 1)]) for x in both]
    assert len(set(ends)) == len(ends)


def test_rare_ways_are_left_out_and_counted() -> None:
    ways = [("again", "looks", 9), ("again", "drinks_it", 8), ("drinks_it", "looks", 7), ("drinks_it", "buys", 6)]
    ways += [("buys", "looks", 5)]
    found = figures({}, {(left, entered, False): count for left, entered, count in ways})
    said = words(draw_journeys([PATH], found, "fr").svg())
    assert {"9", "8", "7", "6", "5"} <= set(said)
    assert not any("plus rares" in each for each in said)


def arc(left: int, entered: int) -> Arc:
    return Arc(left=left, entered=entered, label="1", side="below", ink=BACK, moves=1)
