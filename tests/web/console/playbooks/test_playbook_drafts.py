"""Drafts: begun, looked at, brought up to date, thrown away."""

from __future__ import annotations

from starlette.applications import Starlette

from bot.model.staff import Role
from bot.store import Store
from tests.web.console.people import hired, signed_in
from tests.web.console.playbooks.test_playbook import PAGE, SOFTER
from tests.web.console.playbooks.test_playbook_editor import COFFEE, FLOW, begun, typed
from tests.web.console.workbench import published


async def test_a_draft_is_drawn_and_its_difference_too(app: Starlette, shop_store: Store) -> None:
    await published(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as browser:
        draft = await begun(browser)
        await typed(browser, draft, COFFEE.replace("Plutôt doux", "Alors, doux"))
        drawn = (await browser.get(f"{draft}/drawing?flow={FLOW}")).text
        assert "Alors, doux ou corsé" in drawn
        assert "<mark>" in (await browser.get(f"{draft}/difference")).text
        assert "fd-changed" in (await browser.get(f"{draft}/difference?flow=coffee")).text


async def test_a_draft_with_faults_can_not_be_drawn_and_says_so(app: Starlette, shop_store: Store) -> None:
    await published(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as browser:
        draft = await begun(browser)
        await typed(browser, draft, "flow: [")
        assert "dès que le contrôle" in (await browser.get(f"{draft}/drawing")).text
        assert (await browser.get(f"{draft}/difference?flow=coffee")).status_code == 200


async def test_a_draft_catches_up_with_what_was_published_meanwhile(app: Starlette, shop_store: Store) -> None:
    await published(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as browser:
        draft = await begun(browser)
        await typed(browser, draft, COFFEE.replace("Plutôt", "Alors, plutôt"))
        await published(shop_store, SOFTER)
        assert "5 hours" not in (await browser.get(f"{draft}?file=flows/conversations/reminder.yaml")).text
        assert (await browser.sends(f"{draft}/catch-up")).status_code == 303
        assert "5 hours" in (await browser.get(f"{draft}?file=flows/conversations/reminder.yaml")).text
        assert "Alors, plutôt" in (await browser.get(f"{draft}?file={FLOW}")).text


async def test_a_draft_that_was_thrown_away_is_gone(app: Starlette, shop_store: Store) -> None:
    await published(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as browser:
        draft = await begun(browser, "  Un   titre  ")
        assert "Un titre" in (await browser.get(PAGE)).text
        await browser.sends(f"{draft}/drop")
        assert "Un titre" not in (await browser.get(PAGE)).text
        for page in ("", "/drawing", "/difference", "/publish", "/trial"):
            assert (await browser.get(draft + page)).status_code == 404


async def test_a_draft_needs_a_title_and_something_to_start_from(app: Starlette, shop_store: Store) -> None:
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as browser:
        assert (await browser.sends(f"{PAGE}/drafts", title="x")).status_code == 400
        await published(shop_store)
        assert (await browser.sends(f"{PAGE}/drafts", title=" ")).status_code == 400
