"""Working in the inbox by keyboard alone: what has the focus is seen, and is never lost as pieces are made anew."""

from __future__ import annotations

from playwright.async_api import Page, expect

from bot.store import Store
from tests.web.console.threads.test_inbox_in_a_browser import desk


async def test_a_fold_is_opened_gone_through_and_shut_by_its_key(shop_store: Store) -> None:
    async with desk(shop_store) as at:
        await at.opens()
        await at.replies("Ici Camille.")
        page = at.page
        await page.keyboard.press("Escape")
        await page.keyboard.press("s")
        await expect(page.get_by_role("button", name="Dans une heure")).to_be_focused()
        await page.keyboard.press("Escape")
        await expect(page.locator('summary[data-press="s"]')).to_be_focused()
        await expect(page.get_by_role("button", name="Dans une heure")).to_be_hidden()
        await page.keyboard.press("l")
        await page.keyboard.type("vip")
        await page.keyboard.press("Enter")
        await expect(page.locator("#labels")).to_contain_text("vip")
        await expect(page.locator('summary[data-press="."]')).to_be_focused()
        await page.keyboard.press("e")
        await expect(page.get_by_role("button", name="Réglé")).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(page.locator("#state")).to_contain_text("Conversation close")
        await expect(page.locator("#thread")).to_be_focused()
        await page.keyboard.press("Escape")
        await expect(page.locator(".conv", has_text="Léa")).to_be_focused()


async def test_news_leave_the_focus_where_it_is(shop_store: Store) -> None:
    async with desk(shop_store) as at:
        await at.opens()
        await at.replies("Ici Camille.")
        page = at.page
        why = page.locator("#lines .why summary").first
        for one in (why, page.locator("#state").get_by_role("button"), page.locator("#card h2.title a")):
            await one.focus()
            shown = await page.locator("#lines .msg").count()
            await at.lea.says("Vous êtes ouverts samedi ?")
            await expect(page.locator("#lines .msg")).to_have_count(shown + 1)
            await expect(one).to_be_focused()


async def test_a_note_leaves_the_thread_in_focus_and_who_left_by_themselves_is_left_alone(shop_store: Store) -> None:
    async with desk(shop_store) as at:
        await at.opens()
        page = at.page
        await page.keyboard.press("n")
        await page.keyboard.type("Vue en boutique")
        await page.keyboard.press("Control+Enter")
        await expect(page.locator("#lines .msg.note")).to_contain_text("Vue en boutique")
        await expect(page.locator("#thread")).to_be_focused()
        await page.locator("#state").get_by_role("button").focus()
        await page.evaluate("document.activeElement.blur()")
        await at.lea.says("Vous êtes là ?")
        await expect(page.locator("#lines")).to_contain_text("Vous êtes là ?")
        assert await _focused(page) == "BODY"


async def _focused(page: Page) -> str:
    return str(await page.evaluate("document.activeElement.tagName"))
