"""Working in the inbox by keyboard alone: what has the focus is seen, and is never lost as pieces are made anew."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Page, expect

from bot.channels.files.file_shelf import FileShelf
from bot.store import Store
from tests.web.console.threads.test_inbox_in_a_browser import desk

#: The name of what has the focus, and whether a ring is seen around it or its label: on the screen, not of one pixel.
SEEN = """() => {
  const one = document.activeElement;
  const shown = one.matches('input.sr') ? one.parentElement : one;
  const box = shown.getBoundingClientRect();
  const inside = box.width > 4 && box.height > 4 && box.top < innerHeight && box.bottom > 0;
  const ring = getComputedStyle(shown).outlineStyle !== 'none';
  return [one.getAttribute('aria-label') ?? one.textContent.trim(), inside && ring];
}"""


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


async def test_news_leave_what_says_the_same_the_very_element_that_it_was(shop_store: Store) -> None:
    """Else a screen reader would read the whole thread out again, and what is selected would be gone."""
    async with desk(shop_store) as at:
        await at.opens()
        await at.replies("Ici Camille.")
        page = at.page
        message = page.locator("#lines .msg.staff", has_text="Ici Camille.")
        await expect(message.get_by_label("Distribué")).to_be_visible()
        await page.evaluate("for (const one of document.querySelectorAll('#lines > *')) one.seen = true")
        await page.locator("#lines .why summary").first.click()
        await page.evaluate("getSelection().selectAllChildren(document.querySelector('#lines .msg.staff .text'))")
        await at.lea.says("Vous êtes ouverts samedi ?")
        await expect(page.locator("#lines .msg", has_text="ouverts samedi")).to_be_visible()
        new = "[...document.querySelectorAll('#lines > *')].filter((one) => !one.seen).map((one) => one.textContent)"
        [fresh] = await page.evaluate(new)
        assert "ouverts samedi" in fresh
        assert "Ici Camille." in await page.evaluate("getSelection().toString()")
        await expect(page.locator("#lines .why dl").first).to_be_visible()


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


async def test_each_stop_on_the_way_through_a_thread_is_seen(shop_store: Store, tmp_path: Path) -> None:
    async with desk(shop_store, shelf=FileShelf(tmp_path)) as at:
        await at.opens()
        page = at.page
        await page.locator("#thread").focus()
        stops: list[str] = []
        while not stops or "Envoyer" not in stops[-1]:
            await page.keyboard.press("Tab")
            name, seen = await page.evaluate(SEEN)
            assert seen, name
            stops.append(name)
        assert {"Note privée", "Joindre un fichier", "Envoyer plus tard"} <= set(stops)


async def _focused(page: Page) -> str:
    return str(await page.evaluate("document.activeElement.tagName"))
