"""Which hours can be booked, which of them are free, and which are offered first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.model.appointment import Appointment, Taken
from bot.model.draft import TimeWish
from bot.model.selling import AppointmentKind, PointOfSale
from bot.rules.appointment.appointments import (
    MOST_KEPT,
    OFFERED,
    coming,
    fits,
    free_hours,
    joined,
    latest,
    newest,
    offered_hours,
    offering,
    visit_hours,
)

PARIS = ZoneInfo("Europe/Paris")
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=PARIS)
SHOP = PointOfSale(id="lyon", name="Lyon", hours="Mo-Sa 10:00-12:00")
VISIT = AppointmentKind(id="visit", name="Visit", lead=timedelta(), ahead=timedelta(days=2))


def hours(kind: AppointmentKind = VISIT, place: PointOfSale = SHOP, now: datetime = MONDAY) -> list[str]:
    return [at.astimezone(PARIS).strftime("%a %d %H:%M") for at in visit_hours(kind, place, "FR", PARIS, now)]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=PARIS).astimezone(UTC)


def said(found: Sequence[datetime]) -> list[str]:
    return [one.astimezone(PARIS).strftime("%d %H:%M") for one in found]


def test_visits_begin_at_the_opening_and_end_before_the_door_closes() -> None:
    assert hours()[:5] == ["Mon 02 10:00", "Mon 02 10:30", "Mon 02 11:00", "Mon 02 11:30", "Tue 03 10:00"]
    assert hours(replace(VISIT, length=timedelta(hours=2)))[:2] == ["Mon 02 10:00", "Tue 03 10:00"]
    assert hours(replace(VISIT, length=timedelta(hours=3))) == []


def test_nothing_before_the_lead_is_over_nor_after_the_last_day() -> None:
    assert hours(replace(VISIT, lead=timedelta(hours=2)))[0] == "Mon 02 11:00"
    assert hours(replace(VISIT, ahead=timedelta(hours=2)))[-1] == "Mon 02 11:00"


def test_public_holidays_and_exceptional_closures_are_closed() -> None:
    eve = datetime(2026, 4, 30, 9, tzinfo=PARIS)
    assert "Fri 01 10:00" not in hours(now=eve)  # 1 May, of which the hours say nothing
    closed = replace(SHOP, hours="Mo-Sa 10:00-12:00; 2026 Mar 03 off")
    assert [hour[:6] for hour in hours(place=closed)] == ["Mon 02"] * 4  # and Wednesday 9:00 is the last moment


def test_a_visit_of_its_own_hours_may_begin_before_the_door_opens_but_on_no_closed_day() -> None:
    course = replace(VISIT, hours="Sa 09:00-10:00", length=timedelta(hours=1), ahead=timedelta(days=14))
    assert hours(course) == ["Sat 07 09:00", "Sat 14 09:00"]
    assert hours(course, replace(SHOP, hours="Mo-Sa 10:00-12:00; 2026 Mar 07 off")) == ["Sat 14 09:00"]


@pytest.mark.parametrize("wrong", ["", "Lu-Sa 10h", "nonsense"])
def test_hours_that_nobody_can_read_offer_nothing(wrong: str) -> None:
    assert hours(place=replace(SHOP, hours=wrong)) == []


def test_the_days_on_which_clocks_change_have_their_own_hours() -> None:
    always = replace(SHOP, hours="24/7")
    hourly = replace(VISIT, length=timedelta(hours=1), every=timedelta(hours=1), ahead=timedelta(hours=30))
    spring = [hour for hour in hours(hourly, always, datetime(2026, 3, 28, 22, tzinfo=PARIS)) if hour.startswith("Sun")]
    assert spring[:4] == ["Sun 29 00:00", "Sun 29 01:00", "Sun 29 03:00", "Sun 29 04:00"]
    autumn = [hour for hour in hours(hourly, always, datetime(2026, 10, 24, 22, tzinfo=PARIS)) if "Sun" in hour]
    assert autumn[:4] == ["Sun 25 00:00", "Sun 25 01:00", "Sun 25 02:00", "Sun 25 03:00"]


def test_a_door_open_past_midnight_takes_visits_past_midnight() -> None:
    late = replace(SHOP, hours="Mo-Sa 22:00-02:00")
    assert hours(replace(VISIT, length=timedelta(hours=1), every=timedelta(hours=1)), late)[:5] == [
        *("Mon 02 22:00", "Mon 02 23:00", "Tue 03 00:00", "Tue 03 01:00", "Tue 03 22:00"),
    ]


def test_an_hour_is_free_while_fewer_are_there_than_may_be() -> None:
    every = visit_hours(VISIT, SHOP, "FR", PARIS, MONDAY)
    taken = (Taken(at(2, 10), at(2, 10, 30)), Taken(at(2, 10, 45), at(2, 11, 15)))
    assert said(free_hours(every, taken, VISIT))[:2] == ["02 11:30", "03 10:00"]
    assert said(free_hours(every, taken, replace(VISIT, capacity=2)))[:2] == ["02 10:00", "02 10:30"]


def test_who_moves_an_appointment_is_not_in_their_own_way_and_is_not_offered_what_they_have() -> None:
    mine = Appointment(key="k", place="lyon", at=at(2, 10, 15), ends=at(2, 10, 45))
    free = free_hours(visit_hours(VISIT, SHOP, "FR", PARIS, MONDAY), (Taken(mine.at, mine.ends),), VISIT, mine)
    assert said(free)[:2] == ["02 10:00", "02 10:30"]
    own = replace(mine, at=at(2, 10), ends=at(2, 10, 30))
    assert said(free_hours(visit_hours(VISIT, SHOP, "FR", PARIS, MONDAY), (), VISIT, own))[0] == "02 10:30"


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 6)), max_size=30),
    st.integers(1, 4),
    st.lists(st.integers(0, 40), min_size=1, max_size=20, unique=True),
)
def test_counting_is_what_looking_at_each_would_give(
    stretches: list[tuple[int, int]], capacity: int, begins: list[int]
) -> None:
    kind = replace(VISIT, capacity=capacity)
    base, quarter = at(2, 8), timedelta(minutes=15)
    taken = [Taken(base + one * quarter, base + (one + long) * quarter) for one, long in stretches]
    every = sorted(base + one * quarter for one in begins)
    slowly = [
        hour for hour in every if sum(one.at < hour + kind.length and one.ends > hour for one in taken) < capacity
    ]
    assert list(free_hours(every, taken, kind)) == slowly


LONG = visit_hours(
    replace(VISIT, ahead=timedelta(days=7)), replace(SHOP, hours="Mo-Sa 10:00-19:00"), "FR", PARIS, MONDAY
)


def test_the_first_of_each_half_day_is_offered_first() -> None:
    offered = offered_hours(LONG, PARIS, None)
    assert (said(offered.hours), offered.more, offered.met) == (["02 10:00", "02 13:00", "03 10:00"], True, True)


def test_hours_close_to_each_other_are_no_choice() -> None:
    noon = tuple(hour for hour in LONG if hour >= at(2, 12, 30))
    assert said(offered_hours(noon, PARIS, None).hours) == ["02 12:30", "02 14:30", "03 10:00"]


def test_what_was_offered_comes_again_only_when_all_else_has_been() -> None:
    first = offered_hours(LONG, PARIS, None).hours
    assert not set(first) & set(offered_hours(LONG, PARIS, None, first).hours)
    assert offered_hours(LONG, PARIS, None, LONG).hours == first


def test_a_wish_is_met_or_the_nearest_is_offered() -> None:
    thursday = TimeWish(days=("2026-03-05",), first=0, last=719)
    assert said(offered_hours(LONG, PARIS, thursday).hours) == ["05 10:00", "05 10:30", "05 11:30"]
    sunday = TimeWish(days=("2026-03-08",), first=600, last=600, exact=True)
    offered = offered_hours(LONG, PARIS, sunday)
    assert (said(offered.hours), offered.met) == (["07 17:30", "07 18:00", "07 18:30"], False)
    assert offered_hours(LONG[:2], PARIS, sunday).more is False


def test_a_wish_without_a_day_is_of_any_day() -> None:
    assert said(offered_hours(LONG, PARIS, TimeWish(first=900, last=900, exact=True)).hours)[0] == "02 15:00"
    early = offered_hours(LONG, PARIS, TimeWish(first=300, last=400))
    assert (said(early.hours)[0], early.met) == ("02 10:00", False)


def test_nothing_free_is_nothing_to_offer() -> None:
    assert offered_hours((), PARIS, None).hours == ()
    assert offered_hours((), PARIS, TimeWish(days=("2026-03-05",))).hours == ()


def test_no_more_than_three_are_offered_ever() -> None:
    for wish in (None, TimeWish(days=("2026-03-05",)), TimeWish(days=("2026-12-05",))):
        assert len(offered_hours(LONG, PARIS, wish).hours) <= OFFERED


def test_an_hour_fits_in_the_shops_own_time() -> None:
    assert fits(at(2, 10), TimeWish(first=600, last=600, exact=True), PARIS)
    assert not fits(at(2, 10, 30), TimeWish(first=600, last=600, exact=True), PARIS)


def test_a_kind_is_offered_where_its_author_says_and_doors_have_hours() -> None:
    other, silent = replace(SHOP, id="annecy"), replace(SHOP, id="depot", hours="")
    assert [place.id for place in offering(VISIT, (SHOP, other, silent))] == ["lyon", "annecy"]
    assert [place.id for place in offering(replace(VISIT, stores=("annecy",)), (SHOP, other, silent))] == ["annecy"]


def test_a_kind_without_length_offers_nothing() -> None:
    assert hours(replace(VISIT, length=timedelta())) == []


def one(day: int, status: str = "booked") -> Appointment:
    return Appointment(key=f"{day} {status}", place="lyon", at=at(day, 10), ends=at(day, 11), status=status)  # type: ignore[arg-type] # any of them


def test_the_next_one_that_stands_is_spoken_of_else_the_last() -> None:
    known = (one(1), one(5, "cancelled"), one(7), one(6))
    assert coming(known, at(2, 9)) == known[3]
    assert coming(known, at(2, 9), "course") is None
    assert latest(known, at(2, 9)) == known[3]
    assert latest(known[:2], at(9, 9)) == known[1]
    assert latest((), at(2, 9)) is None


def test_the_newest_stay_each_once_and_those_to_come_never_go() -> None:
    many = [one(1 + number % 28, "kept") for number in range(40)]
    kept = newest([one(1), *many, replace(one(2, "kept"), place="annecy")])
    assert len(kept) == MOST_KEPT
    assert kept[-1] == one(1)


def test_what_was_said_before_stands_where_the_next_word_leaves_it_open() -> None:
    saturday, three = TimeWish(days=("2026-03-07",)), TimeWish(first=900, last=900, exact=True)
    both = TimeWish(("2026-03-07",), 900, 900, exact=True)
    assert joined(saturday, three) == both
    assert joined(three, saturday) == both
    assert joined(both, TimeWish(days=("2026-03-06",))) == TimeWish(days=("2026-03-06",))
    assert joined(None, three) == three
    assert joined(both, TimeWish()) == TimeWish()
