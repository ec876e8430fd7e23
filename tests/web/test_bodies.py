"""Bodies: bounded in size and in time, never unpacked."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator

import httpx
import pytest

from bot.web import bodies
from bot.web.doors import Doors
from tests.web.doorway import TELEGRAM_SECRET, app_of, rows, served

PATH = "/webhooks/telegram"
SECRET = {"X-Telegram-Bot-Api-Secret-Token": TELEGRAM_SECRET}
MIB = 1024 * 1024


async def _in_pieces(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // 4096):
        yield b" " * 4096


async def test_a_body_over_a_mebibyte_is_too_large(client: httpx.AsyncClient, doors: Doors) -> None:
    announced = await client.post(PATH, content=b" " * (MIB + 1), headers=SECRET)
    streamed = await client.post(PATH, content=_in_pieces(2 * MIB), headers=SECRET)
    lying = await client.post(PATH, content=_in_pieces(2 * MIB), headers=SECRET | {"Content-Length": "10"})
    assert [answer.status_code for answer in (announced, streamed, lying)] == [413, 413, 413]
    assert await rows(doors.store) == 0


async def test_who_sends_too_much_hears_it_over_a_real_socket(doors: Doors) -> None:
    async with served(app_of(doors), doors) as address, httpx.AsyncClient(timeout=30) as client:
        for _ in range(5):
            for content in (_in_pieces(3 * MIB), b" " * (3 * MIB)):
                answer = await client.post(f"{address}{PATH}", content=content, headers=SECRET)
                assert (answer.status_code, answer.text) == (413, "The request is too large.")
    assert await rows(doors.store) == 0


async def test_a_body_of_a_mebibyte_is_taken(client: httpx.AsyncClient) -> None:
    assert (await client.post(PATH, content=b" " * MIB, headers=SECRET)).status_code == 200


async def test_a_large_body_is_refused_on_every_door(client: httpx.AsyncClient) -> None:
    doors = ("/api/events", "/webhooks/twilio", "/webhooks/twilio/status", "/chat/hello")
    headers = {"content-type": "application/json"}
    answers = [await client.post(path, content=_in_pieces(2 * MIB), headers=headers) for path in doors]
    assert {answer.status_code for answer in answers} == {413}
    assert answers[0].headers["content-type"] == "application/problem+json"


async def test_the_secret_is_asked_for_before_the_body(client: httpx.AsyncClient) -> None:
    assert (await client.post(PATH, content=b" " * (2 * MIB))).status_code == 401


async def test_a_compressed_body_is_never_unpacked(client: httpx.AsyncClient) -> None:
    bomb = gzip.compress(b"[" * 50 * MIB)
    answer = await client.post(PATH, content=bomb, headers=SECRET | {"Content-Encoding": "gzip"})
    assert answer.status_code == 415


async def test_a_length_that_is_no_number_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post(PATH, content=_in_pieces(4096), headers=SECRET | {"Content-Length": "many"})
    assert answer.status_code == 400


async def test_a_body_that_never_ends_is_given_up(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "PATIENCE", 0.05)
    async with served(app_of(doors), doors) as address:
        reader, writer = await asyncio.open_connection("127.0.0.1", int(address.rpartition(":")[2]))
        head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n"
        writer.write(f"{head}X-Telegram-Bot-Api-Secret-Token: {TELEGRAM_SECRET}\r\n\r\n{{".encode())
        answer = await reader.readuntil(b"\r\n\r\n")
        writer.close()
    assert answer.startswith(b"HTTP/1.1 408")
    assert await rows(doors.store) == 0


async def test_a_caller_who_leaves_in_the_middle_leaves_nothing(doors: Doors) -> None:
    async with served(app_of(doors), doors) as address:
        _, writer = await asyncio.open_connection("127.0.0.1", int(address.rpartition(":")[2]))
        head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n"
        writer.write(f"{head}X-Telegram-Bot-Api-Secret-Token: {TELEGRAM_SECRET}\r\n\r\n{{".encode())
        await writer.drain()
        writer.close()
        async with httpx.AsyncClient(timeout=30) as client:
            assert (await client.get(f"{address}/healthz")).status_code == 200
    assert await rows(doors.store) == 0
