"""How a customer and the store stand with each other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.model.customer import Felt, Relationship
from bot.rules.journey.relationship import MOST_KEPT, is_broken, moved, of_both, spacing, value_at

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def felt(change: float, at: datetime = AT) -> Felt:
    return Felt(at, "feedback.given", change, "here")


def test_nobody_known_stands_in_the_middle() -> None:
    assert (value_at(None, AT), is_broken(None, AT), spacing(None, AT)) == (50.0, False, 1.0)


def test_time_brings_it_back_to_the_middle() -> None:
    low = moved(None, [felt(-40)], AT)
    assert [value_at(low, AT + days * DAY) for days in (0, 90, 180)] == [10.0, 30.0, 40.0]
    high = moved(None, [felt(+40)], AT)
    assert value_at(high, AT + 90 * DAY) == 70.0


def test_a_weak_one_keeps_marketing_further_apart() -> None:
    assert spacing(moved(None, [felt(-15)], AT), AT) == 1.0
    assert spacing(moved(None, [felt(-16)], AT), AT) == 2.0


def test_a_broken_one_takes_more_to_mend_than_to_break() -> None:
    broken = moved(None, [felt(-36)], AT)
    assert broken.broken and is_broken(broken, AT)
    better = moved(broken, [felt(+6)], AT)
    assert value_at(better, AT) == 20.0 and is_broken(better, AT)
    whole = moved(better, [felt(+5)], AT)
    assert not whole.broken and not is_broken(whole, AT)
    assert is_broken(broken, AT + 30 * DAY) and not is_broken(broken, AT + 60 * DAY)
    again = moved(broken, [felt(-1)], AT + 60 * DAY)
    assert not again.broken


changes = st.lists(st.floats(-100, 100).map(lambda change: round(change, 1)), max_size=8)


@given(st.lists(changes, max_size=6), st.integers(0, 400))
def test_it_stays_within_its_bounds_whatever_happens(turns: list[list[float]], days: int) -> None:
    now: Relationship | None = None
    at = AT
    for turn in turns:
        at += days * DAY
        now = moved(now, [felt(change, at) for change in turn], at)
        assert 0 <= now.value <= 100
        assert len(now.moments) <= MOST_KEPT
    assert 0 <= value_at(now, at + days * DAY) <= 100


@given(changes, st.randoms())
def test_the_order_within_a_turn_changes_nothing(turn: list[float], random: object) -> None:
    shuffled = list(turn)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    before = moved(None, [felt(30)], AT)
    one, other = (moved(before, [felt(change) for change in some], AT) for some in (turn, shuffled))
    assert (one.value, one.broken) == (other.value, other.broken)


def test_of_two_who_are_one_the_broken_one_counts_with_the_moments_of_both() -> None:
    broken = moved(None, [felt(-45)], AT)
    glad = moved(None, [felt(30, AT + DAY)], AT + DAY)
    both = of_both(glad, broken)
    assert both is not None
    assert both.broken
    assert both.value == value_at(broken, AT + DAY)
    assert [one.change for one in both.moments] == [-45, 30]
    assert (of_both(None, glad), of_both(glad, None), of_both(None, None)) == (glad, glad, None)
