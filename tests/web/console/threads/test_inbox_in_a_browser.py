"""The inbox in a real browser: reading, stepping in, handing back, at two sizes, light and dark, in both languages."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.async_api import Page, expect

from bot.channels.files.file_shelf import FileShelf
from bot.model.staff import Role
from bot.store import Store
from tests.web.chromium import CONTRAST, DESK, PHONE, chromium, overflow, visit
from tests.web.console.counter import Counter, Person, open_counter
from tests.web.console.people import hired, session_at
from tests.web.doorway import served

LOOKS = [
    pytest.param("fr", {"viewport": DESK, "color_scheme": "light"}, id="desk-light-french"),
    pytest.param("en", {"viewport": PHONE, "color_scheme": "dark", "has_touch": True}, id="phone-dark-english"),
]


@dataclass
class Desk:
    """Somebody at work, and the customer whose thread they read."""

    page: Page
    counter: Counter
    lea: Person
    address: str

    async def opens(self) -> None:
        await self.page.goto(f"{self.address}/console/inbox?folder=all")
        await self.page.locator(".conv", has_text="Léa").click()
        await expect(self.page.locator("#lines .msg").first).to_be_visible()

    async def replies(self, text: str) -> None:
        await self.page.locator("#reply textarea").fill(text)
        await self.page.keyboard.press("Control+Enter")
        await expect(self.page.locator("#reply textarea")).to_have_value(
            ""
        )  # the answer's page has come, with a new field
        await expect(self.page.locator(".msg.staff", has_text=text)).to_be_visible()


@asynccontextmanager
async def desk(
    store: Store, language: str = "fr", shelf: FileShelf | None = None, **options: Any
) -> AsyncIterator[Desk]:
    async with open_counter(store, public_url=None, shelf=shelf) as counter:
        lea = await counter.person("42").known(first_name="Léa", last_name="Fontaine")
        await lea.shop("x.compared")
        await lea.says("/help")
        camille = await hired(store, Role.AGENT, language=language)
        token = secrets.token_urlsafe(32)
        await store.sessions.open(camille.id, token, session_at(counter.doors.clock(), "link"))
        async with (
            served(counter.app, counter.doors) as address,
            chromium() as browser,
            visit(browser, **options) as context,
        ):
            await context.add_cookies([{"name": "sid", "value": token, "url": address}])
            yield Desk(await context.new_page(), counter, lea, address)


@pytest.mark.parametrize(("language", "options"), LOOKS)
async def test_staff_read_a_thread_reply_and_give_it_back(
    shop_store: Store, language: str, options: dict[str, Any]
) -> None:
    async with desk(shop_store, language, **options) as at:
        await at.opens()
        assert not await overflow(at.page)
        assert await at.page.evaluate(CONTRAST) == []
        await at.page.locator("#lines .why summary").first.click()
        await expect(at.page.locator("#lines .why dl").first).to_be_visible()
        await at.replies("Ici Camille.")
        state = at.page.locator("#state")
        await expect(state).to_contain_text("Vous avez la main" if language == "fr" else "You have the thread")
        assert at.counter.left[-1] == "Ici Camille."
        await expect(at.page.locator("#lines")).to_contain_text("Ici Camille.")
        await at.page.wait_for_timeout(1000)  # news of the reply swaps the line under the pointer
        await state.get_by_role("button").click()
        words = "Le bot a la main" if language == "fr" else "The bot has the thread"
        await expect(state).to_contain_text(words, timeout=30_000)
        assert await at.page.evaluate(CONTRAST) == []


async def test_the_first_letter_typed_takes_the_thread_and_nothing_typed_is_lost(shop_store: Store) -> None:
    async with desk(shop_store) as at:
        await at.opens()
        field = at.page.locator("#reply textarea")
        await field.press_sequentially("Bonjour Léa", delay=20)
        await expect(at.page.locator("#state")).to_contain_text("Vous avez la main")
        await expect(field).to_have_value("Bonjour Léa")
        customer = await shop_store.customers.get(at.lea.id)
        assert customer is not None
        assert customer.handover is not None


async def test_what_the_customer_writes_comes_by_itself_and_leaves_what_one_is_writing_alone(
    shop_store: Store,
) -> None:
    async with desk(shop_store) as at:
        await at.opens()
        await at.replies("Ici Camille.")
        await at.page.locator("#reply textarea").fill("Je regarde")
        await at.lea.says("Vous êtes ouverts samedi ?")
        await expect(at.page.locator("#lines .msg", has_text="ouverts samedi")).to_be_visible()
        await expect(at.page.locator("#reply textarea")).to_have_value("Je regarde")
        await expect(at.page.locator('[data-count="us"]')).to_have_text("1")


async def test_the_keyboard_walks_the_list_selects_several_and_what_is_done_to_them_is_undone(
    shop_store: Store,
) -> None:
    async with desk(shop_store) as at:
        karim = await at.counter.person("43").known(first_name="Karim")
        await karim.says("/help")
        await at.page.goto(f"{at.address}/console/inbox?folder=all")
        for key in ("j", "x", "j", "x"):
            await at.page.keyboard.press(key)
        await expect(at.page.locator(".tick:checked")).to_have_count(2)
        await at.page.locator('#many [name="label"]').fill("à rappeler")
        await at.page.locator('#many [value="label"]').click()
        done = at.page.locator(".callout.done")
        await expect(done).to_contain_text("2 conversations")
        await expect(at.page.locator(".conv", has_text="à rappeler")).to_have_count(2)
        await done.get_by_role("button").click()
        await expect(at.page.locator(".conv", has_text="à rappeler")).to_have_count(0)
        await at.page.wait_for_load_state()  # before its script no key means anything
        await at.page.keyboard.press("j")
        await at.page.keyboard.press("Enter")
        await expect(at.page.locator("#lines .msg").first).to_be_visible()


async def test_who_reads_another_thread_is_told_of_a_handover_and_led_to_it(shop_store: Store) -> None:
    async with desk(shop_store) as at:
        await at.opens()
        alert = at.page.locator("#alert")
        for number in range(43, 49):  # what the stream finds as it looks first was there before: the next one is news
            await (await at.counter.person(str(number)).known(first_name="Karim")).begins("person")
            with contextlib.suppress(AssertionError):
                await expect(alert).to_be_visible(timeout=5_000)
                break
        await expect(alert).to_contain_text("Karim attend l’équipe Magasin")
        await alert.click()
        await expect(at.page.locator("#thread h2")).to_have_text("Karim")


async def test_a_colleague_who_looks_and_writes_is_seen_while_they_do(shop_store: Store) -> None:
    async with desk(shop_store) as at:
        theo = await hired(shop_store, Role.AGENT, name="Théo", language="fr")
        await at.opens()
        others = at.page.locator("#others")
        await shop_store.presence.look(at.lea.id, theo.id, at.counter.doors.clock())
        await expect(others).to_have_text("Théo regarde aussi")
        await shop_store.presence.type(at.lea.id, theo.id, at.counter.doors.clock())
        await expect(others).to_have_text("Théo écrit")
        await shop_store.presence.leave(at.lea.id, theo.id)
        await expect(others).to_have_text("")


async def test_a_note_is_seen_by_staff_alone(shop_store: Store) -> None:
    async with desk(shop_store) as at:
        await at.opens()
        sent = len(at.counter.left)
        await at.page.locator("#thread h2").click()
        await at.page.keyboard.press("n")
        await expect(at.page.locator("#private-note textarea")).to_be_focused()
        await at.page.keyboard.type("Il en reste 4.")
        await at.page.keyboard.press("Control+Enter")
        await expect(at.page.locator(".msg.note")).to_contain_text("Il en reste 4.")
        await at.page.locator('[data-press="n"]').click()  # by hand as by its key
        await expect(at.page.locator("#private-note textarea")).to_be_focused()
        await at.counter.work()
        assert at.counter.left[sent:] == []


async def test_a_reader_at_the_end_stays_there_though_the_room_for_the_lines_got_lower(shop_store: Store) -> None:
    async with desk(shop_store) as at:
        for number in range(12):
            await at.lea.says(f"Une question, la {number}")
        await at.opens()
        await at.page.set_viewport_size({"width": 1280, "height": 560})
        await at.lea.says("Vous êtes ouverts samedi ?")
        await expect(at.page.locator("#lines .msg", has_text="ouverts samedi")).to_be_in_viewport()
        await expect(at.page.locator("#pill")).to_be_hidden()


async def test_a_thread_is_printed_whole_and_without_what_is_there_to_press(shop_store: Store) -> None:
    async with desk(shop_store) as at:
        for number in range(12):
            await at.lea.says(f"Une question, la {number}")
        await at.opens()
        await at.page.emulate_media(media="print")
        for gone in (".side", ".pane.list", "#reply", "#acts"):
            await expect(at.page.locator(gone)).to_be_hidden()
        assert await at.page.locator("#scroll").evaluate("(box) => box.scrollHeight <= box.clientHeight")
        await expect(at.page.locator("#thread h2")).to_be_visible()
        await expect(at.page.locator("#card h2").first).to_be_visible()


async def test_what_selects_a_conversation_is_large_enough_for_a_finger(shop_store: Store) -> None:
    async with desk(shop_store, viewport=PHONE, has_touch=True) as at:
        await at.page.goto(f"{at.address}/console/inbox?folder=all")
        box = await at.page.locator(".ticking").first.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24
        await at.page.locator(".ticking").first.click(position={"x": 2, "y": 2})
        await expect(at.page.locator(".tick:checked")).to_have_count(1)
        await at.page.goto(f"{at.address}/console/inbox/{at.lea.id}/data")  # sentences in a row are lines on a phone
        [row] = await at.page.locator(".rows tbody tr").all()
        assert await row.evaluate("(row) => row.scrollWidth <= innerWidth && getComputedStyle(row).display") == "flex"


async def test_a_name_that_is_read_from_the_right_is_cut_at_its_end(shop_store: Store) -> None:
    async with desk(shop_store, viewport=PHONE) as at:
        await at.lea.known(first_name="محمد عبد الرحمن الشريف", last_name="عبد الله بن عبد العزيز الأنصاري")
        await at.page.goto(f"{at.address}/console/inbox?folder=all")
        name = at.page.locator(".conv .name .cut").first
        assert await name.evaluate("(one) => [getComputedStyle(one).direction, one.scrollWidth > one.clientWidth]") == [
            "rtl",
            True,
        ]
