"""The console in a real browser: every page at a desk and on a phone, light and dark, in both languages.

Nothing is wider than the window, axe finds no violation, the policy stops nothing, and no other host is asked. With
`SCREENSHOTS=DIR` each page is kept as a picture, to be looked at.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec
import pyotp
import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page
from starlette.applications import Starlette

from bot.model.staff import Role, Staff
from bot.store import Store
from bot.web.doors import Doors
from tests.web.chromium import EVERY_LOOK, overflow, visit
from tests.web.console.accounts.test_sign_in import employed
from tests.web.console.people import PASSWORD, hired, session_at
from tests.web.doorway import app_of, open_doors

PAGES = ("more", "account", "team", "audit?check=1", "account/second-factor")
STRANGERS = ("sign-in", "welcome/over")
TOKEN = "s" * 43


@pytest.fixture
def doors(shop_store: Store) -> Doors:
    return open_doors(shop_store, public_url=None)


async def a_team(store: Store) -> Staff:
    owner = await hired(store, Role.OWNER, name="Camille Roy")
    await hired(store, Role.AGENT, name="Théo Marchand", points_of_sale=("lyon",))
    await hired(store, Role.MARKETER, name="Maximilienne de la Rochefoucauld-Montmorency")
    await store.staff.disable((await hired(store, Role.VIEWER, name="عائشة")).id, owner.id, session_at().created_at)
    return owner


async def enters(context: BrowserContext, store: Store, staff: Staff, doors: Doors, address: str) -> None:
    await store.sessions.open(staff.id, TOKEN, session_at(doors.clock(), "link"))
    await context.add_cookies([{"name": "sid", "value": TOKEN, "url": address}])


async def looked_at(page: Page, address: str, path: str, name: str) -> None:
    """Open a page and hold it against everything that must be true of each."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(f"{address}/console/{path}")
    assert not [url for url in asked if not url.startswith((address, "data:"))]
    assert not await overflow(page), "wider than the window"
    assert await page.locator("h1").count() == 1
    assert await page.locator("[style]").count() == 0
    await _kept(page, name)
    found = await Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


async def _kept(page: Page, name: str) -> None:
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        await page.screenshot(path=Path(folder) / f"{name}.png")


@EVERY_LOOK
async def test_every_page_of_ones_own_is_sound(
    browser: Browser, shop_store: Store, doors: Doors, address: str, size: dict[str, int], language: str, theme: str
) -> None:
    owner = await a_team(shop_store)
    await shop_store.staff.prefer(msgspec.structs.replace(owner, language=language, theme=theme))
    async with visit(browser, viewport=size) as context:
        await enters(context, shop_store, owner, doors, address)
        page = await context.new_page()
        for path in PAGES:
            name = f"{path.partition('?')[0].replace('/', '-')}-{language}-{theme}-{size['width']}"
            await looked_at(page, address, path, name)


@EVERY_LOOK
async def test_every_page_of_a_stranger_is_sound(
    browser: Browser, address: str, size: dict[str, int], language: str, theme: Any
) -> None:
    locale = {"fr": "fr-FR", "en": "en-GB"}[language]
    async with visit(browser, viewport=size, locale=locale, color_scheme=theme, bad_network=True) as context:
        page = await context.new_page()
        for path in STRANGERS:
            await looked_at(page, address, path, f"{path.replace('/', '-')}-{locale}-{theme}-{size['width']}")


async def test_somebody_signs_in_sets_up_a_phone_and_signs_out(
    browser: Browser, shop_store: Store, doors: Doors, address: str
) -> None:
    app: Starlette = app_of(doors)
    owner = await employed(shop_store, app, Role.OWNER)
    async with visit(browser, bad_network=True) as context:
        page = await context.new_page()
        await page.goto(f"{address}/console/team")
        await page.get_by_label("Adresse e-mail").fill(owner.email)
        await page.get_by_label("Mot de passe").fill("wrong password")
        await page.get_by_role("button", name="Entrer").click()
        await page.get_by_role("alert").wait_for()
        await _kept(page, "sign-in-refused")
        await page.get_by_label("Mot de passe").fill(PASSWORD)
        await page.get_by_role("button", name="Entrer").click()
        secret = (await page.locator(".mono").inner_text()).replace(" ", "")
        await page.get_by_label("Tapez les six chiffres").fill(pyotp.TOTP(secret).at(doors.clock()))
        await page.get_by_role("button", name="Activer").click()
        assert await page.locator(".codes li").count() == 8
        await _kept(page, "recovery-codes")
        await page.goto(f"{address}/console/team")
        await page.get_by_role("heading", name="Équipe", level=1).wait_for()
        await page.goto(f"{address}/console/account")
        await page.get_by_role("button", name="Se déconnecter").first.click()
        await page.wait_for_url("**/console/sign-in")
        await page.goto(f"{address}/console/team")
        await page.wait_for_url("**/console/sign-in?next=**")


async def test_the_keyboard_has_a_sheet_and_goes_places(
    browser: Browser, shop_store: Store, doors: Doors, address: str
) -> None:
    owner = await a_team(shop_store)
    async with visit(browser) as context:
        await enters(context, shop_store, owner, doors, address)
        page = await context.new_page()
        await page.goto(f"{address}/console/account")
        await page.keyboard.press("?")
        await page.locator("dialog[open]").wait_for()
        await _kept(page, "shortcuts")
        await page.keyboard.press("Escape")
        assert await page.locator("dialog[open]").count() == 0
        await page.keyboard.press("g")
        await page.keyboard.press("t")
        await page.wait_for_url("**/console/team")
        await page.get_by_label("Nom").last.focus()
        await page.keyboard.type("g?")
        assert await page.locator("dialog[open]").count() == 0
        await page.keyboard.press("Escape")
        await shop_store.staff.prefer(msgspec.structs.replace(owner, shortcuts=False))
        await page.goto(f"{address}/console/account")
        await page.keyboard.press("?")
        assert await page.locator("dialog[open]").count() == 0


async def test_somebody_is_added_without_any_script(
    browser: Browser, shop_store: Store, doors: Doors, address: str
) -> None:
    owner = await a_team(shop_store)
    async with visit(browser, java_script_enabled=False) as context:
        await enters(context, shop_store, owner, doors, address)
        page = await context.new_page()
        await page.goto(f"{address}/console/team")
        form = page.locator("form[action='/console/team']")
        await form.get_by_label("Nom").fill("Inès Caron")
        await form.get_by_label("Adresse e-mail").fill("ines@moka.example")
        await form.get_by_role("button", name="Ajouter").click()
        link = await page.get_by_label("Lien à usage unique").last.input_value()
        assert link.startswith(f"{address}/console/welcome/")
        await _kept(page, "team-link")
        await context.clear_cookies()
        await page.goto(link)
        await page.get_by_label("Mot de passe").fill(PASSWORD)
        await page.get_by_label("Le même").fill(PASSWORD)
        await page.get_by_role("button", name="Continuer").click()
        await page.goto(f"{address}/console/account")
        assert "Inès Caron" in await page.content()
