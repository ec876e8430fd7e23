"""The files of a draft: new ones, renamed, taken away."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette

from bot.model.staff import Role
from bot.store import Store
from tests.web.console.people import hired, signed_in
from tests.web.console.playbooks.test_playbook_editor import FLOW, begun
from tests.web.console.workbench import published

NEW = "flows/answers/garantie.yaml"


async def test_a_file_comes_gets_another_name_and_goes(app: Starlette, shop_store: Store) -> None:
    await published(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as browser:
        draft = await begun(browser)
        answer = await browser.sends(f"{draft}/files", new=NEW)
        assert answer.headers["location"] == f"{draft}?file={NEW}"
        assert "ce fichier est vide" in (await browser.get(answer.headers["location"])).text
        other = "flows/answers/retours.yaml"
        assert (await browser.sends(f"{draft}/rename", file=NEW, new=other)).status_code == 303
        page = (await browser.get(draft)).text
        assert other in page
        assert NEW not in page
        assert (await browser.sends(f"{draft}/remove", file=other)).status_code == 303
        assert (await browser.sends(f"{draft}/remove", file=other)).status_code == 404
        assert "aucune faute" in (await browser.get(draft)).text
        assert (await browser.sends(f"{draft}/files", new=other)).status_code == 303  # and it may come back


@pytest.mark.parametrize(
    "path",
    ["", "flows", "flows/", "/flows/answers/a.yaml", "flows/../a.yaml", "flows/answers/é.yaml", "flows/answers/a.exe",
     "flows/answers/.a.yaml", "flows/nowhere/a.yaml", FLOW, "flows/answers/" + "a" * 200 + ".yaml"],
)  # fmt: skip
async def test_a_name_that_can_not_be_is_refused_with_its_reason(app: Starlette, shop_store: Store, path: str) -> None:
    await published(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as browser:
        draft = await begun(browser)
        for answer in (
            await browser.sends(f"{draft}/files", new=path),
            await browser.sends(f"{draft}/rename", file=FLOW, new=path),
        ):
            assert answer.status_code == 409
            assert 'role="alert"' in answer.text
        assert await shop_store.playbook_drafts.files(draft.rpartition("/")[2]) == {}
