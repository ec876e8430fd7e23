"""How customers stand on a map."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.rules.pace import ENOUGH
from bot.studio.journey_figures import figures
from tests.studio.journeys import NOON, PATH, moved, stands


def test_customers_moves_and_medians_are_counted() -> None:
    standings = [stands("a", "buys", 1), stands("b", "buys", 2), stands("c", "looks", 1)]
    moves = [moved("a", "looks", "buys", 1, 2), moved("b", "looks", "buys", 2, 6), moved("c", "buys", "looks", 1, 1)]
    found = figures(PATH, standings, moves, at=NOON, days=30)
    assert (found.customers, found.stages["buys"].customers) == (3, 2)
    assert found.stages["looks"].median == timedelta(days=4)
    assert [(way.left, way.entered, way.moves, way.ahead) for way in found.ways] == [
        ("looks", "buys", 2, True),
        ("buys", "looks", 1, False),
    ]
    assert (found.moves(ahead=True), found.moves(ahead=False)) == (2, 1)


def test_the_circle_leads_ahead() -> None:
    found = figures(PATH, [], [moved("a", "again", "buys", 1)], at=NOON, days=30)
    assert found.ways[0].ahead


def test_moves_of_long_ago_are_not_counted_but_tell_how_long_a_stage_lasts() -> None:
    found = figures(PATH, [], [moved("a", "looks", "buys", 90, 5)], at=NOON, days=30)
    assert found.ways == ()
    assert found.stages["looks"].median == timedelta(days=5)


def test_who_is_longer_in_a_stage_than_its_author_expects_is_stalled() -> None:
    found = figures(PATH, [stands("a", "looks", 1), stands("b", "looks", 3)], [], at=NOON, days=30)
    assert found.stages["looks"].stalled == 1


def test_history_tells_more_than_the_author_once_it_is_long_enough() -> None:
    moves = [moved(str(n), "looks", "buys", 1, 10) for n in range(ENOUGH)]
    standings = [stands("a", "looks", 5), stands("b", "looks", 11)]
    assert figures(PATH, standings, moves[1:], at=NOON, days=30).stages["looks"].stalled == 2
    assert figures(PATH, standings, moves, at=NOON, days=30).stages["looks"].stalled == 1


def test_customers_of_other_journeys_are_not_counted() -> None:
    other = stands("a", "looks", 1).__class__("a", "another", "looks", NOON)
    assert figures(PATH, [other], [], at=NOON, days=30).customers == 0


def test_in_a_stage_that_lasts_who_left_it_soon_says_nothing_of_who_stays() -> None:
    lasting = replace(
        PATH, stages=(replace(PATH.stages[0], expected=timedelta(days=12), lasting=True), *PATH.stages[1:])
    )
    moves = [moved(str(n), "looks", "buys", 1, 3) for n in range(ENOUGH)]
    standings = [stands("a", "looks", 5), stands("b", "looks", 13)]
    assert figures(PATH, standings, moves, at=NOON, days=30).stages["looks"].stalled == 2
    assert figures(lasting, standings, moves, at=NOON, days=30).stages["looks"].stalled == 1
