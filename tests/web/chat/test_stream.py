"""The thread as server-sent events, on a real server and both databases."""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any, NamedTuple

import asyncpg
import httpx
import pytest
from starlette.requests import Request

from bot.model.address import Address
from bot.model.events import MessageReceived
from bot.store import Store, StoreUnavailable
from bot.store.database.identity import customer_id_of
from bot.store.database.statements import statements
from bot.store.database.times import micros
from bot.store.messages.record import event_json
from bot.web.chat import stream, visitor
from bot.web.chat.stream import HISTORY, OVERLAP, frame
from bot.web.doors import Doors
from bot.web.streams import OF_A_NETWORK, OF_ONE
from tests.web.doorway import Pen, app_of, client_of, open_doors, served

TOKEN = "v" * 43


class Frame(NamedTuple):
    event: str
    number: str
    data: dict[str, Any]


class Ear:
    """Reads a stream frame by frame."""

    def __init__(self, answer: httpx.Response) -> None:
        self._rows = answer.aiter_lines()

    async def next(self, *, dots: bool = False) -> Frame:
        """The next frame; those that tell of the three dots only where they are asked for."""
        while (one := await self._next()).event == "typing" and not dots:
            pass
        return one

    async def _next(self) -> Frame:
        read: dict[str, str] = {}
        async for row in self._rows:
            name, _, value = row.partition(": ")
            if row and name:
                read[name] = value
            elif "event" in read:
                return Frame(read["event"], read.get("id", ""), json.loads(read["data"]))
        raise AssertionError("the stream has ended")

    async def until_ready(self) -> list[Frame]:
        frames = []
        while (one := await self.next()).event != "ready":
            frames.append(one)
        return frames


@contextlib.asynccontextmanager
async def listening(address: str, last: str = "", token: str = TOKEN) -> AsyncIterator[Ear]:
    headers = {"X-Visitor": token, **({"Last-Event-ID": last} if last else {})}
    async with (
        httpx.AsyncClient(timeout=20) as client,
        client.stream("GET", f"{address}/chat/stream", headers=headers) as answer,
    ):
        assert answer.status_code == 200, await answer.aread()
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield Ear(answer)


@contextlib.asynccontextmanager
async def opened(url: str) -> AsyncIterator[Store]:
    """The same database as another process has it open."""
    store = await Store.open(url)
    try:
        yield store
    finally:
        await store.close()


def open_chat(store: Store) -> tuple[Doors, Pen, Address]:
    doors = open_doors(store)
    return doors, Pen(store, doors.clock), visitor.address_of(TOKEN, doors)


async def test_a_visitor_gets_the_thread_then_what_is_said(store: Store) -> None:
    doors, pen, lea = open_chat(store)
    await pen.hears(lea, "Une machine silencieuse ?")
    await pen.says(lea, "Voici l’Aroma 2.")
    async with served(app_of(doors), doors) as address, listening(address) as ear:
        assert [one.data["text"] for one in await ear.until_ready()] == [
            "Une machine silencieuse ?",
            "Voici l’Aroma 2.",
        ]
        await pen.says(lea, "Je vous la réserve ?", "Oui", "Non", prompt="p")
        asked = await ear.next()
        assert asked.data["text"] == "Je vous la réserve ?"
        assert [choice["label"] for choice in asked.data["choices"]] == ["Oui", "Non"]


async def test_who_comes_back_gets_what_they_missed_and_the_last_few_lines_at_most(store: Store) -> None:
    doors, pen, lea = open_chat(store)
    for number in range(OVERLAP + 5):
        await pen.says(lea, f"Message {number}")
    async with served(app_of(doors), doors) as address:
        async with listening(address) as ear:
            *_, last = await ear.until_ready()
        await pen.says(lea, "Encore un")
        async with listening(address, last=last.number) as ear:
            shown = [again.data["text"] for again in await ear.until_ready()]
    assert shown == [*(f"Message {number}" for number in range(5, OVERLAP + 5)), "Encore un"]


@pytest.mark.parametrize("comes_back", [False, True])
async def test_a_line_that_is_committed_after_a_later_one_is_shown_too(postgres_url: str, comes_back: bool) -> None:
    """Positions are given before a commit: the earlier one of two may be seen last."""
    async with opened(postgres_url) as store:
        doors, pen, lea = open_chat(store)
        other = await asyncpg.connect(postgres_url)
        try:
            slow = other.transaction()
            await slow.start()
            said = MessageReceived(id="slow", address=lea, text="Un")
            row = (customer_id_of(lea), micros(doors.clock()), "web", lea.id, "slow", "Un", event_json(said))
            await other.execute(statements("turns")["heard"], *row)
            await pen.says(lea, "Deux")
            thread = stream.Thread(lea, doors, 0)
            assert _said(await thread.start()) == ["Deux"]
            await slow.commit()
        finally:
            await other.close()
        if comes_back:
            [two] = await store.transcript.latest_of_address(lea, 1)
            assert "Un" in _said(await stream.Thread(lea, doors, two.position).start())
        else:
            assert _said(await thread.news()) == ["Un"]
            assert _said(await thread.news()) == []


def _said(frames: list[str]) -> list[str]:
    return [json.loads(one.partition("data: ")[2])["text"] for one in frames if one.startswith("event: line")]


async def test_all_tabs_and_all_processes_see_the_same(
    database_url: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "LOOK_AGAIN", 0.05)  # another process on SQLite is not rung for
    doors, pen, lea = open_chat(store)
    async with (
        opened(database_url) as elsewhere,
        served(app_of(doors), doors) as first,
        served(app_of(other := open_doors(elsewhere)), other) as second,
        listening(first) as one,
        listening(first) as two,
        listening(second) as three,
    ):
        for ear in (one, two, three):
            assert await ear.until_ready() == []
        await pen.says(lea, "Bonjour")
        await pen.hears(lea, "Bonjour !")
        for ear in (one, two, three):
            assert [(await ear.next()).data["text"] for _ in range(2)] == ["Bonjour", "Bonjour !"]


async def test_the_dots_are_the_same_in_all_tabs_and_end_when_it_is_read(store: Store) -> None:
    """Rung for, not looked for: the stream would look by itself every three seconds only."""
    doors, pen, _ = open_chat(store)
    headers = {"X-Visitor": TOKEN}
    async with (
        served(app_of(doors), doors) as address,
        httpx.AsyncClient(headers=headers, timeout=30) as client,
        listening(address) as one,
        listening(address) as two,
    ):
        for ear in (one, two):
            assert await ear.until_ready() == []
        said = await client.post(f"{address}/chat/messages", json={"key": "a" * 32, "text": "Bonjour"})
        for ear in (one, two):
            assert (await ear.next(dots=True))[::2] == ("typing", {"on": True})
        async with listening(address) as late:
            assert await late.until_ready() == []
            assert (await late.next(dots=True))[::2] == ("typing", {"on": True})
        await pen.meets()
        for ear in (one, two):
            frames = [await ear.next(dots=True) for _ in range(2)]
            assert {frame.event for frame in frames} == {"line", "typing"}
            assert [frame.data["id"] for frame in frames if frame.event == "line"] == [said.json()["id"]]
            assert [frame.data for frame in frames if frame.event == "typing"] == [{"on": False}]


async def test_a_ring_that_is_lost_loses_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "LOOK_AGAIN", 0.05)
    doors, pen, lea = open_chat(store)
    async with served(app_of(doors), doors) as address, listening(address) as ear:
        await ear.until_ready()
        monkeypatch.setattr(type(store.bell), "ring", lambda *_: None)
        await pen.says(lea, "Bonjour")
        assert (await ear.next()).data["text"] == "Bonjour"


async def test_nobody_sees_what_is_said_to_another(store: Store) -> None:
    doors, pen, lea = open_chat(store)
    await pen.says(lea, "Rien que pour vous")
    async with served(app_of(doors), doors) as address, listening(address, token="w" * 43) as ear:
        assert await ear.until_ready() == []


async def test_a_pressed_choice_reads_as_its_label_for_who_comes_back(store: Store) -> None:
    doors, pen, lea = open_chat(store)
    await pen.says(lea, "En magasin ?", "Oui", "Non", prompt="p")
    async with served(app_of(doors), doors) as address, httpx.AsyncClient(timeout=30) as client:
        async with listening(address) as ear:
            [asked] = await ear.until_ready()
        body = {"key": "a" * 32, "press": asked.data["choices"][0]["press"]}
        said = await client.post(f"{address}/chat/messages", json=body, headers={"X-Visitor": TOKEN})
        await pen.meets()
        async with listening(address, last=asked.number) as ear:
            [_, pressed] = await ear.until_ready()
    assert (pressed.data["from"], pressed.data["text"]) == ("me", "Oui")
    assert pressed.data["id"] == said.json()["id"]


async def test_a_long_thread_shows_its_end(shop_store: Store) -> None:
    doors, pen, lea = open_chat(shop_store)
    for number in range(HISTORY + 5):
        await pen.says(lea, f"Message {number}")
    async with served(app_of(doors), doors) as address, listening(address) as ear:
        shown = [one.data["text"] for one in await ear.until_ready()]
        await pen.says(lea, "Encore un")
        following = await ear.next()
    assert shown == [f"Message {number}" for number in range(5, HISTORY + 5)]
    assert following.data["text"] == "Encore un"


async def test_a_server_that_stops_lets_its_streams_go(shop_store: Store) -> None:
    doors, _, _ = open_chat(shop_store)
    app = app_of(doors)
    async with served(app, doors) as address, listening(address) as ear:
        await ear.until_ready()
        assert len(app.state.streams) == 1
        doors.close()
        with pytest.raises(AssertionError, match="ended"):
            await ear.next()
    assert len(app.state.streams) == 0


async def test_who_leaves_is_forgotten(shop_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "LOOK_AGAIN", 0.02)
    doors, _, _ = open_chat(shop_store)
    app = app_of(doors)
    async with served(app, doors) as address:
        async with listening(address) as ear:
            await ear.until_ready()
        async with listening(address) as ear:  # by the time that the next has its thread, the first is gone
            await ear.until_ready()
            assert len(app.state.streams) <= 2
    assert len(app.state.streams) == 0


async def test_a_stranger_has_no_thread(client: httpx.AsyncClient) -> None:
    assert (await client.get("/chat/stream")).status_code == 401


async def test_one_visitor_cannot_take_all_streams(shop_store: Store) -> None:
    doors, _, lea = open_chat(shop_store)
    app = app_of(doors)
    for _ in range(OF_ONE):
        assert app.state.streams.enter(lea.id)
    async with client_of(app) as client:
        answer = await client.get("/chat/stream", headers={"X-Visitor": TOKEN})
    assert answer.status_code == 429
    assert answer.headers["retry-after"]
    assert len(app.state.streams) == OF_ONE


async def test_one_address_of_the_network_cannot_take_all_streams(shop_store: Store) -> None:
    app = app_of(open_doors(shop_store))
    for number in range(OF_A_NETWORK):
        assert app.state.streams.enter(f"visitor {number}", "93.184.216.34")
    async with client_of(app) as client:
        behind = {"X-Visitor": TOKEN, "X-Forwarded-For": "93.184.216.34"}
        assert (await client.get("/chat/stream", headers=behind)).status_code == 429


async def test_a_place_is_left_where_the_thread_can_t_be_read(
    shop_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gone(*_: object) -> None:
        raise StoreUnavailable("gone")

    app = app_of(open_doors(shop_store))
    monkeypatch.setattr(shop_store.transcript, "latest_of_address", gone)
    async with client_of(app) as client:
        assert (await client.get("/chat/stream", headers={"X-Visitor": TOKEN})).status_code == 503
    assert len(app.state.streams) == 0


def test_a_frame_is_one_line_of_data_whatever_it_says() -> None:
    assert frame("line", {"text": "a\nb\r\n\ndata: c"}, 7).splitlines() == [
        "event: line",
        "id: 7",
        'data: {"text": "a\\nb\\r\\n\\ndata: c"}',
        "",
    ]


@pytest.mark.parametrize("last", ["", "x", "-1", "٣", "9" * 40])
def test_a_last_event_id_of_nonsense_is_from_the_start(last: str) -> None:
    request = Request({"type": "http", "headers": [(b"last-event-id", last.encode())]})
    assert stream._last_seen(request) == 0


def test_a_last_event_id_is_a_position() -> None:
    assert stream._last_seen(Request({"type": "http", "headers": [(b"last-event-id", b"42")]})) == 42
