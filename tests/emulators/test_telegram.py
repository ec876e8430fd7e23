from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from aiohttp import web

from tests.emulators.telegram import TOKEN, TelegramEmulator


@pytest.fixture
async def emulator() -> AsyncIterator[TelegramEmulator]:
    async with TelegramEmulator() as running:
        yield running


async def call(emulator: TelegramEmulator, method: str, token: str = TOKEN, **parameters: Any) -> httpx.Response:
    async with httpx.AsyncClient(timeout=30) as client:
        return await client.post(f"{emulator.url}/bot{token}/{method}", json=parameters)


class Bot:
    """A webhook that answers what it is told to, and keeps what it was sent."""

    def __init__(self) -> None:
        self.updates: list[dict[str, Any]] = []
        self.headers: list[Any] = []
        self.statuses: list[int] = []

    async def __aenter__(self) -> Bot:
        app = web.Application()
        app.add_routes([web.post("/hook", self._take)])
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}/hook"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _take(self, request: web.Request) -> web.Response:
        self.updates.append(await request.json())
        self.headers.append(request.headers)
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)

    async def until(self, count: int) -> None:
        async with asyncio.timeout(30):
            while len(self.updates) < count:
                await asyncio.sleep(0.005)


async def test_a_message_is_shown_and_answered_as_published(emulator: TelegramEmulator) -> None:
    answer = (await call(emulator, "sendMessage", chat_id=7, text="Bonjour")).json()
    assert answer["ok"]
    assert answer["result"]["text"] == "Bonjour"
    assert emulator.ledger.texts(7) == ["Bonjour"]


@pytest.mark.parametrize(
    ("method", "token", "parameters", "status"),
    [
        ("sendMessage", "1:wrong", {"chat_id": 7, "text": "x"}, 401),
        ("sendMessage", TOKEN, {"chat_id": 7, "text": "  "}, 400),
        ("sendMessage", TOKEN, {"chat_id": 7, "text": "x" * 4097}, 400),
        ("sendMessage", TOKEN, {"chat_id": 7, "text": "👍" * 2049}, 400),
        ("sendMessage", TOKEN, {"chat_id": 666, "text": "x"}, 403),
        ("sendMessage", TOKEN, {"chat_id": 404, "text": "x"}, 400),
        ("sendPhoto", TOKEN, {"chat_id": 7, "photo": "p", "caption": "x" * 1025}, 400),
        ("answerCallbackQuery", TOKEN, {"callback_query_id": "old-1"}, 400),
        ("flyToTheMoon", TOKEN, {}, 404),
    ],
)
async def test_what_telegram_refuses_is_refused_and_not_shown(
    emulator: TelegramEmulator, method: str, token: str, parameters: dict[str, Any], status: int
) -> None:
    emulator.blocked.add(666)
    emulator.missing.add(404)
    answer = await call(emulator, method, token, **parameters)
    assert (answer.status_code, answer.json()["error_code"]) == (status, status)
    assert not emulator.ledger.shown


async def test_callback_data_over_64_bytes_is_refused(emulator: TelegramEmulator) -> None:
    def markup(data: str) -> dict[str, Any]:
        return {"inline_keyboard": [[{"text": "Oui", "callback_data": data}]]}

    assert (await call(emulator, "sendMessage", chat_id=7, text="x", reply_markup=markup("é" * 32))).status_code == 200
    assert (await call(emulator, "sendMessage", chat_id=7, text="x", reply_markup=markup("é" * 33))).status_code == 400


async def test_a_parameter_that_is_not_published_is_a_breach(emulator: TelegramEmulator) -> None:
    answer = await call(emulator, "sendMessage", chat_id=7, text="x", colour="red")
    assert answer.status_code == 400
    assert emulator.breaches


async def test_updates_wait_until_a_higher_offset_acknowledges_them(emulator: TelegramEmulator) -> None:
    first, second = emulator.writes(7, "un"), emulator.writes(7, "deux")

    async def numbers(**parameters: Any) -> list[int]:
        answer = await call(emulator, "getUpdates", **parameters)
        return [update["update_id"] for update in answer.json()["result"]]

    assert await numbers() == await numbers() == [first, second]
    assert await numbers(offset=second) == [second]
    assert await numbers(offset=second + 1) == []
    assert await numbers() == []


async def test_a_long_poll_ends_with_the_first_news(emulator: TelegramEmulator) -> None:
    polling = asyncio.create_task(call(emulator, "getUpdates", timeout=30))
    while not emulator.requests:
        await asyncio.sleep(0.005)
    emulator.writes(7, "enfin")
    async with asyncio.timeout(30):
        assert (await polling).json()["result"][0]["message"]["text"] == "enfin"


async def test_a_webhook_and_polling_exclude_each_other(emulator: TelegramEmulator) -> None:
    await call(emulator, "setWebhook", url="http://127.0.0.1:9/")
    assert (await call(emulator, "getUpdates")).status_code == 409
    await call(emulator, "deleteWebhook")
    assert (await call(emulator, "getUpdates")).status_code == 200


async def test_updates_are_pushed_with_the_secret_and_only_those_asked_for(emulator: TelegramEmulator) -> None:
    async with Bot() as bot:
        await call(emulator, "setWebhook", url=bot.url, secret_token="s3cret", allowed_updates=["message"])
        emulator.blocks(7)
        emulator.writes(7, "bonjour")
        await bot.until(1)
        assert [update["message"]["text"] for update in bot.updates] == ["bonjour"]
        assert bot.headers[0]["X-Telegram-Bot-Api-Secret-Token"] == "s3cret"


async def test_one_chats_next_update_waits_until_the_first_is_taken_and_others_do_not(
    emulator: TelegramEmulator,
) -> None:
    async with Bot() as bot:
        await call(emulator, "setWebhook", url=bot.url)
        bot.statuses = [500, 500]
        emulator.writes(7, "un")
        emulator.writes(7, "deux")
        await bot.until(4)
        assert [update["message"]["text"] for update in bot.updates] == ["un", "un", "un", "deux"]


async def test_a_press_carries_what_was_put_behind_the_button(emulator: TelegramEmulator) -> None:
    markup = {"inline_keyboard": [[{"text": "Oui", "callback_data": "sealed"}]]}
    await call(emulator, "sendMessage", chat_id=7, text="Alors ?", reply_markup=markup)
    emulator.presses(7, "Oui", query="q1")
    (update,) = (await call(emulator, "getUpdates")).json()["result"]
    assert update["callback_query"]["data"] == "sealed"
    with pytest.raises(LookupError):
        emulator.presses(8, "Oui")


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"action": "reset"}, httpx.RemoteProtocolError),
        ({"action": "half"}, httpx.RemoteProtocolError),
        ({"action": "hang"}, httpx.ReadTimeout),
    ],
)
@pytest.mark.parametrize("accepted", [True, False])
async def test_it_fails_on_the_wire_as_told_and_then_recovers(
    emulator: TelegramEmulator, fault: dict[str, Any], error: type[Exception], accepted: bool
) -> None:
    emulator.fail(**fault, accepted=accepted)
    async with httpx.AsyncClient(timeout=httpx.Timeout(30, read=0.3)) as client:
        with pytest.raises(error):
            await client.post(f"{emulator.url}/bot{TOKEN}/sendMessage", json={"chat_id": 7, "text": "x"})
    assert len(emulator.ledger.shown) == accepted
    assert (await call(emulator, "sendMessage", chat_id=7, text="y")).status_code == 200


async def test_it_takes_no_connections_until_it_does_again(emulator: TelegramEmulator) -> None:
    await emulator.refuse()
    with pytest.raises(httpx.ConnectError):
        await call(emulator, "getMe")
    await emulator.welcome()
    assert (await call(emulator, "getMe")).json()["result"]["is_bot"]


async def test_another_process_can_make_it_do_what_a_test_can(emulator: TelegramEmulator) -> None:
    async with httpx.AsyncClient(timeout=30) as client:
        await client.post(f"{emulator.url}/_control/writes", content=json.dumps({"chat": 7, "text": "bonjour"}))
        await client.post(f"{emulator.url}/_control/fail", content=json.dumps({"action": "status", "status": 502}))
        assert (await call(emulator, "getUpdates")).status_code == 502
        assert (await call(emulator, "getUpdates")).json()["result"][0]["message"]["text"] == "bonjour"
        await call(emulator, "sendMessage", chat_id=7, text="Bonjour !")
        shown = (await client.get(f"{emulator.url}/_ledger")).json()
        assert [entry["text"] for entry in shown["shown"]] == ["Bonjour !"]


async def test_an_update_is_kept_for_a_day_and_a_press_for_150_seconds() -> None:
    at = datetime(2026, 11, 24, 13, tzinfo=UTC)
    times = [at]
    async with TelegramEmulator(now=lambda: times[0]) as telegram:
        telegram.writes(7, "hier")
        times[0] = at + timedelta(hours=20)
        telegram.writes(7, "ce matin")
        times[0] = at + timedelta(hours=30)
        updates = await telegram._updates({"timeout": 0})
        assert [update["message"]["text"] for update in updates] == ["ce matin"]
        assert len(telegram.expired) == 1
