"""Windows: which hours, for whom, and when they next open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.rules.calendar.calendar import is_holiday
from bot.rules.contact.contact_policy_countries import narrowed
from bot.rules.contact.contact_policy_hours import MARGIN, PermittedHours, hours_for
from tests.rules.journey.test_follow_ups import ZONES, changes

PARIS, MADRID, CANARY = (ZoneInfo(name) for name in ("Europe/Paris", "Europe/Madrid", "Atlantic/Canary"))


def test_service_may_speak_at_any_time_unless_the_playbook_narrows_it() -> None:
    assert hours_for("service", "FR", None, nudge=False) is None
    own = ((9 * 60, 20 * 60),) * 7
    narrowed_hours = hours_for("service", "FR", own, nudge=False)
    assert narrowed_hours is not None
    assert narrowed_hours.days == own


def test_a_window_of_two_zones_is_what_both_permit() -> None:
    hours = hours_for("marketing", "ES", None, nudge=False)
    assert hours is not None
    opening = hours.open_at(datetime(2026, 3, 23, 6, 0, tzinfo=UTC), (MADRID, CANARY))
    assert opening is not None
    assert opening.start == datetime(2026, 3, 23, 10, 0, tzinfo=CANARY)
    assert opening.end == datetime(2026, 3, 23, 18, 55, tzinfo=MADRID)


def test_zones_are_the_customers_own_then_the_stores_then_the_countrys() -> None:
    hours = hours_for("marketing", "FR", None, nudge=False)
    assert hours is not None
    assert hours.zones_of("America/Cayenne", "FR", "Europe/Paris", "FR") == (ZoneInfo("America/Cayenne"),)
    assert hours.zones_of(None, None, "Europe/Paris", "FR") == (PARIS,)
    assert hours.zones_of(None, "ES", "Europe/Paris", "FR") == (MADRID, CANARY)
    assert hours.zones_of(None, "ZZ", "Europe/Paris", "FR") == ()
    assert hours.zones_of("nonsense", "FR", "Europe/Paris", "FR") == ()


def test_narrowing_never_adds() -> None:
    assert narrowed(((60, 120), None), ((90, 300), (0, 10))) == ((90, 120), None)


def test_hours_of_one_zone_hold_whatever_the_customers() -> None:
    hours = hours_for("marketing", "US", None, nudge=False)
    assert hours is not None
    new_york = ZoneInfo("America/New_York")
    zones = hours.zones_of(None, "US", "Europe/Paris", "FR")
    for day, opens in ((23, 13), (24, 13)):
        opening = hours.open_at(datetime(2026, 11, day, 6, 0, tzinfo=UTC), zones)
        assert opening is not None
        assert opening.start == datetime(2026, 11, day, opens, 0, tzinfo=new_york)
        assert opening.end == datetime(2026, 11, day, 16, 55, tzinfo=new_york)
    summer = hours.open_at(datetime(2026, 7, 7, 6, 0, tzinfo=UTC), zones)
    assert summer is not None
    assert summer.start == datetime(2026, 7, 7, 8, 0, tzinfo=ZoneInfo("Pacific/Honolulu"))


def test_a_part_of_a_country_has_its_own_zone() -> None:
    hours = hours_for("marketing", "FR", None, nudge=False, region="974")
    assert hours is not None
    assert hours.zones_of(None, "FR", "Europe/Paris", "FR") == (ZoneInfo("Indian/Reunion"),)


@pytest.mark.parametrize("name", ZONES)
def test_over_every_change_of_the_clock_a_window_opens_at_its_own_hour_and_none_is_passed_by(name: str) -> None:
    tz = ZoneInfo(name)
    for purpose, nudge in (("care", False), ("marketing", False), ("service", True)):
        hours = hours_for(purpose, "FR", None, nudge=nudge)  # type: ignore[arg-type]
        assert hours is not None
        for change in changes(name):
            for away in range(-48, 49, 5):
                at = change + timedelta(minutes=30 * away)
                opening = hours.open_at(at, (tz,))
                assert opening is not None
                assert at <= opening.start < opening.end
                local, ends = opening.start.astimezone(tz), (opening.end + MARGIN).astimezone(tz)
                first, last = hours.days[local.weekday()] or (0, 0)
                assert first <= local.hour * 60 + local.minute < last
                assert ends.hour * 60 + ends.minute == last % 1440
                if opening.start > at:
                    assert local.hour * 60 + local.minute == first
                    assert not is_open(hours, at, tz)


def is_open(hours: PermittedHours, at: datetime, tz: ZoneInfo) -> bool:
    """The same, more simply: whether the clock on the wall shows an hour of the table, on no holiday."""
    local = at.astimezone(tz)
    spoken = hours.days[local.weekday()]
    holiday = hours.legal is not None and is_holiday(local.date(), "FR") is not False
    margin = MARGIN.seconds // 60
    return spoken is not None and not holiday and spoken[0] <= local.hour * 60 + local.minute < spoken[1] - margin
