"""The reports in a real browser: at a desk and on a phone, light and dark, in both languages; axe finds nothing."""

from __future__ import annotations

from typing import Any

import msgspec

from bot.model.staff import Role
from bot.store import Store
from tests.web.chromium import EVERY_LOOK, chromium, visit
from tests.web.console.people import hired
from tests.web.console.reported import a_fault, lived, reported_doors
from tests.web.console.test_browser import enters, looked_at
from tests.web.doorway import app_of, served

PAGES = (
    "flows",
    "flows/confirm",
    "flows/confirm/customers?kind=started",
    "flows/cart",
    "questions",
    "feedback",
    "sending",
    "sending/faults",
)


@EVERY_LOOK
async def test_every_report_is_sound(shop_store: Store, language: str, theme: str, size: Any) -> None:
    await lived(shop_store)
    await shop_store.database.transact(lambda: a_fault(1))
    owner = await hired(shop_store, Role.OWNER, name="Camille Roy")
    await shop_store.staff.prefer(msgspec.structs.replace(owner, language=language, theme=theme))
    doors = reported_doors(shop_store, public_url=None)
    async with served(app_of(doors), doors) as address, chromium() as browser, visit(browser, viewport=size) as context:
        await enters(context, shop_store, owner, doors, address)
        page = await context.new_page()
        for path in PAGES:
            name = f"{path.partition('?')[0].replace('/', '-')}-{language}-{theme}-{size['width']}"
            await looked_at(page, address, path, name)
