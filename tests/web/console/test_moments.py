"""Times in the reader's zone and language."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.applications import Starlette

from bot.model.staff import Role
from bot.store import Store
from tests.web.api.shop import token
from tests.web.console.people import hired, signed_in

AT = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)


async def test_a_time_is_the_readers_own_or_the_shops(app: Starlette, shop_store: Store) -> None:
    await token(shop_store, made_at=AT)
    for language, zone, words in (
        ("fr", None, "2 mars 2026 00:30"),
        ("en", None, "2 Mar 2026, 00:30"),
        ("fr", "America/New_York", "1 mars 2026 18:30"),
    ):
        staff = await hired(shop_store, Role.OWNER, language=language, timezone=zone)
        await shop_store.staff.prefer(staff)
        async with await signed_in(app, staff) as browser:
            page = (await browser.get("/console/tokens")).text
        assert '<time class="small quiet cut" datetime="' in page
        assert words in page, language
