"""Every page of the table in a real browser, without a line here for a new one.

With hostile texts in every field nothing runs, the policy stops nothing because nothing tries, no other host is asked.
With a usual day in them axe finds no violation: at a desk and on a phone, light and dark, in French and in English
(with `--slow` all of these of every page).
"""

from __future__ import annotations

import itertools
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import BrowserContext, Page, expect

from bot.model.staff import Staff
from tests.web.chromium import DESK, PHONE, chromium, overflow, visit
from tests.web.console.crowded import Crowd, at_work, crowd
from tests.web.console.people import session_at, signed_in
from tests.web.console.reading import pages
from tests.web.doorway import served

TOKEN = "s" * 43
LOOKS = ((DESK, "light"), (PHONE, "dark"), (PHONE, "light"), (DESK, "dark"))
USUAL = (
    "Léa Fontaine",
    "Bonjour, avez-vous la Presto 15 en bleu ?",
    "facture-2026.pdf",
    "À rappeler samedi : elle hésite entre deux moulins, et son mari préfère le plus silencieux des deux.",
    "https://maison-moka.example/presto",
    "bureaux",
)


@asynccontextmanager
async def opened(shop: Crowd, staff: Staff, **options: object) -> AsyncIterator[tuple[BrowserContext, str]]:
    """A browser that somebody is signed in with, and where the console is."""
    store, doors = shop.counter.store, shop.counter.doors
    await store.sessions.open(staff.id, TOKEN, session_at(doors.clock(), "link"))
    async with (
        served(shop.counter.app, doors) as address,
        chromium() as browser,
        visit(browser, bad_network=True, **options) as context,
    ):
        await context.add_cookies([{"name": "sid", "value": TOKEN, "url": address}])
        yield context, address


async def addresses(shop: Crowd) -> list[str]:
    """Where the pages are: every door that answers with one."""
    async with await signed_in(shop.counter.app, shop.owner) as browser:
        return list(await pages(shop, browser))


async def test_no_hostile_text_runs_or_asks_another_host(hostile_file: tuple[Path, Crowd], tmp_path: Path) -> None:
    filled, found = hostile_file
    async with at_work(Path(shutil.copy(filled, tmp_path / "asked.db")), found) as shop:
        where = await addresses(shop)
    here = Path(shutil.copy(filled, tmp_path / "shop.db"))
    async with at_work(here, found, public_url=None) as shop, opened(shop, shop.owner) as (context, address):
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        await context.add_init_script("window.pwned = () => console.error('a hostile text has run')")
        page = await context.new_page()
        said: list[str] = []
        page.on("dialog", lambda dialog: said.append(dialog.message))
        for path in [*where, f"/console/inbox/{found.values['customer']}"]:
            await page.goto(f"{address}{path}", wait_until="domcontentloaded")
        await _all_lines(page)
        assert await page.locator(".msg").count() >= 200
        assert [url for url in asked if not url.startswith((address, "data:"))] == []
        assert said == []


async def _all_lines(page: Page) -> None:
    """Let htmx put all that is older in its place."""
    while await (older := page.locator("a.older")).count():
        shown = await page.locator(".msg").count()
        await older.first.click()
        await expect(page.locator(".msg").nth(shown)).to_be_attached()


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_axe_finds_nothing_on_any_page(
    language: str, sqlite_template: Path, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """The quick run looks at each page once, by turns in each language, at every size and by day and night; `--slow`
    at all of them.
    """
    every = pytestconfig.getoption("--slow")
    async with usual_day(sqlite_template, tmp_path) as shop:
        where = await addresses(shop)
    async with usual_day(sqlite_template, tmp_path / "again", public_url=None) as shop:
        owner = msgspec.structs.replace(shop.owner, language=language)
        await shop.counter.store.staff.prefer(owner)
        async with opened(shop, owner) as (context, address):
            page = await context.new_page()
            page.set_default_timeout(60_000)
            faults, looks = [], itertools.cycle([look] for look in LOOKS)
            for path in where if every else where[language == "en" :: 2]:
                if await _is_whole(page, f"{address}{path}"):
                    for size, theme in LOOKS if every else next(looks):
                        faults += await _looked_at(page, path, size, theme)
            assert not faults, "\n".join(faults)


@asynccontextmanager
async def usual_day(template: Path, folder: Path, **changes: object) -> AsyncIterator[Crowd]:
    folder.mkdir(exist_ok=True)
    path = Path(shutil.copy(template, folder / "usual.db"))
    async with at_work(path, Crowd(None, None, (), {}), **changes) as shop:  # type: ignore[arg-type]
        yield await crowd(shop.counter, USUAL)


async def _is_whole(page: Page, url: str) -> bool:
    """Open it; a piece for htmx is no page of its own."""
    await page.goto(url, wait_until="load")
    return await page.locator("html[lang]").count() == 1


async def _looked_at(page: Page, path: str, size: dict[str, int], theme: str) -> list[str]:
    await page.set_viewport_size(size)  # type: ignore[arg-type]
    await page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    about = f"{path} {size['width']} {theme}"
    violations = (await Axe().run(page)).response["violations"]
    faults = [f"{about}: {one['id']}: {node['html'][:200]}" for one in violations for node in one["nodes"][:3]]
    return [*faults, *([f"{about}: wider than the window"] if await overflow(page) else [])]
