from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest
from aiohttp import web
from twilio.request_validator import RequestValidator

from tests.emulators.twilio import ACCOUNT, AUTH_TOKEN, NUMBER, TwilioEmulator

LEA = "+33612345678"
PATH = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"


@pytest.fixture
async def emulator() -> AsyncIterator[TwilioEmulator]:
    async with TwilioEmulator() as running:
        yield running


async def create(
    emulator: TwilioEmulator, auth: tuple[str, str] = (ACCOUNT, AUTH_TOKEN), **form: Any
) -> httpx.Response:
    async with httpx.AsyncClient(timeout=30, auth=auth) as client:
        return await client.post(emulator.url + PATH, data={"To": LEA, "From": NUMBER, "Body": "Bonjour"} | form)


class Bot:
    def __init__(self) -> None:
        self.posts: list[tuple[str, dict[str, str], str]] = []
        self.statuses: list[int] = []

    async def __aenter__(self) -> Bot:
        app = web.Application()
        app.add_routes([web.post("/{rest:.*}", self._take)])
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _take(self, request: web.Request) -> web.Response:
        form = dict(parse_qsl((await request.read()).decode(), keep_blank_values=True))
        self.posts.append((self.url + request.path_qs, form, request.headers["X-Twilio-Signature"]))
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)

    async def until(self, count: int) -> None:
        async with asyncio.timeout(30):
            while len(self.posts) < count:
                await asyncio.sleep(0.005)


async def test_a_message_is_shown_and_answered_as_published(emulator: TwilioEmulator) -> None:
    answer = await create(emulator)
    assert answer.status_code == 201
    assert (answer.json()["status"], answer.json()["body"]) == ("queued", "Bonjour")
    assert emulator.ledger.texts(LEA) == ["Bonjour"]


async def test_creating_twice_shows_it_twice(emulator: TwilioEmulator) -> None:
    for _ in range(2):
        await create(emulator)
    assert len(emulator.ledger.shown) == 2


@pytest.mark.parametrize(
    ("form", "status", "code"),
    [
        ({"To": "+33600000000"}, 400, 21610),
        ({"To": "0612345678"}, 400, 21211),
        ({"Body": "x" * 1601}, 400, 21617),
        ({"Body": ""}, 400, 21602),
        ({"ValidityPeriod": "0"}, 400, 21621),
        ({"ValidityPeriod": "36001"}, 400, 21621),
        ({"StatusCallback": "https://bot_shop.example/x"}, 400, 21609),
        ({"Colour": "red"}, 400, 20001),
    ],
)
async def test_what_twilio_refuses_is_refused_and_not_shown(
    emulator: TwilioEmulator, form: dict[str, Any], status: int, code: int
) -> None:
    emulator.opted_out.add("+33600000000")
    answer = await create(emulator, **form)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not emulator.ledger.shown


async def test_a_wrong_token_is_refused(emulator: TwilioEmulator) -> None:
    assert (await create(emulator, auth=(ACCOUNT, "wrong"))).status_code == 401


async def test_who_texted_stop_is_opted_out(emulator: TwilioEmulator) -> None:
    await emulator.texts(LEA, "Stop")
    assert (await create(emulator)).json()["code"] == 21610


@pytest.mark.parametrize(
    ("callbacks", "states"),
    [
        ("usual", ["sent", "delivered"]),
        ("twice", ["sent", "sent", "delivered", "delivered"]),
        ("backwards", ["delivered", "sent", "sending"]),
    ],
)
async def test_delivery_is_reported_signed_to_the_address_given(
    emulator: TwilioEmulator, callbacks: Any, states: list[str]
) -> None:
    emulator.callbacks = callbacks
    async with Bot() as bot:
        await create(emulator, StatusCallback=f"{bot.url}/status?part=ab")
        await bot.until(len(states))
        assert [form["MessageStatus"] for _, form, _ in bot.posts] == states
        for url, form, signature in bot.posts:
            assert url.endswith("/status?part=ab")
            assert RequestValidator(AUTH_TOKEN).validate(url, form, signature)


async def test_lost_reports_are_lost(emulator: TwilioEmulator) -> None:
    emulator.callbacks = "lost"
    async with Bot() as bot:
        await create(emulator, StatusCallback=f"{bot.url}/status")
        await create(emulator)
        assert not bot.posts


async def test_an_inbound_message_is_posted_signed_tried_twice_and_kept_all_the_same(emulator: TwilioEmulator) -> None:
    async with Bot() as bot:
        emulator.webhook_url = f"{bot.url}/webhooks/twilio"
        bot.statuses = [500, 500]
        sid = await emulator.texts(LEA, "Bonjour")
        assert [form["MessageSid"] for _, form, _ in bot.posts] == [sid, sid]
        url, form, signature = bot.posts[0]
        assert RequestValidator(AUTH_TOKEN).validate(url, form, signature)
        async with httpx.AsyncClient(auth=(ACCOUNT, AUTH_TOKEN), timeout=30) as client:
            found = (await client.get(emulator.url + PATH, params={"To": NUMBER})).json()
        assert [message["sid"] for message in found["messages"]] == [sid]


async def test_a_list_knows_whom_and_when_and_has_pages(emulator: TwilioEmulator) -> None:
    for number in range(3):
        await emulator.texts(f"+3360000000{number}", "x")
    await create(emulator)
    async with httpx.AsyncClient(auth=(ACCOUNT, AUTH_TOKEN), timeout=30) as client:

        async def listed(**query: str) -> list[str]:
            answer = (await client.get(emulator.url + PATH, params=query)).json()
            return [message["from"] for message in answer["messages"]]

        assert len(await listed()) == 4
        assert await listed(To=LEA) == [NUMBER]
        assert await listed(From="+33600000001") == ["+33600000001"]
        assert await listed(**{"DateSent>": "2999-01-01T00:00:00Z"}) == []
        assert len(await listed(**{"DateSent>": "2001-01-01T00:00:00Z"})) == 3, "what is queued has no date yet"
        page = (await client.get(emulator.url + PATH, params={"PageSize": "3"})).json()
        following = (await client.get(emulator.url + page["next_page_uri"])).json()
        assert (len(page["messages"]), len(following["messages"])) == (3, 1)
        assert (await client.get(emulator.url + PATH, params={"Colour": "red"})).status_code == 400
