"""Publishing a draft: gated on the check, on its tests, on nobody's work being undone, and on the role; noted."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette

from bot.model.staff import Role
from bot.playbook.version import fingerprint
from bot.store import Store
from tests.web.console.people import hired, signed_in
from tests.web.console.playbooks.test_playbook import PAGE, SOFTER, runs
from tests.web.console.playbooks.test_playbook_editor import COFFEE, FLOW, begun, typed
from tests.web.console.workbench import SOURCES, TESTS, published, workbench_doors
from tests.web.doorway import app_of, open_doors

CHANGED = COFFEE.replace("Plutôt doux", "Alors, doux")
ANSWERS = "flows/tests/answers.yaml"


async def test_a_good_draft_is_tested_and_put_in_use(app: Starlette, shop_store: Store) -> None:
    before = await published(shop_store)
    staff = await hired(shop_store, Role.MARKETER)
    async with await signed_in(app, staff) as browser:
        draft = await begun(browser)
        await typed(browser, draft, CHANGED)
        untested = await browser.sends(f"{draft}/publish", note="plus doux")
        assert untested.status_code == 409
        assert "1 remarque" in untested.text
        assert f'href="{draft}?file=flows/answers/delais.yaml&amp;line=1"' in untested.text
        assert (await browser.sends(f"{draft}/test")).status_code == 303
        await runs(app)
        done = await browser.sends(f"{draft}/publish", note="plus  doux")
        version = fingerprint({**SOURCES, FLOW: CHANGED})
        assert done.headers["location"] == f"{PAGE}/versions/{version}"
        assert (await browser.get(draft)).status_code == 404  # it is a version now
    newest = next(one for one in await shop_store.playbooks.list() if one.version == version)
    assert (newest.version, newest.note, newest.published_by) == (version, "plus doux", staff.id)
    assert await shop_store.playbooks.current() == version
    [noted] = await shop_store.audit.of(version, 9)
    assert (noted.entry.act, noted.entry.who, noted.entry.details["before"]) == ("playbook.published", staff.id, before)


@pytest.mark.parametrize(
    ("path", "text", "why"),
    [
        (FLOW, COFFEE.replace("go: mild }", "go: milt }"), "trouve des fautes"),
        (ANSWERS, TESTS.replace("3 à 5 jours", "demain"), "tests échouent"),
        (ANSWERS, TESTS, "la même chose"),
    ],
)
async def test_a_draft_that_is_not_good_is_refused(
    app: Starlette, shop_store: Store, path: str, text: str, why: str
) -> None:
    before = await published(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.OWNER)) as browser:
        draft = await begun(browser)
        await typed(browser, draft, text, path=path)
        await browser.sends(f"{draft}/test")
        await runs(app)
        refused = await browser.sends(f"{draft}/publish", note="x")
        assert refused.status_code == 409
        assert why in refused.text
        assert (await browser.get(draft)).status_code == 200  # and the draft is there still
    assert await shop_store.playbooks.current() == before


async def test_tests_of_before_an_edit_are_not_those_of_the_draft(app: Starlette, shop_store: Store) -> None:
    before = await published(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.OWNER)) as browser:
        draft = await begun(browser)
        await typed(browser, draft, CHANGED)
        await browser.sends(f"{draft}/test")
        await runs(app)
        await typed(browser, draft, CHANGED.replace("Toujours là", "Encore là"), revision=1)
        refused = await browser.sends(f"{draft}/publish", note="x")
        assert refused.status_code == 409
        assert "Lancez d’abord ses tests" in refused.text
    assert await shop_store.playbooks.current() == before


async def test_nobodys_publishing_is_undone_unseen(app: Starlette, shop_store: Store) -> None:
    await published(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.OWNER)) as browser:
        draft = await begun(browser)
        await typed(browser, draft, CHANGED)
        other = await published(shop_store, SOFTER)
        await browser.sends(f"{draft}/test")
        await runs(app)
        refused = await browser.sends(f"{draft}/publish", note="x")
        assert "Une autre version" in refused.text
        assert await shop_store.playbooks.current() == other
        await browser.sends(f"{draft}/catch-up")
        await browser.sends(f"{draft}/test")
        await runs(app)
        assert (await browser.sends(f"{draft}/publish", note="x")).status_code == 303
    whole = await shop_store.playbooks.get(await shop_store.playbooks.current() or "")
    assert whole is not None
    assert ("5 hours" in whole["flows/conversations/reminder.yaml"], whole[FLOW]) == (True, CHANGED)


async def test_a_note_is_asked_for(app: Starlette, shop_store: Store) -> None:
    await published(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.OWNER)) as browser:
        draft = await begun(browser)
        await typed(browser, draft, CHANGED)
        await browser.sends(f"{draft}/test")
        await runs(app)
        assert (await browser.sends(f"{draft}/publish", note="  ")).status_code == 409


@pytest.mark.parametrize("role", [Role.VIEWER, Role.AGENT])
async def test_who_may_not_publish_does_not(app: Starlette, shop_store: Store, role: Role) -> None:
    before = await published(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as marketer:
        draft = await begun(marketer)
        await typed(marketer, draft, CHANGED)
        await marketer.sends(f"{draft}/test")
        await runs(app)
    async with await signed_in(app, await hired(shop_store, role)) as browser:
        assert (await browser.sends(f"{draft}/publish", note="x")).status_code == 403
        assert (await browser.get(f"{draft}/publish")).status_code == 403
    assert await shop_store.playbooks.current() == before


async def test_a_server_without_a_workbench_says_what_to_do_instead(shop_store: Store) -> None:
    version = await published(shop_store)
    staff = await hired(shop_store, Role.OWNER)
    async with await signed_in(app_of(workbench_doors(shop_store)), staff) as browser:
        draft = await begun(browser)
    async with await signed_in(app_of(open_doors(shop_store)), staff) as browser:
        assert "parcours publish" in (await browser.get(f"{draft}/publish")).text
        of_version = f"{PAGE}/versions/{version}"
        for address in (f"{draft}/test", f"{draft}/publish", f"{of_version}/test", f"{of_version}/rollback"):
            refused = await browser.sends(address, note="x")
            assert (refused.status_code, "parcours publish" in refused.text) == (409, True), address
