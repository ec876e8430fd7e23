"""Write the answer: from the questions of a group to an empty text in a draft, with the check beside."""

from __future__ import annotations

from starlette.applications import Starlette

from bot.model.staff import Role
from bot.store import Store
from tests.web.console.people import hired, signed_in
from tests.web.console.reported import lived
from tests.web.console.workbench import published

PAGE = "/console/playbook/answers"


async def test_an_answer_is_begun_with_every_way_of_asking_and_the_check_says_what_it_lacks(
    app: Starlette, shop_store: Store
) -> None:
    await published(shop_store)
    await lived(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER, language="fr")) as browser:
        begun = await browser.sends(PAGE, text="REPRENEZ VOUS les machines")
        assert begun.status_code == 303
        where = begun.headers["location"]
        page = (await browser.get(where)).text
        assert "- answer: reprenez_vous_les_machines" in page
        assert page.count("  say: &#34;&#34;") == 1
        line = where.rpartition("line=")[2]
        assert f'data-line="{line}"' in page
        assert f'id="line-{line}" class="fault"' in page, "the check points at the text that is still to be written"
        again = await browser.sends(PAGE, text="et la garantie de deux ans ?")
        assert again.headers["location"].partition("?")[0] == where.partition("?")[0], "one draft takes them all"
        [draft] = await shop_store.playbook_drafts.open()
        assert draft.title == "Réponses à écrire"


async def test_what_is_no_question_begins_nothing_and_an_agent_writes_none(app: Starlette, shop_store: Store) -> None:
    await published(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as browser:
        assert (await browser.sends(PAGE, text="bonjour")).status_code == 400
    async with await signed_in(app, await hired(shop_store, Role.AGENT)) as browser:
        assert (await browser.sends(PAGE, text="reprenez-vous les machines")).status_code == 403
    assert await shop_store.playbook_drafts.open() == []
