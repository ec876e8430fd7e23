"""The tables that can be had as files: each is told in French, and what is none is not there."""

from __future__ import annotations

from starlette.applications import Starlette

from bot.model.staff import Role
from bot.store import Store
from tests.web.console.people import hired, signed_in


async def test_what_is_no_table_is_not_there(app: Starlette, shop_store: Store) -> None:
    async with await signed_in(app, await hired(shop_store, Role.ADMIN)) as browser:
        assert (await browser.get("/console/sheets/nothing")).status_code == 404
        assert (await browser.sends("/console/sheets/nothing", reason="x")).status_code == 404
