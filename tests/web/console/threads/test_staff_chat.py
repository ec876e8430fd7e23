"""From the account page to Telegram and back: linked, alerted of one's team's handovers, told where to go, unlinked."""

from __future__ import annotations

import html
import re
from typing import Any

import httpx
from starlette.applications import Starlette

from bot.model.parts import Accepted
from bot.model.staff import Role
from bot.store import Store
from bot.store.messages.gate import Claimed
from bot.web.console.wording.handover_words import teller
from bot.work.watching.staff_alerts import StaffAlerts
from tests.web.console.counter import Counter, open_counter
from tests.web.console.people import hired, signed_in
from tests.web.doorway import NOW, PUBLIC_URL, TELEGRAM_SECRET, app_of, client_of, open_doors
from tests.web.providers.test_telegram import update

SECRET = {"X-Telegram-Bot-Api-Secret-Token": TELEGRAM_SECRET}


async def types(app: Starlette, number: int, text: str, chat: int = 70) -> None:
    async with client_of(app) as telegram:
        assert (await telegram.post("/webhooks/telegram", json=update(number, text, chat), headers=SECRET)).is_success


async def arrived(store: Store, now: Any = NOW) -> list[tuple[str, str]]:
    claimed: list[Claimed] = []
    while one := await store.outbox.claim(("telegram",), 1, now):
        await store.outbox.settle(one[0].part, Accepted(f"p{len(claimed)} {one[0].part.id}"), now)
        claimed += one
    return [(one.part.address.id, one.part.body.text) for one in claimed]


def on_telegram(store: Store) -> Starlette:
    async def name() -> str:
        return "moka_bot"

    return app_of(open_doors(store, is_on_telegram=True, telegram_name=name))


async def linked(app: Starlette, browser: httpx.AsyncClient, number: int = 1, chat: int = 70) -> str:
    page = await browser.sends("/console/account/telegram")  # type: ignore[attr-defined]
    [payload] = set(re.findall(r"https://t\.me/moka_bot\?start=(staff_[\w-]+)", html.unescape(page.text)))
    assert len(payload) <= 64
    await types(app, number, f"/start {payload}", chat)
    return str(payload)


async def test_a_chat_is_linked_and_what_is_typed_there_starts_no_thread(shop_store: Store) -> None:
    app = on_telegram(shop_store)
    staff = await hired(shop_store, language="en")
    async with await signed_in(app, staff) as browser:
        assert "Link my account" in (await browser.get("/console/account")).text
        payload = await linked(app, browser)
        await types(app, 1, f"/start {payload}")
        await types(app, 2, "hello?")
        await types(app, 3, "/start")
        await types(app, 4, f"/start {payload}", chat=71)
        texts = [text for _, text in await arrived(shop_store)]
        assert [text.split(".")[0].split(":")[0] for text in texts] == [
            "This chat is linked to your account",
            "Alerts only come here",
            "Alerts only come here",
            "Ce lien n’est plus valable",  # a stranger's language is not known
        ]
        assert f"{PUBLIC_URL}/console/inbox" in texts[1]
        assert await shop_store.database.read("SELECT COUNT(*) FROM customers") == [(0,)]
        assert await shop_store.database.read("SELECT COUNT(*) FROM inbox") == [(0,)]
        assert "Unlink" in (await browser.get("/console/account")).text
        gone = await browser.sends("/console/account/telegram/unlink")
        assert gone.headers["location"].endswith("saved=telegram")
        assert "Link my account" in (await browser.get("/console/account")).text
        await types(app, 5, "bonjour")
        assert await shop_store.customers.find("70") is not None


async def test_the_team_is_told_of_its_handover_unless_somebody_took_it(shop_store: Store) -> None:
    app = on_telegram(shop_store)
    async with open_counter(shop_store) as counter:
        staff = await hired(shop_store, teams=("magasin",))
        async with await signed_in(app, staff) as browser:
            await linked(app, browser)
        await arrived(shop_store)
        await alerted(counter, "42", "Léa Martin")
        [(chat, text)] = await arrived(shop_store, counter.doors.clock())
        assert chat == "70"
        assert text.startswith("Léa attend l’équipe Magasin\u00a0: mise de côté\n")
        assert f"{PUBLIC_URL}/console/inbox/" in text
        assert "Martin" not in text


async def test_a_shop_that_is_not_on_telegram_says_so(app: Starlette, shop_store: Store) -> None:
    async with await signed_in(app, await hired(shop_store, Role.AGENT, language="en")) as browser:
        assert "not on Telegram" in (await browser.get("/console/account")).text
        assert (await browser.sends("/console/account/telegram")).status_code == 422


async def alerted(counter: Counter, chat: str, name: str) -> None:
    counter.sends = False
    await (await counter.person(chat).known(first_name=name)).begins("person")
    await the_clock_looks(counter)


async def the_clock_looks(counter: Counter) -> None:
    """Look as the clock does, twice."""
    clock = counter.doors.clock
    alerts = StaffAlerts(counter.store, say=teller(counter.doors.playbook, clock, PUBLIC_URL), clock=clock)
    await alerts.look()
    await alerts.look()
