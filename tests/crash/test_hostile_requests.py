"""Requests that no honest client makes, at the real server: none is a fault of ours, none keeps anybody else from being
served, none leaves a row or a stream behind (E1, E13).
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import secrets
from pathlib import Path

import httpx

from bot.store.database.database import Database
from tests.crash.bench import Bench, a_store
from tests.crash.customers import QUESTION, OnTelegram

JSON = "Content-Type: application/json"
FORM = "Content-Type: application/x-www-form-urlencoded; charset="
HELLO = b'{"language":"fr"}'
CHUNKED = "Transfer-Encoding: chunked"


def asks(method: str, path: str, *fields: str, body: bytes = b"", length: bool = True, version: str = "1.1") -> bytes:
    lines = [f"{method} {path} HTTP/{version}", "Host: shop", "Connection: close", *fields]
    if length:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


#: What is sent, and the first status that comes back (0: whatever is not 2xx nor 5xx, or nothing).
REQUESTS: list[tuple[bytes, int]] = [
    (b"GET /healthz HTTP/1.1\r\nHost: shop\r\n\r\n" * 300 + asks("GET", "/healthz"), 200),
    (asks("GET", "/healthz", length=False, version="1.0"), 200),
    (asks("GET", "http://evil.example/healthz"), 200),
    (asks("GET", "//evil.example/%2e%2e%2f"), 404),
    (asks("GET", "/media/" + "a" * 5000), 404),
    (asks("GET", "/media/%00"), 404),
    (asks("GET", "/media/%ff%fe/%ed%a0%80"), 404),
    (asks("GET", "/media/..%2f..%2f..%2fetc%2fpasswd"), 404),
    (asks("OPTIONS", "*"), 404),
    (asks("TRACE", "/chat"), 405),
    (asks("DELETE", "/chat/hello", JSON, "X-HTTP-Method-Override: POST", body=HELLO), 405),
    (asks("GET", "/chat/hello", JSON, "X-HTTP-Method-Override: POST", body=HELLO), 405),
    (asks("POST", "/chat/hello", JSON, "Content-Length: 3", body=HELLO), 400),
    (asks("POST", "/chat/hello", JSON, "Content-Length: -1", body=HELLO, length=False), 400),
    (asks("POST", "/chat/hello", JSON, "Content-Length: " + "9" * 25, length=False), 400),
    (asks("POST", "/chat/hello", JSON, CHUNKED, body=b"11\r\n" + HELLO + b"\r\n0\r\n\r\n"), 400),
    (asks("POST", "/chat/hello", JSON, CHUNKED, body=b"zz\r\n" + HELLO, length=False), 400),
    (asks("POST", "/chat/hello", JSON, "Content-Encoding: gzip", body=HELLO), 415),
    (asks("POST", "/chat/hello", JSON, body=HELLO.decode().encode("utf-16")), 422),
    (asks("POST", "/chat/hello", JSON, body=b"\xef\xbb\xbf" + HELLO), 422),
    (asks("POST", "/chat/hello", JSON, body=b'{"topic":"\xe9"}'), 422),
    (asks("POST", "/chat/hello", JSON, body=b'{"topic":"\\u0000"}'), 422),
    (asks("POST", "/chat/hello", JSON, body=b"[" * 100_000), 422),
    (asks("POST", "/webhooks/twilio", FORM + "latin-1", body=b"Body=\xe9&From=\xff"), 403),
    (asks("POST", "/console/sign-in", FORM + "klingon", body=b"email=%ff%00"), 403),
    (asks("POST", "/api/events", JSON, "webhook-id: \xff", "webhook-timestamp: " + "9" * 400, body=b"\xff"), 401),
    (asks("GET", "/chat/stream", "Last-Event-ID: " + "9" * 300), 401),
    (asks("GET", "/chat", "Cookie: visitor=\xff\xfe", "Origin: \xff", "Accept-Language: \xff"), 200),
    (asks("GET", "/healthz", *(f"X-{number}: a" for number in range(3000))), 200),
    (asks("GET", "/healthz", "X: " + "a" * 1_000_000), 0),
    (b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: a\x00b\r\n\r\n", 400),
    (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    (os.urandom(3000), 0),
]


async def answered(bench: Bench, request: bytes) -> list[int]:
    """Return the statuses of what came back until nothing more did."""
    reader, writer = await asyncio.open_connection("127.0.0.1", bench.port)
    got = bytearray()
    with contextlib.suppress(ConnectionError, TimeoutError):
        writer.write(request)
        async with asyncio.timeout(60):
            while piece := await reader.read(65_536):
                got += piece
    writer.close()
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", got)]


async def rows(bench: Bench) -> list[int]:
    database = await Database.open(bench.database_url)
    try:
        counts = [await database.read(f"SELECT COUNT(*) FROM {table}") for table in ("inbox", "customers")]
        return [int(count) for [[count]] in counts]
    finally:
        await database.close()


async def test_no_request_is_a_fault_of_ours_or_leaves_anything(tmp_path: Path) -> None:
    async with a_store(f"sqlite:///{tmp_path / 'shop.db'}", tmp_path) as bench:
        await bench.start()
        before = await rows(bench)
        for request, expected in REQUESTS:
            statuses = await answered(bench, request)
            assert all(status < 500 for status in statuses), request[:200]
            assert expected in (statuses[:1] or [0]) or (expected == 0 and 200 not in statuses), (
                request[:200],
                statuses,
            )
        assert await rows(bench) == before
        assert not bench.said('"level": "error"')
        lea = OnTelegram(bench, 461)
        await lea.writes("bonjour")
        await lea.hears(QUESTION)
        assert await bench.stop() == 0


async def test_who_leaves_with_requests_behind_their_stream_leaves_no_stream(tmp_path: Path) -> None:
    async with a_store(f"sqlite:///{tmp_path / 'shop.db'}", tmp_path) as bench:
        await bench.start()
        for _ in range(5):
            reader, writer = await asyncio.open_connection("127.0.0.1", bench.port)
            writer.write(asks("GET", "/chat/stream", f"X-Visitor: {secrets.token_urlsafe(32)}"))
            await reader.read(100)
            writer.write(asks("GET", "/healthz"))
            await writer.drain()
            writer.transport.abort()
        open_still = 5.0
        async with httpx.AsyncClient(timeout=30) as client, asyncio.timeout(120):
            while open_still:
                await asyncio.sleep(0.5)
                found = re.search(r"parcours_web_streams ([\d.]+)", (await client.get(f"{bench.url}/metrics")).text)
                assert found is not None
                open_still = float(found[1])
        assert await bench.stop() == 0
