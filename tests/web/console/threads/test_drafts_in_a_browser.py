"""What staff type is never lost: it is kept thread by thread, comes back where it was not sent, and is sent once."""

from __future__ import annotations

import asyncio
import re
import secrets
from typing import Any

from playwright.async_api import Page, Route, expect

from bot.model.staff import Role
from bot.store import Store
from tests.web.console.people import hired, session_at
from tests.web.console.threads.test_inbox_in_a_browser import Desk, desk

FIELD = "#reply textarea"
NOTE = "#private-note textarea"
SIGN_IN = re.compile(r"/console/sign-in")


class Gate:
    """Holds what is sent to an address until it is let go, or turns it away."""

    def __init__(self) -> None:
        self.came = asyncio.Event()
        self._open = asyncio.Event()
        self._status: int | None = None

    async def __call__(self, route: Route) -> None:
        self.came.set()
        await self._open.wait()
        if self._status is None:
            await route.continue_()
        elif self._status:
            await route.fulfill(status=self._status, body="no")
        else:
            await route.abort()

    def let(self, status: int | None = None) -> None:
        """Let everything through; with a status that is answered instead, 0: the connection is lost."""
        self._status = status
        self._open.set()


async def gate_on(page: Page, address: str = "**/reply") -> Gate:
    gate = Gate()
    await page.route(address, gate)
    return gate


async def sends(page: Page, gate: Gate, text: str) -> None:
    await page.locator(FIELD).fill(text)
    await page.keyboard.press("Control+Enter")
    await asyncio.wait_for(gate.came.wait(), 30)


async def joined(at: Desk, number: str = "43", name: str = "Karim") -> str:
    """Let another customer have a thread; return their id."""
    karim = await at.counter.person(number).known(first_name=name)
    await karim.says("/help")
    return karim.id


async def sent(at: Desk, text: str) -> int:
    await at.counter.work()
    return sum(text in one for one in at.counter.left)


async def test_what_is_typed_while_the_last_reply_is_under_way_stays_and_goes_on(shop_store: Store) -> None:
    async with desk(shop_store) as at:
        await at.opens()
        gate = await gate_on(at.page)
        await sends(at.page, gate, "Je regarde.")
        await expect(at.page.locator(FIELD)).to_have_value("")
        await expect(at.page.locator(".msg.leaving")).to_contain_text("Je regarde.")
        await at.page.locator(FIELD).press_sequentially("Il en reste")
        gate.let()
        await expect(at.page.locator(".msg.staff", has_text="Je regarde.")).to_be_visible()
        await expect(at.page.locator(FIELD)).to_have_value("Il en reste")
        await expect(at.page.locator(FIELD)).to_be_focused()
        await at.page.keyboard.type(" quatre.")
        await expect(at.page.locator(FIELD)).to_have_value("Il en reste quatre.")
        await expect(at.page.locator(".htmx-request")).to_have_count(
            0
        )  # the first is answered: before, nothing is sent
        await at.page.keyboard.press("Control+Enter")
        await expect(at.page.locator(".msg.staff", has_text="Il en reste quatre.")).to_be_visible()
        assert (await sent(at, "Je regarde."), await sent(at, "Il en reste quatre.")) == (1, 1)


async def test_what_is_sent_while_the_last_reply_is_under_way_says_so_and_goes_next(shop_store: Store) -> None:
    async with desk(shop_store) as at:
        await at.opens()
        gate = await gate_on(at.page)
        await sends(at.page, gate, "Je regarde.")
        await at.page.locator(FIELD).press_sequentially("Il en reste quatre.")
        for _ in range(2):
            await at.page.keyboard.press("Control+Enter")
        await expect(at.page.locator(".msg.leaving")).to_contain_text("la suite part juste après")
        await expect(at.page.locator(FIELD)).to_have_value("Il en reste quatre.")
        gate.let()
        await expect(at.page.locator(".msg.staff", has_text="Il en reste quatre.")).to_be_visible()
        await expect(at.page.locator(FIELD)).to_have_value("")
        assert (await sent(at, "Je regarde."), await sent(at, "Il en reste quatre.")) == (1, 1)


async def test_what_was_to_go_next_stays_where_the_last_reply_was_not_sent(shop_store: Store) -> None:
    async with desk(shop_store, bad_network=True) as at:
        await at.opens()
        gate = await gate_on(at.page)
        await sends(at.page, gate, "Je regarde.")
        await at.page.locator(FIELD).press_sequentially("Un instant.")
        await at.page.keyboard.press("Control+Enter")
        gate.let(500)
        await expect(at.page.locator(FIELD)).to_have_value("Je regarde.\n\nUn instant.")
        await expect(at.page.locator("#unsent")).to_contain_text("Cela n’a pas marché")
        assert (await sent(at, "Je regarde."), await sent(at, "Un instant.")) == (0, 0)


async def test_what_was_not_sent_comes_back_before_what_was_typed_since_and_says_why(shop_store: Store) -> None:
    async with desk(shop_store, bad_network=True) as at:
        await at.opens()
        for status, words in ((0, "La connexion est perdue"), (500, "Cela n’a pas marché")):
            gate = await gate_on(at.page)
            await sends(at.page, gate, "Je regarde.")
            await at.page.locator(FIELD).press_sequentially("Un instant.")
            gate.let(status)
            await expect(at.page.locator(FIELD)).to_have_value("Je regarde.\n\nUn instant.")
            await expect(at.page.locator("#unsent")).to_contain_text(words)
            await expect(at.page.locator(".msg.leaving")).to_have_count(0)
            await at.page.unroute("**/reply")
        await at.page.locator(FIELD).fill("Je regarde.")
        await at.page.keyboard.press("Control+Enter")
        await expect(at.page.locator(".msg.staff", has_text="Je regarde.")).to_be_visible()
        await expect(at.page.locator("#unsent")).to_be_hidden()
        assert await sent(at, "Je regarde.") == 1


async def test_a_reply_whose_answer_was_lost_is_not_sent_twice_and_a_changed_one_is_sent(shop_store: Store) -> None:
    async with desk(shop_store, bad_network=True) as at:
        await at.opens()

        async def arrives_and_is_not_answered(route: Route) -> None:
            await route.fetch()
            await route.abort()

        await at.page.route("**/reply", arrives_and_is_not_answered)
        await at.page.locator(FIELD).fill("Je regarde.")
        await at.page.keyboard.press("Control+Enter")
        await expect(at.page.locator("#unsent")).to_be_visible()
        await expect(at.page.locator(FIELD)).to_have_value("Je regarde.")
        await at.page.unroute("**/reply")
        async with at.page.expect_response("**/reply"):  # until it is answered, nothing else is sent
            await at.page.keyboard.press("Control+Enter")
        await expect(at.page.locator(".htmx-request")).to_have_count(0)
        await expect(at.page.locator(FIELD)).to_have_value("")
        await expect(at.page.locator(".msg.staff", has_text="Je regarde.")).to_have_count(1)
        assert await sent(at, "Je regarde.") == 1
        await at.page.route("**/reply", arrives_and_is_not_answered)
        await at.page.locator(FIELD).fill("Il en reste.")
        await at.page.keyboard.press("Control+Enter")
        await expect(at.page.locator("#unsent")).to_be_visible()
        await expect(at.page.locator(FIELD)).to_have_value("Il en reste.")
        await at.page.unroute("**/reply")
        await at.page.locator(FIELD).fill("Il en reste quatre.")
        await at.page.keyboard.press("Control+Enter")
        await expect(at.page.locator(".msg.staff", has_text="Il en reste quatre.")).to_be_visible()


async def test_each_thread_keeps_its_draft_over_others_and_a_new_page(shop_store: Store) -> None:
    async with desk(shop_store) as at:
        await joined(at)
        await at.opens()
        await at.page.locator(FIELD).fill("Pour Léa")
        await at.page.locator('[data-press="n"]').click()
        await at.page.locator(NOTE).fill("Cliente fidèle")
        await at.page.locator(".conv", has_text="Karim").click()
        await expect(at.page.locator("#thread h2")).to_have_text("Karim")
        await expect(at.page.locator(FIELD)).to_have_value("")
        await expect(at.page.locator(NOTE)).to_have_value("")
        await at.page.locator(FIELD).fill("Pour Karim")
        await at.page.locator(".conv", has_text="Léa").click()
        await expect(at.page.locator(FIELD)).to_have_value("Pour Léa")
        await expect(at.page.locator(NOTE)).to_have_value("Cliente fidèle")
        await expect(at.page.locator(NOTE)).to_be_visible()
        await at.page.reload()
        await expect(at.page.locator(FIELD)).to_have_value("Pour Léa")
        await at.page.locator(".conv", has_text="Karim").click()
        await expect(at.page.locator(FIELD)).to_have_value("Pour Karim")


async def test_a_label_a_note_and_a_fault_leave_the_reply_as_it_is(shop_store: Store) -> None:
    async with desk(shop_store) as at:
        await at.opens()
        await at.page.locator(FIELD).fill("Bonjour {first_name}, un instant")
        await at.page.locator('[data-press="."]').click()
        await at.page.locator('#acts [name="label"][maxlength]').fill("fidèle")
        await at.page.keyboard.press("Enter")
        await expect(at.page.locator("#labels")).to_contain_text("fidèle")
        await expect(at.page.locator(FIELD)).to_have_value("Bonjour {first_name}, un instant")
        await at.page.locator('[data-press="n"]').click()
        await at.page.locator(NOTE).fill("Il en reste 4.")
        await at.page.keyboard.press("Control+Enter")
        await expect(at.page.locator(".msg.note")).to_contain_text("Il en reste 4.")
        await expect(at.page.locator(NOTE)).to_have_value("")
        await expect(at.page.locator(FIELD)).to_have_value("Bonjour {first_name}, un instant")
        await at.page.locator(FIELD).focus()
        await at.page.keyboard.press("Control+Enter")
        await expect(at.page.locator(".callout.bad").first).to_contain_text("accolades")
        await expect(at.page.locator(FIELD)).to_have_value("Bonjour {first_name}, un instant")


async def test_who_goes_on_to_another_thread_stays_there_whatever_becomes_of_the_reply(shop_store: Store) -> None:
    async with desk(shop_store, bad_network=True) as at:
        karim = await joined(at)
        for status in (None, 500):
            await at.opens()
            gate = await gate_on(at.page)
            await sends(at.page, gate, f"Réponse {status}")
            await at.page.locator(".conv", has_text="Karim").click()
            await expect(at.page.locator("#thread h2")).to_have_text("Karim")
            async with at.page.expect_event("requestfinished", lambda request: request.url.endswith("/reply")):
                gate.let(status)
            await at.page.unroute("**/reply")
            await expect(at.page.locator("#thread")).to_have_attribute("data-customer", karim)
            await expect(at.page.locator("#card h2").first).to_have_text("Karim")
            await expect(at.page.locator(FIELD)).to_have_value("")
        await expect(at.page.locator("#unsent a")).to_be_visible()
        await at.page.locator("#unsent a").click()
        await expect(at.page.locator("#thread h2")).to_contain_text("Léa")
        await expect(at.page.locator(FIELD)).to_have_value("Réponse 500")
        await expect(at.page.locator(".msg.staff", has_text="Réponse None")).to_be_visible()


async def test_a_colleague_who_answers_first_costs_nothing_that_was_typed(shop_store: Store) -> None:
    async with desk(shop_store) as at:
        await at.opens()
        theo = await hired(shop_store, Role.AGENT, name="Théo", language="fr")
        await shop_store.presence.type(at.lea.id, theo.id, at.counter.doors.clock())
        gate = await gate_on(at.page)
        await sends(at.page, gate, "Je regarde.")
        await at.page.locator(FIELD).press_sequentially("Un instant.")
        gate.let()
        await expect(at.page.locator(".callout", has_text="Théo répond aussi")).to_be_visible()
        await expect(at.page.locator(FIELD)).to_have_value("Je regarde.\n\nUn instant.")
        await at.page.keyboard.press("Control+Enter")
        await expect(at.page.locator(".msg.staff", has_text="Un instant.")).to_be_visible()
        await expect(at.page.locator(FIELD)).to_have_value("")


async def test_a_session_that_has_ended_leads_back_to_the_thread_and_to_what_was_typed(shop_store: Store) -> None:
    async with desk(shop_store, bad_network=True) as at:
        await at.opens()
        here = at.page.url
        [camille] = [one for one in await shop_store.staff.all() if one.language == "fr"]
        now = at.counter.doors.clock()
        for opened in await shop_store.sessions.of(camille.id, now):
            await shop_store.sessions.close(camille.id, opened.id, camille.id, now)
        await at.page.locator(FIELD).fill("Je regarde.")
        await at.page.keyboard.press("Control+Enter")
        await expect(at.page).to_have_url(
            SIGN_IN
        )  # what is sent and what is live may both lead there, one over the other
        await at.page.wait_for_load_state("networkidle")
        await signs_in(at, camille.id)
        await at.page.goto(at.page.url)
        await at.page.wait_for_url(here)
        await expect(at.page.locator(FIELD)).to_have_value("Je regarde.")
        another = await hired(shop_store, Role.AGENT, name="Théo", language="fr")
        await signs_in(at, another.id)
        await at.page.goto(here)
        await expect(at.page.locator("#thread h2")).to_contain_text("Léa")
        await expect(at.page.locator(FIELD)).to_have_value("")


async def test_who_signs_out_leaves_nothing_that_they_typed_in_the_browser(shop_store: Store) -> None:
    async with desk(shop_store) as at:
        await at.opens()
        await at.page.locator(FIELD).fill("Je regarde.")
        [camille] = [one for one in await shop_store.staff.all() if one.language == "fr"]
        await at.page.evaluate(
            'localStorage.setItem(\'parcours.draft.theo.lea.reply\', \'{"text": "De Théo", "at": 9e15}\')'
        )
        await at.page.goto(f"{at.address}/console/account")
        await at.page.locator("form[action='/console/sign-out'] button").first.click()
        await expect(at.page).to_have_url(SIGN_IN)
        kept = await at.page.evaluate("Object.keys(localStorage).filter((one) => one.startsWith('parcours.draft.'))")
        assert kept == ["parcours.draft.theo.lea.reply"], f"{camille.id} has gone, a colleague has not"


async def signs_in(at: Desk, staff: str, **changes: Any) -> None:
    token = secrets.token_urlsafe(32)
    await at.counter.doors.store.sessions.open(staff, token, session_at(at.counter.doors.clock(), "link", **changes))
    await at.page.context.add_cookies([{"name": "sid", "value": token, "url": at.address}])
