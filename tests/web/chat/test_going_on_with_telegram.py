"""Going on with Telegram from the web chat, in a real browser."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.async_api import expect

from bot.model.events import MessageReceived
from bot.model.message import Link
from bot.store import Store
from bot.web.chat import visitor
from tests.web.chat.test_browser import LOOKS
from tests.web.chromium import CHECKS, chromium, overflow, visit
from tests.web.doorway import Pen, app_of, events, open_doors, served

WHERE = "https://t.me/moka_bot?start=go-" + "t" * 43


@pytest.mark.parametrize("look", LOOKS)
async def test_the_button_asks_for_a_link_and_the_link_opens_telegram(shop_store: Store, look: dict[str, Any]) -> None:
    doors = open_doors(shop_store, public_url=None, clock=lambda: datetime.now(UTC), is_on_telegram=True)
    async with served(app_of(doors), doors) as address, chromium() as browser, visit(browser, **look) as context:
        page = await context.new_page()
        await page.goto(address + "/chat")
        [token] = [cookie["value"] for cookie in await context.cookies() if cookie["name"] == "visitor"]
        who, pen = visitor.address_of(token, doors), Pen(shop_store, doors.clock)
        await page.get_by_role("button", name="Continuer sur Telegram").click()
        await expect(page.locator(".msg.me").get_by_label("Envoyé")).to_be_visible()
        assert [event.text for event in await events(shop_store) if isinstance(event, MessageReceived)] == ["/telegram"]
        await pen.meets()
        await pen.says(who, "Voici votre lien vers Telegram.", links=(Link("Ouvrir Telegram", WHERE),))
        link = page.get_by_role("link", name="Ouvrir Telegram")
        await expect(link).to_have_attribute("href", WHERE)
        await expect(link).to_have_attribute("rel", re.compile("noopener"))
        await context.route("https://t.me/**", lambda route: route.fulfill(body="Telegram", content_type="text/plain"))
        async with context.expect_page() as opened:
            await link.click()
        telegram = await opened.value
        assert telegram.url == WHERE
        assert await page.evaluate(CHECKS) == []
        assert not await overflow(page)


async def test_where_there_is_no_telegram_there_is_no_button(shop_store: Store) -> None:
    doors = open_doors(shop_store, public_url=None, clock=lambda: datetime.now(UTC), is_on_telegram=False)
    async with served(app_of(doors), doors) as address, chromium() as browser, visit(browser) as context:
        page = await context.new_page()
        await page.goto(address + "/chat")
        await expect(page.get_by_role("button", name=re.compile("préférences", re.IGNORECASE))).to_be_visible()
        await expect(page.get_by_role("button", name="Continuer sur Telegram")).to_have_count(0)
