"""At what hours a customer tends to write."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.contact.habits import BUCKETS, ONE, best_hours, heard_at, is_new_talk, together, without

NOW = datetime(2026, 3, 2, 19, 15, tzinfo=UTC)


def heard(*hours: int) -> tuple[int, ...]:
    known: tuple[int, ...] = ()
    for hour in hours:
        known = heard_at(known, NOW.replace(hour=hour))
    return known


def test_a_habit_is_told_once_some_talks_are_known() -> None:
    assert best_hours(heard(19, 19, 19)) == ()
    assert best_hours(heard(19, 19, 18, 19, 18)) == (18 * 60 + 30,)
    assert best_hours(heard(8, 19, 8, 19, 19, 8, 19)) == (18 * 60 + 30, 8 * 60 + 30)


def test_an_old_habit_fades() -> None:
    assert best_hours(heard(*[9] * 20, *[21] * 30)) == (20 * 60 + 30,)


def test_a_long_talk_is_one() -> None:
    assert is_new_talk(None, NOW)
    assert not is_new_talk(NOW - timedelta(minutes=59), NOW)
    assert is_new_talk(NOW - timedelta(minutes=61), NOW)


@given(st.lists(st.integers(0, 23), max_size=200))
def test_the_counts_stay_small(hours: list[int]) -> None:
    known = heard(*hours)
    assert len(known) in (0, BUCKETS)
    assert all(0 <= count <= ONE * ONE for count in known)
    assert all(0 <= minutes < 1440 for minutes in best_hours(known))


def test_the_habits_of_two_who_are_one_add_up_and_come_apart_again() -> None:
    mine, theirs = heard(8, 8), heard(19)
    both = together(mine, theirs)
    assert both == tuple(one + other for one, other in zip(mine, theirs, strict=True))
    assert together((), theirs) == together(theirs, ()) == theirs
    assert without(both, both, mine) == mine
    assert without(heard_at(both, NOW), both, mine)[9] >= ONE - 1
