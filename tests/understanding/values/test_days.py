"""What the names of days come to."""

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.values import days

DAYS = st.dates(date(2024, 1, 1), date(2036, 12, 31))


def match(pattern: str, text: str) -> re.Match[str]:
    found = re.search(pattern, text)
    assert found
    return found


@given(DAYS, st.sampled_from(sorted(days.WEEKDAYS)))
def test_a_weekday_is_one_to_seven_days_ahead(today: date, name: str) -> None:
    found = days.weekday(match(r"(?P<weekday>\w+)", name), today)
    assert found is not None
    assert found.weekday() == days.WEEKDAYS[name]
    assert 1 <= (found - today).days <= 7


@given(DAYS, st.integers(1, 31))
def test_a_day_of_the_month_is_the_next_one_today_included(today: date, day: int) -> None:
    found = days.day_of_month(match(r"(?P<day>\d+)", str(day)), today)
    assert found is not None
    assert found.day == day
    assert found >= today
    assert not any((today + timedelta(days=gap)).day == day for gap in range((found - today).days))


def test_there_is_no_thirty_second() -> None:
    assert days.day_of_month(match(r"(?P<day>\d+)", "32"), date(2026, 3, 4)) is None


def test_a_month_from_the_31st_is_the_last_of_a_shorter_month() -> None:
    counted = days.counted(1)
    pattern = r"(?P<count>\d+) (?P<unit>\w+)"
    assert counted(match(pattern, "1 mois"), date(2026, 1, 31)) == date(2026, 2, 28)
    assert counted(match(pattern, "12 months"), date(2024, 2, 29)) == date(2025, 2, 28)
    assert counted(match(pattern, "4000 jours"), date(2026, 1, 31)) is None


def test_the_29th_of_february_waits_for_its_year() -> None:
    pattern = r"(?P<day>\d+) (?P<month>\w+)(?P<year>)"
    assert days.day_and_month(match(pattern, "29 fevrier"), date(2026, 3, 4)) == date(2028, 2, 29)


def test_a_weekday_with_its_number_is_the_month_where_both_hold() -> None:
    pattern = r"(?P<weekday>\w+) (?P<day>\d+)"
    assert days.weekday_and_day(match(pattern, "mardi 7"), date(2026, 3, 4)) == date(2026, 4, 7)
