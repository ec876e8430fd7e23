"""Local time over daylight saving; public holidays."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.rules.calendar.calendar import instant, is_holiday, minutes_of, next_hour, zone

PARIS = ZoneInfo("Europe/Paris")
ZONES = (
    "Europe/Paris",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "America/St_Johns",
    "Africa/Casablanca",
)


def test_an_ordinary_hour_is_itself() -> None:
    assert instant(date(2026, 3, 2), 18 * 60, PARIS) == datetime(2026, 3, 2, 17, 0, tzinfo=UTC)


def test_an_hour_that_is_skipped_happens_right_after_the_gap() -> None:
    assert instant(date(2026, 3, 29), 150, PARIS) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_an_hour_that_comes_twice_happens_the_first_time() -> None:
    assert instant(date(2026, 10, 25), 150, PARIS) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_end_of_the_day_is_the_next_midnight() -> None:
    assert instant(date(2026, 3, 2), 1440, PARIS) == instant(date(2026, 3, 3), 0, PARIS)


@pytest.mark.parametrize("name", ZONES)
def test_each_hour_comes_once_a_day_every_day_of_the_year(name: str) -> None:
    tz = ZoneInfo(name)
    for minutes in (0, 90, 150, 195, 18 * 60):
        at = datetime(2026, 1, 1, tzinfo=UTC)
        days = []
        while at.year == 2026:
            at = next_hour(at, minutes, tz)
            days.append((at.astimezone(tz) - timedelta(minutes=minutes)).date())
        assert len(days) == len(set(days))
        assert 365 <= len(days) <= 366


def test_the_next_hour_is_never_now() -> None:
    six = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
    assert next_hour(six, 18 * 60, PARIS) == six + timedelta(days=1)
    assert next_hour(six - timedelta(seconds=1), 18 * 60, PARIS) == six


@pytest.mark.parametrize(
    ("text", "minutes"), [("18:00", 1080), ("0:05", 5), ("24:00", None), ("18h", None), ("1:2", None)]
)
def test_an_hour_is_read_or_refused(text: str, minutes: int | None) -> None:
    assert minutes_of(text) == minutes


@pytest.mark.parametrize("name", ["", "Nowhere/At_All", "../../etc/passwd", "x" * 5000])
def test_a_name_that_is_no_zone_is_none(name: str) -> None:
    assert zone(name) is None


def test_holidays_are_the_countrys_and_its_parts() -> None:
    assert is_holiday(date(2026, 7, 14), "FR") is True
    assert is_holiday(date(2026, 7, 15), "FR") is False
    assert is_holiday(date(2026, 4, 3), "FR") is False
    assert is_holiday(date(2026, 4, 3), "FR", "57") is True  # Good Friday in Moselle
    assert is_holiday(date(2026, 5, 22), "FR", "972") is True  # abolition day in Martinique


def test_a_year_or_country_without_a_table_is_told() -> None:
    assert is_holiday(date(2099, 7, 14), "FR") is None
    assert is_holiday(date(2026, 7, 14), "ZZ") is None
    assert is_holiday(date(2026, 7, 14), "FR", "nowhere") is True
