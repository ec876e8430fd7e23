"""A draft tried out in a chat: what is kept is what was said; any process replays it; nothing is sent."""

from __future__ import annotations

from starlette.applications import Starlette

from bot.model.staff import Role
from bot.store import Store
from bot.web.console.playbooks.playbook_trial import EVENTS, MOST_LINES, TIMES
from bot.web.doors import Doors
from tests.web.console.people import OURS, Browser, hired, signed_in, token_in
from tests.web.console.playbooks.test_playbook_editor import COFFEE, begun, typed
from tests.web.console.workbench import published
from tests.web.doorway import app_of, rows

CART = '/event cart.updated {"total": 20}'


async def does(browser: Browser, draft: str, **fields: str) -> str:
    page = await browser.get("/console/more")
    sent = {"csrf": token_in(page), **fields}
    answer = await browser.post(f"{draft}/trial", data=sent, headers={**OURS, "hx-request": "true"})
    assert answer.status_code == 200, answer.text
    return answer.text


async def test_a_chat_goes_on_from_any_process_and_sends_nothing(
    app: Starlette, shop_store: Store, doors: Doors
) -> None:
    await published(shop_store)
    staff = await hired(shop_store, Role.MARKETER)
    async with await signed_in(app, staff) as browser:
        draft = await begun(browser)
        first = await does(browser, draft, line=CART)
        assert "Plutôt doux ou corsé ?" in first
        assert "Relance, Choisir un café" in first
        assert "coffee" in first or "Choisir un café" in first
    async with await signed_in(app_of(doors), staff) as other:  # another web process
        second = await does(other, draft, line="Doux")
        assert "tout en douceur" in second
        later = await does(other, draft, line="/wait 3 days")
        assert "5 mars 2026, 10:00" in later
        assert "Rien n’est prévu" in later
        again = (await other.get(f"{draft}/trial")).text
        assert again.count("tout en douceur") == later.count("tout en douceur")
    assert await rows(shop_store) == 0
    assert (await shop_store.database.read("SELECT COUNT(*) FROM outbox"))[0][0] == 0


async def test_an_edit_shows_in_the_same_conversation(app: Starlette, shop_store: Store) -> None:
    await published(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as browser:
        draft = await begun(browser)
        await does(browser, draft, line=CART)
        await typed(browser, draft, COFFEE.replace("Plutôt doux ou corsé ?", "Café doux ?"))
        assert "Café doux ?" in (await browser.get(f"{draft}/trial")).text
        await typed(browser, draft, "flow: [", revision=1)
        assert "plus de faute" in (await browser.get(f"{draft}/trial")).text
        await typed(browser, draft, COFFEE, revision=2)
        assert "Plutôt doux ou corsé ?" in (await browser.get(f"{draft}/trial")).text


async def test_a_line_that_means_nothing_is_refused_and_not_kept(app: Starlette, shop_store: Store) -> None:
    await published(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as browser:
        draft = await begun(browser)
        for line in ("/wait potatoes", "/reset", "/event", "/nonsense <b>"):
            assert 'role="alert"' in await does(browser, draft, line=line)
        assert 'role="alert"' not in (await browser.get(f"{draft}/trial")).text


async def test_the_language_is_one_of_the_stores(app: Starlette, shop_store: Store) -> None:
    await published(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as browser:
        draft = await begun(browser)
        piece = await does(browser, draft, restart="1", language="fr")
        assert '<option value="fr" selected>Français</option>' in piece
        page = await browser.get("/console/more")
        sent = {"csrf": token_in(page), "restart": "1", "language": "xx"}
        assert (await browser.post(f"{draft}/trial", data=sent, headers=OURS)).status_code == 400


async def test_everybody_has_a_trial_of_their_own_and_begins_again(app: Starlette, shop_store: Store) -> None:
    await published(shop_store)
    async with (
        await signed_in(app, await hired(shop_store, Role.MARKETER)) as hers,
        await signed_in(app, await hired(shop_store, Role.MARKETER)) as his,
    ):
        draft = await begun(hers)
        await does(hers, draft, line="<b>bonjour</b>")
        assert "&lt;b&gt;bonjour" in (await hers.get(f"{draft}/trial")).text
        assert "bonjour" not in (await his.get(f"{draft}/trial")).text.lower()
        assert "&lt;b&gt;bonjour" not in await does(hers, draft, restart="1", channel="sms", language="fr")
        page = await hers.get("/console/more")
        for strange in ({"channel": "fax", "language": "fr"}, {"channel": "sms", "language": "../.."}):
            sent = {"csrf": token_in(page), "restart": "1", **strange}
            assert (await hers.post(f"{draft}/trial", data=sent, headers=OURS)).status_code == 400


async def test_every_button_does_something(app: Starlette, shop_store: Store) -> None:
    await published(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as browser:
        draft = await begun(browser)
        await does(browser, draft, line=CART)
        for _, line in (*TIMES, *EVENTS):
            piece = await does(browser, draft, line=line)
            assert 'role="alert"' not in piece or line == "/wait"  # where nothing is planned any more
        assert len(TIMES) + len(EVENTS) < MOST_LINES
