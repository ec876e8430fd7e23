"""Versions of the playbook: who published what, who talks on it; going back is gated and noted."""

from __future__ import annotations

import asyncio

import pytest
from starlette.applications import Starlette

from bot.model.staff import Role
from bot.store import Store
from tests.web.console.people import hired, signed_in
from tests.web.console.workbench import SOURCES, TESTS, published

PAGE = "/console/playbook"
SOFTER = {
    **SOURCES,
    "flows/conversations/reminder.yaml": SOURCES["flows/conversations/reminder.yaml"].replace("3 hours", "5 hours"),
}
FAILING = {**SOURCES, "flows/tests/answers.yaml": TESTS.replace("3 à 5 jours", "demain")}


async def runs(app: Starlette) -> None:
    """Let the runs of tests that were begun come to their end."""
    await asyncio.gather(*app.state.playbook_runs)


async def test_versions_are_told_with_who_and_which_is_in_use(app: Starlette, shop_store: Store) -> None:
    first = await published(shop_store)
    staff = await hired(shop_store, Role.MARKETER, name="Camille <b>")
    second = await published(shop_store, SOFTER, "rappel à 5 h", staff.id)
    async with await signed_in(app, staff) as browser:
        page = (await browser.get(PAGE)).text
        assert "Camille &lt;b&gt;" in page
        assert "rappel à 5 h" in page
        assert "cli:moka" in page
        newest, _, oldest = page.partition(f'href="{PAGE}/versions/{second}"')[2].partition(
            f'href="{PAGE}/versions/{first}"'
        )
        assert "en service" in newest
        assert "en service" not in oldest
        assert (await browser.get(f"{PAGE}/versions/{first}")).status_code == 200
        assert (await browser.get(f"{PAGE}/versions/nothing")).status_code == 404


async def test_going_back_is_done_at_once_and_noted(app: Starlette, shop_store: Store) -> None:
    first = await published(shop_store)
    second = await published(shop_store, SOFTER)
    staff = await hired(shop_store, Role.MARKETER)
    async with await signed_in(app, staff) as browser:
        page = (await browser.get(f"{PAGE}/versions/{first}")).text
        assert "disabled" not in page.partition("/rollback")[2].partition("</form>")[0], "its tests have not run here"
        assert (await browser.sends(f"{PAGE}/versions/{first}/rollback")).status_code == 303
        assert await shop_store.playbooks.current() == first
        assert (await browser.sends(f"{PAGE}/versions/{second}/test")).status_code == 303
        await runs(app)
        assert "Tests réussis\u00a0: 1 sur 1" in (await browser.get(f"{PAGE}/versions/{second}")).text
    assert await shop_store.playbooks.current() == first
    [noted, *_] = await shop_store.audit.of(first, 9)
    assert (noted.entry.act, noted.entry.who) == ("playbook.rolled_back", staff.id)


async def test_a_version_whose_tests_fail_is_not_gone_back_to(app: Starlette, shop_store: Store) -> None:
    failing = await published(shop_store, FAILING)
    second = await published(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.OWNER)) as browser:
        await browser.sends(f"{PAGE}/versions/{failing}/test")
        await runs(app)
        page = (await browser.get(f"{PAGE}/versions/{failing}")).text
        assert "demain" in page  # what was expected
        assert "disabled" in page.partition("/rollback")[2].partition("</form>")[0]
        assert (await browser.sends(f"{PAGE}/versions/{failing}/rollback")).status_code == 409
    assert await shop_store.playbooks.current() == second


@pytest.mark.parametrize("role", [Role.VIEWER, Role.AGENT])
async def test_who_may_not_publish_reads_and_no_more(app: Starlette, shop_store: Store, role: Role) -> None:
    first = await published(shop_store)
    await published(shop_store, SOFTER)
    async with await signed_in(app, await hired(shop_store, role)) as browser:
        page = (await browser.get(PAGE)).text
        assert first in page
        assert "Y revenir" not in page
        assert (await browser.sends(f"{PAGE}/versions/{first}/rollback")).status_code == 403
        assert (await browser.sends(f"{PAGE}/versions/{first}/test")).status_code == 403
