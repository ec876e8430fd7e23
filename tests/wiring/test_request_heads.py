"""Real sockets: what a stranger may send before a request is one, with either parser."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

import pytest
import uvicorn

from bot.wiring.request_heads import LARGEST, parser

PARSERS: list[Any] = [parser(), "h11"]
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
async def served(http: Any) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A connection to a server with this parser."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, http=http, log_config=None, lifespan="off"))
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


@pytest.mark.parametrize("http", PARSERS, ids=str)
@pytest.mark.parametrize("what", ["line", "field", "fields", "chunk extension", "trailers"])
async def test_a_head_that_never_ends_is_not_kept(http: Any, what: str) -> None:
    async with served(http) as (reader, writer):
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


@pytest.mark.parametrize("http", PARSERS, ids=str)
async def test_large_heads_and_bodies_within_the_bound_are_read_one_after_the_other(http: Any) -> None:
    field = b"x: " + b"a" * (LARGEST // 2) + b"\r\n"
    async with served(http) as (reader, writer):
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
    async with served(PARSERS[0]) as (reader, writer):
        writer.write(b"GET / HTTP/1.1\r\nHost: shop\r\nx: " + PIECE * 5)
        assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 400")


def test_without_httptools_h11_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn.protocols.http.httptools_impl", None)
    assert parser() == "h11"
