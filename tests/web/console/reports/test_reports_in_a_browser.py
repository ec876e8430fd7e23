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


TABLET = {"width": 1024, "height": 768}
#: Of the head's title and the strip of figures: is the title whole, and are the strip's rows as long as one another?
WHOLE = """() => {
  const title = document.querySelector(".page > .head > h1");
  const strip = [...document.querySelectorAll(".sum > *")].map((one) => Math.round(one.getBoundingClientRect().top));
  const rows = Object.values(Object.groupBy(strip, (top) => top)).map((row) => row.length);
  return [title.scrollWidth <= title.clientWidth, new Set(rows).size <= 1];
}"""


async def test_on_a_tablet_titles_are_whole_and_the_figures_stand_in_even_rows(shop_store: Store) -> None:
    await lived(shop_store)
    owner = await hired(shop_store, Role.OWNER, name="Camille Roy")
    doors = reported_doors(shop_store, public_url=None)
    async with (
        served(app_of(doors), doors) as address,
        chromium() as browser,
        visit(browser, viewport=TABLET) as context,
    ):
        await enters(context, shop_store, owner, doors, address)
        page = await context.new_page()
        for path in ("flows", "flows/confirm", "journey", "feedback", "sending"):
            await page.goto(f"{address}/console/{path}")
            assert await page.evaluate(WHOLE) == [True, True], path


async def test_what_is_in_doubt_stands_in_the_lines_of_its_table(shop_store: Store) -> None:
    await lived(shop_store)
    owner = await hired(shop_store, Role.OWNER, name="Camille Roy")
    doors = reported_doors(shop_store, public_url=None)
    async with served(app_of(doors), doors) as address, chromium() as browser, visit(browser) as context:
        await enters(context, shop_store, owner, doors, address)
        page = await context.new_page()
        await page.goto(f"{address}/console/sending")
        words = page.locator("table.people td.words").first
        assert await words.evaluate("(cell) => getComputedStyle(cell).display") == "table-cell"
        row = await words.evaluate("(cell) => cell.parentElement.getBoundingClientRect().height")
        assert row == await words.evaluate("(cell) => cell.getBoundingClientRect().height")
