"""The parts of a country that differ from the whole."""

from __future__ import annotations

from datetime import date

import pytest

from bot.rules.calendar.calendar import is_holiday, zone
from bot.rules.contact.contact_policy_regions import region_of, region_of_postcode, rules_for


@pytest.mark.parametrize(
    ("country", "name", "code"),
    [
        ("US", "US-TX", "TX"),
        ("US", "texas", "TX"),
        ("DE", "Bayern", "BY"),
        ("CH", "ge", "GE"),
        ("FR", "Moselle", "57"),
        ("FR", "Alsace", "6AE"),
        ("FR", "974", "974"),
        ("CA", "Québec", "QC"),
        ("GB", "SCT", "SCT"),
        ("FR", "Atlantide", None),
        ("ZZ", "BY", None),
    ],
)
def test_a_part_is_known_by_code_or_name(country: str, name: str, code: str | None) -> None:
    assert region_of(country, name) == code


@pytest.mark.parametrize(
    ("country", "postcode", "code"),
    [
        ("FR", "57000", "57"),
        ("FR", "67 000", "6AE"),
        ("FR", "68100", "6AE"),
        ("FR", "97200", "972"),
        ("FR", "69002", None),
        ("CA", "H2X 1Y4", "QC"),
        ("CA", "m5v", "ON"),
        ("DE", "80331", None),
    ],
)
def test_a_postcode_tells_a_part_where_it_matters(country: str, postcode: str, code: str | None) -> None:
    assert region_of_postcode(country, postcode) == code


@pytest.mark.parametrize(
    ("country", "region", "day"),
    [
        ("FR", "57", date(2027, 3, 26)),  # Good Friday
        ("FR", "6AE", date(2026, 12, 26)),
        ("FR", "972", date(2026, 5, 22)),
        ("FR", "974", date(2026, 12, 20)),
        ("CH", "GE", date(2026, 12, 31)),
        ("DE", "BY", date(2027, 1, 6)),
        ("CA", "QC", date(2026, 6, 24)),
        ("GB", "SCT", date(2026, 11, 30)),
    ],
)
def test_a_part_has_holidays_of_its_own(country: str, region: str, day: date) -> None:
    whole, part = rules_for(country, None), rules_for(country, region)
    assert is_holiday(day, whole.code, whole.part) is False
    assert is_holiday(day, part.code, part.part) is True


def test_overseas_france_keeps_its_own_clock() -> None:
    assert rules_for("FR", "974").zones == ("Indian/Reunion",)
    assert rules_for("FR", "6AE").zones == ("Europe/Paris",)


@pytest.mark.parametrize(
    ("state", "weekday", "saturday"),
    [("TX", (9, 20), (9, 20)), ("RI", (9, 18), (10, 17)), ("FL", (9, 20), (9, 20)), ("NY", (9, 20), (9, 20))],
)
def test_a_states_hours(state: str, weekday: tuple[int, int], saturday: tuple[int, int]) -> None:
    rules = rules_for("US", state)
    assert rules.usual[0] == tuple(hour * 60 for hour in weekday)
    assert rules.usual[5] == tuple(hour * 60 for hour in saturday)
    assert rules.usual[6] is None
    assert rules.clock is None
    assert all(zone(name) for name in rules.zones)


def test_a_part_that_is_not_known_changes_nothing() -> None:
    assert rules_for("FR", None) is rules_for("FR", None)
    assert rules_for("ZZ", "57").zones == ()
