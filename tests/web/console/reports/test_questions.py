"""Questions nobody answered: each once, written or dismissed, and remembered."""

from __future__ import annotations

from starlette.applications import Starlette

from bot.model.staff import Role
from bot.store import Store
from tests.web.console.people import hired, signed_in
from tests.web.console.reported import lived
from tests.web.console.reports.test_flows import seen

PAGE = "/console/questions"


async def test_a_question_is_told_once_with_how_often_and_can_be_dismissed(app: Starlette, shop_store: Store) -> None:
    await lived(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER, language="en")) as browser:
        page = await browser.get(PAGE)
        assert "REPRENEZ VOUS les machines 3" in seen(page.text)
        assert 'action="/console/playbook/answers"' in page.text
        assert "<script>alert" not in page.text
        assert (await browser.sends(PAGE, text="Reprenez-vous les machines ?")).status_code == 303
        page = await browser.get(PAGE)
        assert "machines" not in seen(page.text)
        assert "Dismissed: 1" in page.text
        assert "REPRENEZ VOUS les machines 3" in seen((await browser.get(f"{PAGE}?dismissed=1")).text)
        await browser.sends(PAGE, text="reprenez vous les machines", undo="1")
        assert "REPRENEZ VOUS les machines 3" in seen((await browser.get(PAGE)).text)


async def test_what_says_nothing_is_not_dismissed_and_agents_dismiss_nothing(app: Starlette, shop_store: Store) -> None:
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as browser:
        assert (await browser.sends(PAGE, text="bonjour")).status_code == 400
    async with await signed_in(app, await hired(shop_store, Role.AGENT)) as browser:
        assert (await browser.sends(PAGE, text="les machines")).status_code == 403
        assert "/console/playbook/answers" not in (await browser.get(PAGE)).text


async def test_the_file_holds_customers_words_and_is_given_for_a_reason(app: Starlette, shop_store: Store) -> None:
    await lived(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.OWNER)) as browser:
        file = await browser.sends("/console/sheets/questions", reason="réponses à écrire")
        assert "REPRENEZ VOUS les machines" in file.text
        assert ',"=1+1"' not in file.text
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as browser:
        assert (await browser.get("/console/sheets/questions")).status_code == 403
