"""Times in the reader's zone and language."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from bot.model.staff import Role
from bot.store import Store
from bot.web.console.wording.moments import told, zone_of, zones
from tests.web.api.shop import token
from tests.web.console.people import hired, person, signed_in
from tests.web.doorway import NOW

AT = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)


async def test_a_time_is_the_readers_own_or_the_shops(app: Starlette, shop_store: Store) -> None:
    await token(shop_store, made_at=AT)
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


@pytest.mark.parametrize(("language", "words"), [("fr", "2 mars 2026, 10:00"), ("en", "2 Mar 2026, 10:00")])
def test_day_and_time_are_the_readers(language: str, words: str) -> None:
    assert told(NOW, language, ZoneInfo("Europe/Paris")) == words


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
