"""Every page of the table in a real browser, without a line here for a new one.

With hostile texts in every field nothing runs, the policy stops nothing because nothing tries, no other host is asked.
With a usual day in them axe finds no violation: at a desk and on a phone, light and dark, in French and in English
(with `--slow` all of these of every page: `-k fr-light-desk` is one look at all of them).
"""

from __future__ import annotations

import itertools
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.async_api import BrowserContext, Page, ViewportSize, expect

from bot.model.staff import Staff
from tests.databases import _apart
from tests.web.chromium import DESK, PHONE, chromium, overflow, visit
from tests.web.console.crowded import Crowd, at_work, crowd_on
from tests.web.console.people import session_at, signed_in
from tests.web.console.reading import pages
from tests.web.doorway import served

TOKEN = "s" * 43
Look = tuple[ViewportSize, str]
LOOKS: tuple[Look, ...] = ((DESK, "light"), (PHONE, "dark"), (PHONE, "light"), (DESK, "dark"))
#: What axe finds, and no more of it than is told: the whole of its answer is a megabyte a page.
VIOLATIONS = """async () => (await axe.run({resultTypes: ['violations']})).violations.map((one) => ({
  id: one.id, nodes: one.nodes.map((node) => node.html)}))"""
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


@pytest.fixture(scope="module")
def usual_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Crowd]:
    """The file of a shop with a usual day in it, filled once."""
    path = Path(shutil.copy(sqlite_template, tmp_path_factory.mktemp("usual") / "shop.db"))
    return path, _apart(crowd_on(path, USUAL))


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_axe_finds_nothing_on_any_page(language: str, usual_file: tuple[Path, Crowd], tmp_path: Path) -> None:
    """Each page once: by turns in each language, at every size and by day and night."""
    await _axe_finds_nothing(usual_file, tmp_path, language, LOOKS, slice(language == "en", None, 2))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "look", [pytest.param(one, id=f"{one[1]}-{'desk' if one[0] == DESK else 'phone'}") for one in LOOKS]
)
async def test_axe_finds_nothing_in_this_look(
    language: str, look: Look, usual_file: tuple[Path, Crowd], tmp_path: Path
) -> None:
    await _axe_finds_nothing(usual_file, tmp_path, language, (look,), slice(None))


async def _axe_finds_nothing(
    usual: tuple[Path, Crowd], folder: Path, language: str, looks: Sequence[Look], part: slice
) -> None:
    filled, found = usual
    async with at_work(Path(shutil.copy(filled, folder / "asked.db")), found) as shop:
        where = (await addresses(shop))[part]
    async with at_work(Path(shutil.copy(filled, folder / "shop.db")), found, public_url=None) as shop:
        owner = msgspec.structs.replace(shop.owner, language=language)
        await shop.counter.store.staff.prefer(owner)
        async with opened(shop, owner) as (context, address):
            page = await context.new_page()
            page.set_default_timeout(60_000)
            faults: list[str] = []
            for path, look in zip(where, itertools.cycle(looks), strict=False):
                faults += await _looked_at(page, address, path, *look)
            assert not faults, "\n".join(faults)


async def _looked_at(page: Page, address: str, path: str, size: ViewportSize, theme: str) -> list[str]:
    """Open a page in a look and return what is wrong with it; a piece for htmx is no page of its own."""
    await page.set_viewport_size(size)
    await page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    await page.goto(f"{address}{path}", wait_until="load")
    if await page.locator("html[lang]").count() != 1:
        return []
    about = f"{path} {size['width']} {theme}"
    await page.evaluate(AXE_SCRIPT)
    violations = await page.evaluate(VIOLATIONS)
    faults = [f"{about}: {one['id']}: {html[:200]}" for one in violations for html in one["nodes"][:3]]
    return [*faults, *([f"{about}: wider than the window"] if await overflow(page) else [])]
