from datetime import UTC, datetime, timedelta

from bot.store.threads.thread_lines import Move
from bot.web.console.customers.timeline import LEFT, RIGHT, drawn
from bot.web.console.wording.stages import chips
from tests.web.console.counter import book

KNOWN = chips(book(), "fr")
NOW = datetime(2026, 3, 16, tzinfo=UTC)


def move(stage: str, days: float) -> Move:
    return Move(NOW - timedelta(days=days), "purchase", "", stage, "advancing", "x")


def test_forward_goes_up_and_back_goes_down_dashed() -> None:
    drawing = drawn([move("discovery", 9), move("decision", 6), move("comparison", 2)], KNOWN, NOW)
    assert drawing is not None
    assert [(step.is_back, step.start > step.end) for step in drawing.steps] == [(False, True), (True, False)]
    assert [stay.colour for stay in drawing.stays] == ["s1", "s3", "s2"]
    assert len(drawing.levels) == 3


def test_stays_fill_the_width_by_their_time_and_none_is_too_short_to_be_seen() -> None:
    drawing = drawn([move("discovery", 100), move("comparison", 99.9), move("decision", 99.89)], KNOWN, NOW)
    assert drawing is not None
    first, second, third = drawing.stays
    assert first.start >= LEFT
    assert third.end <= RIGHT
    assert third.end - third.start > 200
    assert second.start > first.end


def test_nothing_is_drawn_of_stages_that_no_map_has() -> None:
    assert drawn([move("gone", 3)], KNOWN, NOW) is None
    assert drawn([], KNOWN, NOW) is None


def test_moves_of_one_instant_are_drawn_all_the_same() -> None:
    drawing = drawn([move("discovery", 0), move("comparison", 0)], KNOWN, NOW)
    assert drawing is not None
    assert all(stay.end >= stay.start for stay in drawing.stays)
