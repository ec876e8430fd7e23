"""What differs between two versions, as text and on the flow."""

from __future__ import annotations

from starlette.applications import Starlette

from bot.model.staff import Role
from bot.store import Store
from tests.web.console.people import hired, signed_in
from tests.web.console.playbooks.test_playbook import PAGE, SOFTER
from tests.web.console.workbench import published


async def test_two_versions_differ_in_words_and_on_the_flow(app: Starlette, shop_store: Store) -> None:
    first = await published(shop_store)
    second = await published(shop_store, SOFTER)
    async with await signed_in(app, await hired(shop_store, Role.VIEWER)) as browser:
        page = (await browser.get(f"{PAGE}/compare")).text  # the one before, and the one in use
        assert "<del>    after: <mark>3</mark> hours</del>" in page
        assert "<ins>    after: <mark>5</mark> hours</ins>" in page
        drawn = (await browser.get(f"{PAGE}/compare?from={first}&to={second}&flow=reminder")).text
        assert 'class="fd-box fd-start fd-changed"' in drawn
        assert "fd-changed" not in (await browser.get(f"{PAGE}/compare?from={first}&to={second}&flow=coffee")).text
        assert "disent la même chose" in (await browser.get(f"{PAGE}/compare?from={first}&to={first}")).text


async def test_strange_versions_are_not_there(app: Starlette, shop_store: Store) -> None:
    async with await signed_in(app, await hired(shop_store, Role.VIEWER)) as browser:
        assert (await browser.get(f"{PAGE}/compare")).status_code == 200  # nothing was published
        await published(shop_store)
        assert (await browser.get(f"{PAGE}/compare?from=nothing")).status_code == 404
        assert (await browser.get(f"{PAGE}/compare?flow=%3Cscript%3E")).status_code == 200
