"""The chat in a frame of the shop's page, which is another site to the browser."""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import BrowserContext, FrameLocator, Page, expect
from playwright.async_api import Route as Routed
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.channels.files.file_shelf import FileShelf
from bot.store import Store
from bot.web.doors import Doors
from tests.web.chromium import CHECKS, DESK, PHONE, chromium, everyday_chromium, required, visit
from tests.web.doorway import Pen, app_of, events, open_doors, served
from tests.web.pictures import picture

#: A shop's page, with a policy as strict as its owner may have it, and a style that would spoil ours if it could.
SHOP_PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Maison Moka</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/shop.css"></head>
<body><h1>Maison Moka</h1><p>Des machines et du café.</p><button>Ajouter au panier</button>
<script src="{bot}/chat/embed.js" async {data}></script></body></html>"""
SHOP_STYLE = "* { font: 30px serif; border: 3px solid red } button { display: none !important } iframe { width: 10px }"


def shop(bot: str, data: str = "") -> Starlette:
    async def page(_: Request) -> Response:
        policy = f"default-src 'none'; style-src 'self'; script-src {bot}; frame-src {bot}"
        return HTMLResponse(SHOP_PAGE.format(bot=bot, data=data), headers={"content-security-policy": policy})

    async def style(_: Request) -> Response:
        return Response(SHOP_STYLE, media_type="text/css")

    async def icon(_: Request) -> Response:
        return Response(status_code=204)

    return Starlette(routes=[Route("/shop.css", style), Route("/favicon.ico", icon), Route("/{any:path}", page)])


class ShopVisit:
    """A visitor on the shop's page."""

    def __init__(self, context: BrowserContext, page: Page, address: str, doors: Doors) -> None:
        self.context, self.page, self.address, self.doors = context, page, address, doors

    @property
    def button(self) -> Any:
        return self.page.locator("#parcours-chat button")

    @property
    def panel(self) -> Any:
        return self.page.locator("#parcours-chat .panel")

    @property
    def chat(self) -> FrameLocator:
        return self.page.frame_locator("#parcours-chat iframe")

    async def says(self, text: str) -> None:
        await self.chat.get_by_role("textbox").fill(text)
        await self.chat.get_by_role("textbox").press("Enter")
        await expect(self.chat.locator(".msg", has_text=text).get_by_label("Envoyé")).to_be_visible()


@asynccontextmanager
async def visit_shop(
    store: Store,
    data: str = "",
    *,
    changes: dict[str, Any] | None = None,
    tls: dict[str, str] | None = None,
    **options: Any,
) -> AsyncIterator[ShopVisit]:
    """The bot at 127.0.0.1, the shop at localhost: two sites."""
    doors = open_doors(store, public_url=None, clock=lambda: datetime.now(UTC), **(changes or {}))
    async with (
        served(app_of(doors), doors, **(tls or {})) as bot,
        served(shop(bot, data), doors, host="localhost", **(tls or {})) as address,
        chromium() as browser,
        visit(browser, **options) as context,
    ):
        page = await context.new_page()
        await page.goto(address)
        yield ShopVisit(context, page, address, doors)


async def test_a_visitor_opens_the_chat_talks_and_closes_it(shop_store: Store) -> None:
    async with visit_shop(shop_store) as lea:
        await expect(lea.button).to_have_accessible_name("Discuter avec nous")
        await expect(lea.panel).to_be_hidden()
        assert await events(shop_store) == []  # a page view is no visit
        await lea.button.click()
        await lea.says("Bonjour")
        await expect(lea.button).to_have_attribute("aria-expanded", "true")
        frame = lea.page.frames[-1]
        assert await frame.evaluate(CHECKS) == []
        await lea.chat.get_by_role("button", name="Fermer la discussion").click()
        await expect(lea.panel).to_be_hidden()
        await expect(lea.button).to_be_focused()


async def test_the_shops_page_and_the_chat_do_not_spoil_each_other(shop_store: Store) -> None:
    async with visit_shop(shop_store) as lea:
        before = await lea.page.evaluate("document.body.getBoundingClientRect().height")
        box = await lea.button.bounding_box()
        assert (box["width"], box["height"]) == (56, 56)
        assert await lea.page.evaluate("document.querySelector('#parcours-chat').offsetHeight") == 0
        await lea.button.click()
        await expect(lea.chat.get_by_role("textbox")).to_be_visible()
        panel = await lea.panel.bounding_box()
        assert panel["width"] == 400
        assert await lea.page.evaluate("document.body.getBoundingClientRect().height") == before
        assert await lea.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_without_a_cookie_the_frame_keeps_the_thread_in_its_own_storage(
    shop_store: Store, tmp_path: Path
) -> None:
    """Over plain http a frame of another site keeps no cookie; a photo is then asked for with the token's header."""
    shelf = FileShelf(tmp_path / "photos")
    doors = open_doors(shop_store, public_url=None, clock=lambda: datetime.now(UTC), shelf=shelf)
    async with (
        served(app_of(doors), doors) as bot,
        served(shop(bot), doors, host="localhost") as address,
        everyday_chromium(tmp_path / "profile") as context,
    ):
        lea = ShopVisit(context, context.pages[0], address, doors)
        await lea.page.goto(address)
        await lea.button.click()
        await lea.chat.locator("#files").set_input_files(
            {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture()}
        )
        await expect(lea.chat.locator("#tray li")).to_have_count(1)
        await lea.says("Une machine silencieuse ?")
        await Pen(shop_store, doors.clock).meets()
        await expect(lea.chat.locator(".msg.me").get_by_label("Lu")).to_be_visible()
        assert await context.cookies() == []
        await lea.page.goto(f"{address}/machines")
        await expect(lea.panel).to_be_visible()
        await expect(lea.chat.locator(".msg.me")).to_contain_text("silencieuse")
        await expect(lea.chat.locator(".msg.me canvas")).to_have_attribute("width", "64")


async def test_with_neither_cookie_nor_storage_the_chat_still_works(shop_store: Store) -> None:
    async with visit_shop(shop_store) as lea:
        await lea.button.click()
        await lea.says("Bonjour")
        pen = Pen(shop_store, lea.doors.clock)
        await pen.meets()
        await pen.says((await events(shop_store))[-1].address, "Bonjour Léa")
        await expect(lea.chat.locator(".msg.bot")).to_contain_text("Bonjour Léa")


async def test_who_writes_before_they_are_known_is_one_visitor_and_hears_the_answer(shop_store: Store) -> None:
    async with visit_shop(shop_store) as lea:

        async def takes_its_time(route: Routed) -> None:
            await asyncio.sleep(1)
            await route.continue_()

        await lea.page.route("**/chat/hello", takes_its_time)
        await lea.button.click()
        await lea.says("Bonjour")
        opened, said = await events(shop_store)
        assert opened.address == said.address
        pen = Pen(shop_store, lea.doors.clock)
        await pen.meets()
        await pen.says(said.address, "Bonjour Léa")
        await expect(lea.chat.locator(".msg.bot")).to_contain_text("Bonjour Léa")


async def test_escape_closes_from_inside_and_from_outside(shop_store: Store) -> None:
    async with visit_shop(shop_store) as lea:
        await lea.button.click()
        await lea.chat.get_by_role("textbox").press("Escape")
        await expect(lea.panel).to_be_hidden()
        await lea.button.click()
        await expect(lea.panel).to_be_visible()
        await lea.page.keyboard.press("Escape")
        await expect(lea.panel).to_be_hidden()


async def test_what_is_said_while_it_is_closed_is_counted(shop_store: Store) -> None:
    async with visit_shop(shop_store) as lea:
        await lea.button.click()
        await lea.says("Vous me dites quand ?")
        [_, said] = await events(shop_store)
        await Pen(shop_store, lea.doors.clock).meets()
        await expect(lea.chat.get_by_label("Lu")).to_be_visible()
        await lea.chat.get_by_role("textbox").press("Escape")
        await expect(lea.panel).to_be_hidden()
        pen = Pen(shop_store, lea.doors.clock)
        for text in ("C’est prêt.", "À demain !"):
            await pen.says(said.address, text)
        await expect(lea.page.locator("#parcours-chat .count")).to_have_text("2")
        await lea.button.click()
        await expect(lea.page.locator("#parcours-chat .count")).to_be_hidden()
        await expect(lea.chat.locator(".msg.bot").last).to_contain_text("À demain")


async def test_the_shop_chooses_language_theme_and_whether_it_opens(shop_store: Store) -> None:
    data = 'data-lang="en" data-theme="dark" data-open data-topic="aroma-2" data-side="left"'
    async with visit_shop(shop_store, data) as lea:
        await expect(lea.chat.locator("html")).to_have_attribute("lang", "en")
        await expect(lea.chat.locator("html")).to_have_attribute("data-theme", "dark")
        await expect(lea.chat.locator("#thread")).to_have_attribute("aria-live", "polite")
        assert (await lea.button.bounding_box())["x"] == 20
        assert await lea.button.evaluate("one => getComputedStyle(one).color") == "rgb(12, 33, 27)"
        [opened] = await events(shop_store)
        assert opened.payload == "aroma-2"
        await lea.page.keyboard.press("Escape")
        await expect(lea.panel).to_be_hidden()
        await lea.page.reload()
        await expect(lea.button).to_be_visible()
        await expect(lea.panel).to_be_hidden()  # who has closed it is not asked again


async def test_on_a_phone_it_is_the_whole_screen(shop_store: Store) -> None:
    async with visit_shop(shop_store, viewport=PHONE, has_touch=True, is_mobile=True) as lea:
        await lea.button.tap()
        await expect(lea.chat.get_by_role("textbox")).to_be_visible()
        box = await lea.panel.bounding_box()
        assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, PHONE["width"], PHONE["height"])
        await expect(lea.button).to_be_hidden()
        await lea.chat.get_by_role("button", name="Fermer la discussion").tap()
        await expect(lea.button).to_be_visible()


async def test_only_the_stores_own_sites_may_frame_it(shop_store: Store) -> None:
    changes = {"chat_origins": ("https://maison-moka.example",)}
    doors = open_doors(shop_store, public_url=None, **changes)
    async with (
        served(app_of(doors), doors) as bot,
        served(shop(bot), doors, host="localhost") as address,
        chromium() as browser,
    ):
        context = await browser.new_context(viewport=DESK)
        page = await context.new_page()
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text))
        await page.goto(address)
        await page.locator("#parcours-chat button").click()
        async with asyncio.timeout(30):
            while not any("frame-ancestors" in text for text in refused):
                await page.wait_for_timeout(20)
        assert await events(shop_store) == []


@pytest.fixture
def certificate(tmp_path: Path) -> dict[str, str]:
    """A certificate of this test's own for both names, as uvicorn's options."""
    if shutil.which("openssl") is None:
        pytest.fail("openssl is missing") if required() else pytest.skip("openssl is missing")
    key, chain = str(tmp_path / "key.pem"), str(tmp_path / "chain.pem")
    names = "subjectAltName=DNS:localhost,IP:127.0.0.1"
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run([*request, "-addext", names, "-keyout", key, "-out", chain], check=True, capture_output=True)
    return {"ssl_keyfile": key, "ssl_certfile": chain}


async def test_over_https_the_frame_keeps_a_partitioned_cookie(shop_store: Store, certificate: dict[str, str]) -> None:
    async with visit_shop(shop_store, tls=certificate, ignore_https_errors=True) as lea:
        await lea.button.click()
        await lea.says("Bonjour")
        [cookie] = await lea.context.cookies()
        assert cookie["name"] == "__Host-visitor"
        assert cookie["httpOnly"]
        assert cookie["secure"]
        assert cookie["sameSite"] == "None"
        assert cookie.get("partitionKey", "").startswith("https://localhost")
        await Pen(shop_store, lea.doors.clock).meets()
        await lea.page.reload()
        await expect(lea.chat.locator(".msg.me")).to_contain_text("Bonjour")


def test_the_two_sites_of_these_tests_are_this_machine() -> None:
    assert socket.gethostbyname("localhost") == "127.0.0.1"
