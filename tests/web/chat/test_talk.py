"""What a visitor sends, and what another site can't make their browser send."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from bot.model.address import Address
from bot.model.events import ChatOpened, MessageReceived
from bot.model.message import Location, Pressed
from bot.store import Store, StoreUnavailable
from bot.web.chat import presses, visitor
from bot.web.doors import Doors
from tests.web.doorway import PUBLIC_URL, Clock, app_of, client_of, events, open_doors, rows

KEY, OTHER_KEY = "0" * 32, "1" * 32
HEADERS = {"Sec-Fetch-Site": "same-origin", "Origin": PUBLIC_URL}


async def hello(client: httpx.AsyncClient, **body: Any) -> httpx.Response:
    return await client.post("/chat/hello", json=body, headers=HEADERS)


async def say(client: httpx.AsyncClient, key: str = KEY, **body: Any) -> httpx.Response:
    return await client.post("/chat/messages", json={"key": key, **body}, headers=HEADERS)


async def arrive(client: httpx.AsyncClient, doors: Doors) -> Address:
    """Open the page as a browser does; returns the visitor's address."""
    await client.get("/chat")
    return visitor.address_of(client.cookies["__Host-visitor"], doors)


async def test_a_first_visit_is_an_event_however_often_the_page_is_opened(store: Store) -> None:
    doors = open_doors(store)
    async with client_of(app_of(doors)) as client:
        address = await arrive(client, doors)
        answers = [await hello(client, language="en", topic="machines") for _ in range(3)]
    assert [answer.json() for answer in answers] == [{"visitor": None}] * 3
    [event] = await events(store)
    assert isinstance(event, ChatOpened)
    assert (event.address, event.payload) == (address, "machines")
    assert event.profile is not None
    assert event.profile.language == "en"


async def test_a_browser_that_keeps_no_cookie_gets_a_token_to_keep(client: httpx.AsyncClient, doors: Doors) -> None:
    token = (await hello(client)).json()["visitor"]
    assert not client.cookies
    client.headers["X-Visitor"] = token
    assert (await hello(client)).json() == {"visitor": None}
    assert (await say(client, text="Bonjour")).status_code == 202
    opened, said = await events(doors.store)
    assert opened.address == said.address == visitor.address_of(token, doors)
    assert token not in str(await doors.store.database.read("SELECT * FROM inbox"))


async def test_what_is_said_is_on_disk_when_it_is_answered(store: Store) -> None:
    doors = open_doors(store)
    async with client_of(app_of(doors)) as client:
        address = await arrive(client, doors)
        answer = await say(client, text="  Une machine silencieuse ?\n")
    assert answer.status_code == 202
    [event] = await events(store)
    assert isinstance(event, MessageReceived)
    assert (event.address, event.text, event.message_id) == (address, "Une machine silencieuse ?", KEY)
    assert answer.json() == {"id": event.id}


async def test_the_same_key_is_the_same_message(client: httpx.AsyncClient, doors: Doors) -> None:
    await arrive(client, doors)
    answers = [await say(client, text="Bonjour") for _ in range(3)] + [await say(client, OTHER_KEY, text="Bonjour")]
    assert len({answer.json()["id"] for answer in answers}) == 2
    assert await rows(doors.store) == 2


async def test_the_same_key_of_another_visitor_is_another_message(doors: Doors) -> None:
    ids = set()
    for _ in range(2):
        async with client_of(app_of(doors)) as client:
            await arrive(client, doors)
            ids.add((await say(client, text="Bonjour")).json()["id"])
    assert len(ids) == 2


async def test_a_button_is_pressed(client: httpx.AsyncClient, doors: Doors) -> None:
    address = await arrive(client, doors)
    assert (await say(client, press=presses.close("prompt", 1, address, doors))).status_code == 202
    [event] = await events(doors.store)
    assert isinstance(event, MessageReceived)
    assert event.pressed == Pressed("prompt", 1)


async def test_a_place_is_shared(client: httpx.AsyncClient, doors: Doors) -> None:
    await arrive(client, doors)
    assert (await say(client, location={"latitude": 45.764, "longitude": 4.834})).status_code == 202
    [event] = await events(doors.store)
    assert event.location == Location(45.764, 4.834)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": "   "},
        {"text": "a" * 4001},
        {"text": 3},
        {"press": "prompt.0.forged"},
        {"text": "Bonjour", "press": "prompt.0.forged", "location": {"latitude": 1, "longitude": 1}},
        {"text": "Bonjour", "location": {"latitude": 1, "longitude": 1}},
        {"location": {"latitude": 91, "longitude": 0}},
        {"location": {"latitude": "NaN", "longitude": 0}},
        {"text": "Bonjour", "customer": "somebody else"},
        {"text": "Bonjour", "key": "short"},
        {"text": "Bonjour", "key": KEY.upper() + "g"},
    ],
)
async def test_what_is_no_message_is_refused(client: httpx.AsyncClient, doors: Doors, body: dict[str, Any]) -> None:
    await arrive(client, doors)
    answer = await client.post("/chat/messages", json={"key": KEY, **body}, headers=HEADERS)
    assert answer.status_code == 422
    assert await rows(doors.store) == 0


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 900_000, b'{"key": ' + b"[" * 900_000])
async def test_what_is_no_json_is_refused(client: httpx.AsyncClient, doors: Doors, body: bytes) -> None:
    await arrive(client, doors)
    for path in ("/chat/messages", "/chat/hello"):
        answer = await client.post(path, content=body, headers={**HEADERS, "Content-Type": "application/json"})
        assert answer.status_code == 422
    assert await rows(doors.store) == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": PUBLIC_URL + ".evil.example", "Sec-Fetch-Site": "same-origin"},
    ],
)
async def test_another_site_cannot_speak_for_a_visitor(
    client: httpx.AsyncClient, doors: Doors, headers: dict[str, str]
) -> None:
    await arrive(client, doors)
    for path in ("/chat/messages", "/chat/hello"):
        assert (await client.post(path, json={"key": KEY, "text": "x"}, headers=headers)).status_code == 403
    assert await rows(doors.store) == 0


async def test_a_plain_form_cannot_speak_at_all(client: httpx.AsyncClient, doors: Doors) -> None:
    await arrive(client, doors)
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""):
        answer = await client.post("/chat/messages", content=b"{}", headers={"Content-Type": kind})
        assert answer.status_code == 415
    assert await rows(doors.store) == 0


async def test_a_stranger_cannot_speak(client: httpx.AsyncClient, doors: Doors) -> None:
    assert (await say(client, text="Bonjour")).status_code == 401
    assert await rows(doors.store) == 0


async def test_who_hurries_is_asked_to_wait_and_others_are_not(doors: Doors) -> None:
    app, clock = app_of(doors), doors.clock
    assert isinstance(clock, Clock)
    async with client_of(app) as client, client_of(app) as other:
        await arrive(client, doors)
        await arrive(other, doors)
        answers = [await say(client, f"{number:032d}", text="Vite !") for number in range(20)]
        assert [answer.status_code for answer in answers] == [202] * 12 + [429] * 8
        assert int(answers[-1].headers["retry-after"]) >= 1
        assert (await say(other, text="Bonjour")).status_code == 202
        clock.pass_(seconds=1)
        assert (await say(client, OTHER_KEY, text="Voilà")).status_code == 202


async def test_a_network_cannot_bring_a_crowd_of_strangers(client: httpx.AsyncClient, doors: Doors) -> None:
    answers = [await hello(client) for _ in range(60)]
    assert [answer.status_code for answer in answers].count(200) == 40
    assert await rows(doors.store) == 40


async def test_a_store_that_is_away_acknowledges_nothing(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise StoreUnavailable("disk full")

    async with client_of(app_of(doors)) as client:
        await arrive(client, doors)
        monkeypatch.setattr(doors.store.inbox, "put", fail)
        assert (await say(client, text="Bonjour")).status_code == 503
        assert (await hello(client)).status_code == 503
