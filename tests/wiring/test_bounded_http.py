"""Real sockets: what a stranger may send before a request is one."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

import pytest
import uvicorn

from bot.wiring import bounded_http
from bot.wiring.bounded_http import LARGEST
from bot.wiring.request_heads import WANTED, parser

PIECE = b"a" * 16_384
MOST = 32 << 20  # bytes: what the system keeps between two sockets is far less


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Read the whole body and say how long it was."""
    length, more = 0, True
    while more:
        message = await receive()
        length += len(message.get("body", b""))
        more = message.get("more_body", False)
    said = str(length).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(said))]})
    await send({"type": "http.response.body", "body": said})


@asynccontextmanager
async def served(
    what: Any = app, most: int = WANTED
) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A connection to a server that holds so many."""
    server = uvicorn.Server(uvicorn.Config(what, port=0, http=parser(most), log_config=None, lifespan="off"))
    serving = asyncio.create_task(server.serve())
    async with asyncio.timeout(60):
        while not server.started:
            await asyncio.sleep(0.01)
        reader, writer = await asyncio.open_connection("127.0.0.1", server.servers[0].sockets[0].getsockname()[1])
        yield reader, writer
        writer.close()
        server.should_exit = True
        await serving


def endless(what: str) -> Iterator[bytes]:
    head = b"POST / HTTP/1.1\r\nHost: shop\r\n"
    chunked = head + b"Transfer-Encoding: chunked\r\n\r\n"
    match what:
        case "line":
            yield b"GET /"
        case "field":
            yield head + b"x: "
        case "fields":
            yield head
            yield from (b"x%d: " % number + PIECE[:1000] + b"\r\n" for number in count())
        case "chunk extension":
            yield chunked + b"5;"
        case "trailers":
            yield chunked + b"0\r\n"
            yield from (b"x%d: " % number + PIECE[:1000] + b"\r\n" for number in count())
    while True:
        yield PIECE


@pytest.mark.parametrize("what", ["line", "field", "fields", "chunk extension", "trailers"])
async def test_a_head_that_never_ends_is_not_kept(what: str) -> None:
    async with served() as (reader, writer):
        sent = 0
        with pytest.raises(ConnectionError):
            for piece in endless(what):
                writer.write(piece)
                await writer.drain()
                sent += len(piece)
                if sent > MOST or reader.at_eof():
                    break
            if reader.at_eof():
                raise ConnectionResetError
        assert sent < MOST


async def test_large_heads_and_bodies_within_the_bound_are_read_one_after_the_other() -> None:
    field = b"x: " + b"a" * (LARGEST // 2) + b"\r\n"
    async with served() as (reader, writer):
        for _ in range(5):
            body = PIECE * 100
            writer.write(
                b"POST / HTTP/1.1\r\nHost: shop\r\n" + field + b"Content-Length: %d\r\n\r\n" % len(body) + body
            )
            assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 200")
            assert await reader.readexactly(7) == b"%d" % len(body)
        chunks = b"".join(b"%x\r\n" % len(PIECE) + PIECE + b"\r\n" for _ in range(20))
        writer.write(b"POST / HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + b"0\r\n\r\n")
        await reader.readuntil(b"\r\n\r\n")
        assert await reader.readexactly(6) == b"%d" % (20 * len(PIECE))


async def test_who_sends_too_large_a_head_is_told_so() -> None:
    async with served() as (reader, writer):
        writer.write(b"GET / HTTP/1.1\r\nHost: shop\r\nx: " + PIECE * 5)
        assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 400")


HEAD = b"POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: 1000\r\n"


@pytest.mark.parametrize(
    ("first", "more"),
    [(b"", b""), (HEAD, b"x: y\r\n"), (b"GET /", b"a")],
    ids=["nothing comes", "a head that drips in", "a line that drips in"],
)
async def test_who_keeps_a_connection_waiting_is_let_go(
    first: bytes, more: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded_http, "PATIENCE", 0.3)
    async with served() as (reader, writer):
        writer.write(first)
        dripping = asyncio.create_task(drip(writer, more))
        with contextlib.suppress(ConnectionError):
            assert await reader.read() == b""
        dripping.cancel()


async def drip(writer: asyncio.StreamWriter, piece: bytes) -> None:
    while True:
        writer.write(piece)
        await asyncio.sleep(0.05)


async def answers_at_once(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


async def test_a_body_that_goes_on_after_its_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded_http, "PATIENCE", 0.3)
    async with served(answers_at_once) as (reader, writer):
        writer.write(HEAD + b"\r\n")
        dripping = asyncio.create_task(drip(writer, b"a"))
        await reader.readuntil(b"ok")
        with contextlib.suppress(ConnectionError):
            assert await reader.read() == b""
        dripping.cancel()


async def test_a_slow_answer_is_no_fault_of_who_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded_http, "PATIENCE", 0.1)

    async def slow(scope: Any, receive: Any, send: Any) -> None:
        await asyncio.sleep(0.5)
        await app(scope, receive, send)

    async with served(slow) as (reader, writer):
        for _ in range(2):
            writer.write(b"GET / HTTP/1.1\r\nHost: shop\r\n\r\n")
            assert (await reader.readuntil(b"\r\n\r\n0")).startswith(b"HTTP/1.1 200")


async def test_whoever_has_left_is_noticed_with_requests_behind_the_first() -> None:
    left = asyncio.Event()

    async def endless_answer(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        while (await receive())["type"] != "http.disconnect":
            await send({"type": "http.response.body", "body": PIECE, "more_body": True})
        left.set()

    async with served(endless_answer) as (reader, writer):
        writer.write(b"GET / HTTP/1.1\r\nHost: shop\r\n\r\n" * 3)
        await reader.read(100)
        writer.transport.abort()
        async with asyncio.timeout(30):
            await left.wait()


async def test_where_no_more_can_be_held_who_asks_goes_before_who_waits() -> None:
    async with served(most=2) as (reader, first):
        where = first.get_extra_info("peername")
        others = [await asyncio.open_connection(*where) for _ in range(2)]
        with contextlib.suppress(ConnectionError):
            assert await reader.read() == b""  # came first, and has asked nothing
        for other, writer in others:
            writer.write(b"GET / HTTP/1.1\r\nHost: shop\r\n\r\n")
            assert (await other.readuntil(b"\r\n")).startswith(b"HTTP/1.1 200")
            writer.close()
