"""Faults of ours: seen by whom they are for, tried again."""

from __future__ import annotations

from starlette.applications import Starlette

from bot.model.staff import Role
from bot.store import Store
from tests.web.console.people import hired, signed_in
from tests.web.console.reported import a_fault, lived

PAGE = "/console/sending"


async def test_a_fault_is_seen_within_ones_points_of_sale_and_tried_again(app: Starlette, shop_store: Store) -> None:
    await lived(shop_store)
    await shop_store.database.transact(lambda: a_fault(1))
    await shop_store.database.transact(lambda: a_fault(7))
    staff = await hired(shop_store, Role.AGENT, points_of_sale=("lyon",))
    async with await signed_in(app, staff) as browser:
        page = await browser.get(f"{PAGE}/faults")
        assert "bad 1" in page.text
        assert "bad 7" not in page.text
        assert "KeyError" in page.text
        assert (await browser.sends(f"{PAGE}/faults", event="bad 7")).status_code == 404
        assert (await browser.sends(f"{PAGE}/faults", event="bad 1")).status_code == 303
    assert [one.event_id for one in await shop_store.inbox.dead()] == ["bad 7"]
    [noted] = await shop_store.audit.of("bad 1", 9)
    assert (noted.entry.act, noted.entry.who) == ("event.retried", staff.id)
