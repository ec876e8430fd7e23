"""Where one comes in."""

from __future__ import annotations

from starlette.applications import Starlette

from bot.store import Store
from tests.web.console.people import hired, signed_in


async def test_one_comes_in_at_the_first_page_there_is(app: Starlette, shop_store: Store) -> None:
    async with await signed_in(app, await hired(shop_store)) as browser:
        entered = await browser.get("/console", follow_redirects=True)
        assert entered.status_code == 200
        more = await browser.get("/console/more")
        assert "Se déconnecter" in more.text
        assert "Maison Moka" in more.text
