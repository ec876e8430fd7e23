"""Telegram's webhook: secret, disk, 200; in this order."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.telegram.telegram_seal import Seal
from bot.model.events import ChatOpened, MessageReceived
from bot.store import Store, StoreUnavailable
from bot.web.doors import Doors, TelegramDoor
from tests.web.doorway import KEY, NOW, TELEGRAM_SECRET, app_of, client_of, events, open_doors, rows

PATH = "/webhooks/telegram"
SECRET = {"X-Telegram-Bot-Api-Secret-Token": TELEGRAM_SECRET}


def update(number: int, text: str = "Bonjour", chat: int = 7) -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": "Léa"}
    message = {
        "message_id": number,
        "date": int(NOW.timestamp()),
        "chat": {"id": chat, "type": "private"},
        "from": person,
        "text": text,
    }
    return {"update_id": number, "message": message}


async def test_an_update_is_on_disk_when_it_is_answered(store: Store) -> None:
    async with client_of(app_of(open_doors(store))) as client:
        answer = await client.post(PATH, json=update(1), headers=SECRET)
    assert answer.status_code == 200
    [event] = await events(store)
    assert isinstance(event, MessageReceived)
    assert event.text == "Bonjour"


async def test_the_same_update_again_has_no_effect(store: Store) -> None:
    async with client_of(app_of(open_doors(store))) as client:
        posts = [client.post(PATH, json=update(number % 5), headers=SECRET) for number in range(25)]
        answers = await asyncio.gather(*posts)
    assert {answer.status_code for answer in answers} == {200}
    assert await rows(store) == 5


async def test_start_opens_the_chat_with_its_payload(client: httpx.AsyncClient, shop_store: Store) -> None:
    await client.post(PATH, json=update(1, "/start machine-aroma"), headers=SECRET)
    [event] = await events(shop_store)
    assert isinstance(event, ChatOpened)
    assert event.payload == "machine-aroma"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Telegram-Bot-Api-Secret-Token": ""},
        {"X-Telegram-Bot-Api-Secret-Token": TELEGRAM_SECRET[:-1]},
        {"X-Telegram-Bot-Api-Secret-Token": TELEGRAM_SECRET + "x"},
        {"X-Telegram-Bot-Api-Secret-Token": TELEGRAM_SECRET.upper()},
        {"X-Telegram-Bot-Api-Secret-Token": TELEGRAM_SECRET.encode() + b"\xc3\xa9"},
        {"Authorization": f"Bearer {TELEGRAM_SECRET}"},
    ],
)
async def test_without_the_secret_nothing_is_written(
    client: httpx.AsyncClient, shop_store: Store, headers: dict[str, Any]
) -> None:
    answer = await client.post(PATH, json=update(1), headers=headers)
    assert answer.status_code == 401
    assert await rows(shop_store) == 0


async def test_a_thousand_forgeries_leave_no_row(client: httpx.AsyncClient, shop_store: Store) -> None:
    secrets = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=60).filter(
        lambda text: text != TELEGRAM_SECRET
    )
    found: set[int] = set()

    @settings(max_examples=1000, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(secrets, st.binary(max_size=200))
    def forge(secret: str, body: bytes) -> None:
        forged.append((secret, body))

    forged: list[tuple[str, bytes]] = []
    forge()
    for secret, body in forged:
        answer = await client.post(PATH, content=body, headers={"X-Telegram-Bot-Api-Secret-Token": secret})
        found.add(answer.status_code)
    assert found == {401}
    assert len(forged) >= 1000
    assert await rows(shop_store) == 0


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[1, 2]",
        b'{"update_id": "one"}',
        b'{"update_id": 1, "message": "hello"}',
        b"\xff\xfe\x00",
        b"[" * 500_000,
        b'{"update_id": 9, "new_kind": ' + b"[" * 300_000 + b"]" * 300_000 + b"}",
    ],
    ids=["empty", "cut", "null", "list", "wrong id", "wrong message", "no text", "deep", "deep in a field"],
)
async def test_what_cannot_be_read_is_kept_and_does_not_block_the_chat(store: Store, body: bytes) -> None:
    async with client_of(app_of(open_doors(store))) as client:
        answers = [await client.post(PATH, content=body, headers=SECRET) for _ in range(2)]
        following = await client.post(PATH, json=update(10), headers=SECRET)
    assert [answer.status_code for answer in answers] == [200, 200]
    assert following.status_code == 200
    [letter] = await store.inbox.dead()
    assert letter.customer == ""
    assert await rows(store) == 2


async def test_what_a_group_says_is_passed_over(client: httpx.AsyncClient, shop_store: Store) -> None:
    said = update(1)
    said["message"]["chat"] = {"id": -5, "type": "group"}
    assert (await client.post(PATH, json=said, headers=SECRET)).status_code == 200
    assert await rows(shop_store) == 0


async def test_a_store_that_is_away_is_not_acknowledged(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise StoreUnavailable("disk full")

    monkeypatch.setattr(doors.store.inbox, "put", fail)
    async with client_of(app_of(doors)) as client:
        answer = await client.post(PATH, json=update(1), headers=SECRET)
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert "disk" not in answer.text


async def test_a_pressed_button_is_answered_after_the_row_is_on_disk(shop_store: Store) -> None:
    order: list[tuple[str, int]] = []

    async def answer_press(query: str) -> None:
        order.append((query, await rows(shop_store)))

    seal = Seal(KEY)
    door = TelegramDoor(secret=TELEGRAM_SECRET, bot_id="42", seal=seal, answer_press=answer_press)
    press = {
        "update_id": 3,
        "callback_query": {
            "id": "query-1",
            "from": {"id": 7, "is_bot": False, "first_name": "Léa"},
            "message": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}},
            "data": seal.close("0" * 32, 1, chat="7"),
        },
    }
    async with client_of(app_of(open_doors(shop_store, telegram=door))) as client:
        answer = await client.post(PATH, content=json.dumps(press), headers=SECRET)
    assert answer.status_code == 200
    assert order == [("query-1", 1)]


async def test_a_bot_without_a_webhook_has_no_door(shop_store: Store) -> None:
    async with client_of(app_of(open_doors(shop_store, telegram=None))) as client:
        assert (await client.post(PATH, json=update(1), headers=SECRET)).status_code == 404


async def test_a_forged_button_is_passed_over_and_its_chat_goes_on(
    client: httpx.AsyncClient, shop_store: Store
) -> None:
    forged = {
        "update_id": 3,
        "callback_query": {
            "id": "query-1",
            "from": {"id": 7, "is_bot": False, "first_name": "Léa"},
            "message": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}},
            "data": Seal(b"another key").close("0" * 32, 1, chat="7"),
        },
    }
    assert (await client.post(PATH, json=forged, headers=SECRET)).status_code == 200
    assert await rows(shop_store) == 0
