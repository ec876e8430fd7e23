"""Times as staff read them, in their zone and language."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from bot.model.staff import Role
from bot.store import Store
from bot.web.console.wording.clock import Clock, told, zone_named, zone_of, zones
from tests.web.api.shop import token
from tests.web.console.people import hired, person, signed_in

NOW = datetime(2026, 3, 16, 15, 0, tzinfo=UTC)  # 16:00 in Paris, a Monday
PARIS = ZoneInfo("Europe/Paris")


def clock(language: str = "fr", theirs: str = "Europe/Paris") -> Clock:
    return Clock(language, PARIS, NOW, ZoneInfo(theirs))


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (timedelta(seconds=20), "à l’instant"),
        (timedelta(minutes=12), "12 min"),
        (timedelta(minutes=80), "1 h 20"),
        (timedelta(hours=5), "5 h"),
        (timedelta(hours=24), "hier"),
        (timedelta(days=2), "sam."),
        (timedelta(days=20), "24 févr."),
        (timedelta(days=400), "9 févr. 2025"),
    ],
)
def test_how_long_ago_is_said_in_few_letters(before: timedelta, said: str) -> None:
    assert clock().ago(NOW - before) == said


def test_a_day_is_named_as_it_stands_between_messages() -> None:
    assert clock().day(NOW) == "aujourd’hui, lundi 16 mars"
    assert clock().day(NOW - timedelta(days=1)) == "hier, dimanche 15 mars"
    assert clock("en").day(NOW - timedelta(days=2)) == "Saturday 14 March"


def test_what_is_to_come_has_its_hour_and_the_date_once_it_is_far() -> None:
    assert clock().ahead(NOW + timedelta(days=4)) == "ven. 20, 16:00"
    assert clock().ahead(NOW + timedelta(days=40)) == "25 avr., 17:00"


def test_the_full_time_is_in_both_zones_where_their_clocks_differ() -> None:
    assert clock().full(NOW) == "lundi 16 mars 2026, 16:00 (Europe/Paris)"
    both = clock(theirs="America/Montreal").full(NOW)
    assert both.startswith("lundi 16 mars 2026, 16:00 (Europe/Paris)")
    assert both.endswith("chez le client lundi 16 mars 2026, 11:00 (America/Montreal)")
    assert clock().time(NOW) == "16:00"
    assert clock().short(NOW) == "16 mars"


def test_a_zone_that_is_none_is_utc() -> None:
    assert zone_named("Mars/Olympus") == zone_named("../etc/passwd") == ZoneInfo("UTC")


async def test_a_time_on_a_page_is_the_readers_own_or_the_shops(app: Starlette, shop_store: Store) -> None:
    await token(shop_store, made_at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
    for language, zone, words in (
        ("fr", None, "2 mars 2026, 00:30"),
        ("en", None, "2 Mar 2026, 00:30"),
        ("fr", "America/New_York", "1er mars 2026, 18:30"),
    ):
        staff = await hired(shop_store, Role.OWNER, language=language, timezone=zone)
        await shop_store.staff.prefer(staff)
        async with await signed_in(app, staff) as browser:
            page = (await browser.get("/console/tokens")).text
        assert '<time class="small quiet cut" datetime="' in page
        assert words in page, language


@pytest.mark.parametrize(("language", "words"), [("fr", "16 mars 2026, 16:00"), ("en", "16 Mar 2026, 16:00")])
def test_day_and_time_are_the_readers(language: str, words: str) -> None:
    assert told(NOW, language, PARIS) == words


@pytest.mark.parametrize(
    ("own", "zone"), [("Pacific/Noumea", "Pacific/Noumea"), (None, "Europe/Paris"), ("No/Where", "Europe/Paris")]
)
def test_the_zone_is_ones_own_or_the_shops(app: Starlette, own: str | None, zone: str) -> None:
    request = Request({"type": "http", "headers": [], "app": app})
    request.state.staff = person(timezone=own)
    assert str(zone_of(request)) == zone


def test_zones_are_places() -> None:
    assert {"Europe/Paris", "America/Martinique"} <= set(zones())
    assert not any(name.startswith(("Etc/", "posix")) for name in zones())
