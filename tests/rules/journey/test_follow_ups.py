"""When a follow-up is due, how often it may go out, and which goes first."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from bot.rules.journey.follow_ups import (
    LOOK_AGAIN,
    Contender,
    Due,
    carried_day,
    crowding,
    due_after,
    due_before,
    hour_of,
    is_over,
    looked_at,
    may_yield,
    outranks,
    reached,
    same_wall,
)

PARIS = ZoneInfo("Europe/Paris")
ZONES = (
    "Europe/Paris",
    "Europe/London",
    "Europe/Dublin",
    "Atlantic/Azores",
    "America/New_York",
    "America/Los_Angeles",
    "America/St_Johns",
    "America/Havana",
    "America/Santiago",
    "America/Asuncion",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Beirut",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
)


def changes(name: str) -> list[datetime]:
    """Every change of a zone's offset from 2024 to 2035, to the minute."""
    tz = ZoneInfo(name)
    found = []
    at = datetime(2024, 1, 1, tzinfo=UTC)
    while at.year < 2036:
        after = at + timedelta(days=1)
        if at.astimezone(tz).utcoffset() != after.astimezone(tz).utcoffset():
            early, late = at, after
            while late - early > timedelta(minutes=1):
                middle = early + (late - early) // 2
                same = middle.astimezone(tz).utcoffset() == early.astimezone(tz).utcoffset()
                early, late = (middle, late) if same else (early, middle)
            found.append(late.replace(second=0, microsecond=0))
        at = after
    return found


@pytest.mark.parametrize("name", ZONES)
def test_over_every_change_of_the_clock_an_hour_comes_once_at_its_first_valid_instant(name: str) -> None:
    tz = ZoneInfo(name)
    moments = changes(name)
    assert len(moments) >= 2 or name == "America/Asuncion"  # Paraguay stopped in 2024
    for change in moments:
        for away in (-90, -60, -30, -1, 0, 1, 29, 30, 59, 60, 90):
            wall = (change + timedelta(minutes=away)).astimezone(tz).replace(tzinfo=None)
            for step in (timedelta(0), timedelta(minutes=30), timedelta(minutes=60)):
                asked = wall - step  # walls in the gap, in the overlap and around both
                minutes = asked.hour * 60 + asked.minute
                dues = [due_after(change - timedelta(days=2), timedelta(), minutes, tz)]
                for _ in range(3):
                    dues.append(due_after(dues[-1].at, timedelta(), minutes, tz))
                days = [due.at.astimezone(tz).date() for due in dues]
                assert days == sorted(set(days)), (change, minutes)  # once a day, every day
                for due in dues:
                    kept = datetime.fromisoformat(due.wall)
                    shown = due.at.astimezone(tz).replace(tzinfo=None)
                    earlier = (due.at - timedelta(seconds=1)).astimezone(tz).replace(tzinfo=None)
                    if shown == kept:
                        assert due.at.astimezone(tz).fold == 0  # of two, the first
                    else:
                        assert earlier < kept < shown  # in the gap: the first instant after it
                    assert same_wall(due.wall, tz) == due.at


def test_three_hours_are_three_hours_whatever_the_clocks_do() -> None:
    since = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    due = due_after(since, timedelta(hours=3), None, PARIS)
    assert (due.at, due.wall) == (since + timedelta(hours=3), "")


def test_a_wall_time_is_another_instant_in_another_zone() -> None:
    due = due_after(datetime(2026, 3, 2, 9, tzinfo=UTC), timedelta(days=1), 18 * 60, PARIS)
    assert due.wall == "2026-03-03T18:00"
    assert same_wall(due.wall, PARIS) == datetime(2026, 3, 3, 17, tzinfo=UTC)
    assert same_wall(due.wall, ZoneInfo("America/Montreal")) == datetime(2026, 3, 3, 23, tzinfo=UTC)
    assert same_wall("soon", PARIS) is None


@pytest.mark.parametrize(
    ("data", "day"),
    [
        ({"due": "2026-05-01"}, date(2026, 5, 1)),
        ({"at": "2026-05-01"}, date(2026, 5, 1)),
        ({"due": "2026-05-01", "at": "2026-04-01"}, date(2026, 5, 1)),
        ({"due": "2026-05-01T09:00:00+02:00"}, datetime(2026, 5, 1, 7, tzinfo=UTC)),
        ({"due": "2026-05-01 09:00"}, datetime(2026, 5, 1, 7, tzinfo=UTC)),  # Paris
        ({"due": "soon"}, None),
        ({"due": "2026-13-01"}, None),
        ({"due": 20260501}, None),
        ({}, None),
    ],
)
def test_the_day_that_an_event_carries(data: dict[str, object], day: object) -> None:
    assert carried_day(data, PARIS) == day  # type: ignore[arg-type]


def test_ten_days_before_a_day_is_at_ten_in_the_morning_or_at_the_hour_given() -> None:
    day = date(2026, 4, 8)  # past the spring change
    assert due_before(day, timedelta(days=10), None, PARIS).at == datetime(2026, 3, 29, 8, tzinfo=UTC)
    assert due_before(day, timedelta(days=11), None, PARIS).at == datetime(2026, 3, 28, 9, tzinfo=UTC)
    assert due_before(day, timedelta(days=10), hour_of("18:00"), PARIS).wall == "2026-03-29T18:00"


def test_two_hours_before_a_time_is_that() -> None:
    at = datetime(2026, 4, 8, 14, 30, tzinfo=UTC)
    assert due_before(at, timedelta(hours=2), None, PARIS).at == at - timedelta(hours=2)
    assert due_before(at, timedelta(days=1), hour_of("9:00"), PARIS).at == datetime(2026, 4, 7, 7, tzinfo=UTC)


def test_two_days_before_a_time_at_an_hour_is_of_its_day_where_the_customer_lives() -> None:
    late = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)  # the 5th in Paris
    found = due_before(late, timedelta(days=2), 9 * 60, PARIS)
    assert found == due_before(date(2026, 3, 5), timedelta(days=2), 9 * 60, PARIS)
    assert found.at == datetime(2026, 3, 3, 8, 0, tzinfo=UTC)


def test_a_wall_time_is_looked_at_a_day_before_while_that_is_to_come() -> None:
    due = due_before(date(2026, 3, 20), timedelta(days=2), 9 * 60, PARIS)
    early = due.at - LOOK_AGAIN
    assert looked_at(due, early - timedelta(seconds=1)) == early
    assert looked_at(due, early) == due.at
    assert looked_at(Due(due.at), early - timedelta(days=9)) == due.at


def test_a_day_is_over_at_its_end_where_the_customer_lives() -> None:
    day = date(2026, 4, 8)
    assert not is_over(day, datetime(2026, 4, 8, 21, 59, tzinfo=UTC), PARIS)
    assert is_over(day, datetime(2026, 4, 8, 22, 0, tzinfo=UTC), PARIS)
    assert is_over(datetime(2026, 4, 8, 9, tzinfo=UTC), datetime(2026, 4, 8, 9, tzinfo=UTC), PARIS)


class Said(Struct, frozen=True):
    key: str
    at: datetime


class AtMost(Struct, frozen=True):
    times: int
    within: timedelta


def test_a_cap_is_reached_by_what_was_said_of_that_follow_up_within_its_days() -> None:
    now = datetime(2026, 4, 8, 9, tzinfo=UTC)
    said = [Said("cart", now - timedelta(days=days)) for days in (30, 20, 1)] + [Said("other", now)]
    assert reached([AtMost(2, timedelta(days=30))], said, "cart", now) == AtMost(2, timedelta(days=30))
    assert reached([AtMost(3, timedelta(days=30))], said, "cart", now) is None  # the first is out of it today
    assert reached([AtMost(3, timedelta(days=31)), AtMost(9, timedelta(days=99))], said, "cart", now) is not None
    assert reached([AtMost(0, timedelta(days=1))], [], "cart", now) is not None


NOW = datetime(2026, 4, 8, 9, tzinfo=UTC)


def contender(flow: str = "a", **details: object) -> Contender:
    usual = {"purpose": "marketing", "priority": 50, "fits": False, "due_at": NOW}
    return Contender(flow=flow, **{**usual, **details})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ({"of_moment": True, "purpose": "marketing"}, {"purpose": "service", "priority": 99}, "moment"),
        ({"purpose": "service", "priority": 1}, {"purpose": "care", "priority": 99}, "purpose"),
        ({"purpose": "care", "priority": 1}, {"purpose": "marketing", "priority": 99}, "purpose"),
        ({"priority": 60}, {"priority": 59, "fits": True}, "priority"),
        ({"fits": True}, {"due_at": NOW - timedelta(days=9)}, "stage"),
        ({"due_at": NOW - timedelta(days=1)}, {}, "waited longer"),
        ({}, {}, "waited longer"),
    ],
)
def test_who_goes_first_and_why(first: dict[str, object], second: dict[str, object], reason: str) -> None:
    assert outranks(contender("a", **first), contender("b", **second)) == reason
    assert outranks(contender("b", **second), contender("a", **first)) is None


any_contender = st.builds(
    Contender,
    flow=st.sampled_from("abcd"),
    purpose=st.sampled_from(["service", "care", "marketing"]),
    priority=st.integers(0, 3),
    fits=st.booleans(),
    due_at=st.sampled_from([NOW, NOW + timedelta(hours=1)]),
    of_moment=st.booleans(),
)


@given(st.lists(any_contender, min_size=2, max_size=4, unique_by=lambda one: one.flow))
def test_of_any_that_compete_exactly_one_goes_first(some: list[Contender]) -> None:
    winners = [one for one in some if not any(outranks(other, one) for other in some if other is not one)]
    assert len(winners) == 1
    for one, other in itertools.permutations(some, 2):
        assert (outranks(one, other) is None) != (outranks(other, one) is None)


def test_what_was_asked_for_never_yields_and_a_weak_relationship_is_crowded_sooner() -> None:
    assert [may_yield(purpose) for purpose in ("service", "care", "marketing")] == [False, True, True]
    assert crowding(20) > crowding(60)
