"""What a journey's page counts."""

from __future__ import annotations

from bot.store.reports.journey_reports import Moves
from bot.web.console.reports.journey_figures import Figures

MOVES = (
    Moves("", "look", "advancing", 9),
    Moves("look", "buy", "advancing", 4),
    Moves("look", "use", "advancing", 1),
    Moves("buy", "look", "receding", 2),
    Moves("use", "look", "advancing", 3),
)


def figures(**changes: object) -> Figures:
    given = {
        "order": {"look": 0, "buy": 1, "use": 2},
        "standing": {"look": 5, "buy": 5},
        "stalled": {},
        "patience": {},
        "medians": {},
        "moves": MOVES,
        "earlier": MOVES[:2],
        "relationship": None,
        "weeks": 1.0,
    }
    return Figures(**{**given, **changes})  # type: ignore[arg-type]


def test_a_move_on_that_leads_back_along_the_line_goes_round() -> None:
    assert [figures().kind(move) for move in MOVES] == ["began", "fwd", "fwd", "back", "circle"]
    assert figures().sum("fwd", "circle") == 8
    assert figures().sum("fwd", "circle", before=True) == 4
    assert figures().sum("fwd", left="look") == 5


def test_the_speed_is_stages_a_week_for_each_customer() -> None:
    assert figures().speed() == (4 * 1 + 1 * 2 - 2 * 1 + 3 * 1) / 10
    assert figures(weeks=2.0).speed() == 0.35
    assert figures(standing={}).speed() == 0.0
