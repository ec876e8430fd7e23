"""When a point of sale is open: by its hours, on public holidays, past midnight and for good."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.rules.places.opening import after_opening_time, open_from, opening_days, openings

PARIS = ZoneInfo("Europe/Paris")
LYON = "Mo-Sa 10:00-19:00"


def at(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=PARIS)


def test_the_opening_under_way_ends_when_it_closes() -> None:
    assert open_from(LYON, PARIS, "FR", at(2, 12)) == (at(2, 12), at(2, 19))


def test_after_closing_the_next_day_counts_and_after_saturday_monday() -> None:
    assert open_from(LYON, PARIS, "FR", at(2, 20)) == (at(3, 10), at(3, 19))
    assert open_from(LYON, PARIS, "FR", at(7, 19)) == (at(9, 10), at(9, 19))


def test_a_public_holiday_is_closed_unless_the_hours_name_it() -> None:
    labour_day = at(1, 9, month=5)
    assert open_from(LYON, PARIS, "FR", labour_day) == (at(2, 10, month=5), at(2, 19, month=5))
    named = f"{LYON}; PH 10:00-13:00"
    assert open_from(named, PARIS, "FR", labour_day) == (at(1, 10, month=5), at(1, 13, month=5))


def test_two_hours_at_closing_time_are_two_hours_after_the_next_opening() -> None:
    needed = timedelta(hours=2)
    assert after_opening_time(LYON, PARIS, "FR", at(2, 8), needed) == at(2, 12)
    assert after_opening_time(LYON, PARIS, "FR", at(7, 18), needed) == at(9, 11)
    assert after_opening_time(LYON, PARIS, "FR", at(2, 17), needed) == at(2, 19)


def test_a_day_is_the_next_days_opening() -> None:
    assert opening_days(LYON, PARIS, "FR", at(2, 15), 1) == at(3, 10)
    assert opening_days(LYON, PARIS, "FR", at(6, 15), 2) == at(9, 10)


def test_clocks_that_change_at_night_change_no_hour_of_opening() -> None:
    every_day = "Mo-Su 10:00-19:00"
    assert open_from(every_day, PARIS, "FR", at(29, 1)) == (at(29, 10), at(29, 19))


def test_a_country_nobody_knows_and_hours_nobody_can_read_raise_nothing() -> None:
    assert open_from(LYON, PARIS, "XX", at(2, 12)) == (at(2, 12), at(2, 19))
    assert open_from("whenever", PARIS, "FR", at(2, 12)) is None
    assert open_from("", PARIS, "FR", at(2, 12)) is None
    assert open_from("Mo-Su off", PARIS, "FR", at(2, 12)) is None
    assert after_opening_time("", PARIS, "FR", at(2, 12), timedelta(hours=1)) is None
    assert opening_days("", PARIS, "FR", at(2, 12), 1) is None


def test_openings_are_cut_to_the_span_that_is_looked_at() -> None:
    assert list(openings(LYON, PARIS, "FR", at(2, 12), at(3, 11))) == [(at(2, 12), at(2, 19)), (at(3, 10), at(3, 11))]
