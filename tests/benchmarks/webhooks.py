"""Webhook to durable 200: Telegram's updates through the whole web app, against the floor.

The floor is what nobody can undercut with the same server and the same disk: a bare ASGI function on uvicorn that reads
the body, hands it to one writer and answers once the writer's group commit (SQLite, WAL, synchronous FULL) is done. It
checks no secret, reads no JSON and knows no customer. Both run alone in a process, in turns, under the same callers.

    python -m tests.benchmarks.webhooks [--requests 4000] [--callers 50] [--rounds 3]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import uvicorn

from bot.wiring.program import settle
from bot.wiring.request_heads import parser

SECRET = "a-secret-of-the-benchmark"
CUSTOMERS = 500


class Round(NamedTuple):
    """Requests a second, and how long one took, in milliseconds."""

    rate: float
    median: float
    p99: float


def request_of(number: int) -> bytes:
    person = {"id": number % CUSTOMERS + 1, "is_bot": False, "first_name": "Léa", "language_code": "fr"}
    message = {
        "message_id": number,
        "date": 1_770_000_000,
        "chat": {"id": person["id"], "type": "private", "first_name": "Léa"},
        "from": person,
        "text": f"Bonjour, question {number}",
    }
    body = json.dumps({"update_id": number, "message": message}).encode()
    head = (
        "POST /webhooks/telegram HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
        f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def call(port: int, numbers: Sequence[int], took: list[float]) -> None:
    """One caller: one connection, one request after the other."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in [request_of(number) for number in numbers]:
        began = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head
        assert b"content-length: 0" in head.lower(), head
        took.append((time.perf_counter() - began) * 1000)
    writer.close()


async def load(port: int, requests: int, callers: int, first: int) -> Round:
    took: list[float] = []
    shares = [range(first + caller, first + requests, callers) for caller in range(callers)]
    began = time.perf_counter()
    await asyncio.gather(*(call(port, share, took) for share in shares))
    rate = requests / (time.perf_counter() - began)
    return Round(rate, statistics.median(took), statistics.quantiles(took, n=100)[98])


class GroupCommit:
    """One writer; those who come while it commits share the next commit."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.execute("CREATE TABLE inbox (position INTEGER PRIMARY KEY, raw TEXT)")
        self._waiting: list[tuple[str, asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def put(self, raw: str) -> None:
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((raw, done))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write())
        await done

    async def _write(self) -> None:
        while self._waiting:
            group, self._waiting = self._waiting, []
            await asyncio.to_thread(self._commit, [(raw,) for raw, _ in group])
            for _, done in group:
                done.set_result(None)
        self._writing = None

    def _commit(self, rows: list[tuple[str]]) -> None:
        self._database.execute("BEGIN IMMEDIATE")
        self._database.executemany("INSERT INTO inbox (raw) VALUES (?)", rows)
        self._database.execute("COMMIT")


def floor_app(path: Path) -> Any:
    writer = GroupCommit(path)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        body = b""
        more = True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
        await writer.put(body.decode())
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})

    return app


async def our_app(path: Path) -> Any:
    from bot.channels.telegram.telegram_seal import Seal
    from bot.store import Store, migrate
    from bot.web.app import create_app
    from bot.web.doors import Doors, TelegramDoor

    url = f"sqlite:///{path}"
    await migrate(url)
    key = b"k" * 32
    return create_app(
        Doors(
            store=await Store.open(url),
            playbook=lambda: None,
            clock=lambda: datetime.now(UTC),
            new_token=lambda: "t" * 43,
            key=key,
            telegram=TelegramDoor(secret=SECRET, bot_id="42", seal=Seal(key)),
            public_url="https://bot.example",
        )
    )


async def serve(what: str, path: Path) -> None:
    app = floor_app(path) if what == "floor" else await our_app(path)
    settle()  # as the program does once it has started
    quiet = {
        "log_level": "error",
        "access_log": False,
        "server_header": False,
        "date_header": False,
        "proxy_headers": False,
    }
    config = uvicorn.Config(app, port=0, http=parser(), lifespan="off", **quiet)  # type: ignore[arg-type]
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    print(server.servers[0].sockets[0].getsockname()[1], flush=True)
    await task


async def measure(what: str, requests: int, callers: int) -> Round:
    with tempfile.TemporaryDirectory() as folder:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.benchmarks.webhooks", "--serve", what, str(Path(folder) / "bench.db")),
            stdout=asyncio.subprocess.PIPE,
        )
        assert process.stdout is not None
        port = int(await process.stdout.readline())
        await load(port, callers * 10, callers, 0)  # warm
        result = await load(port, requests, callers, 1_000_000)
        process.terminate()
        await process.wait()
    return result


async def compare(requests: int, callers: int, rounds: int) -> None:
    found: dict[str, list[Round]] = {"floor": [], "ours": []}
    for _ in range(rounds):
        for what, results in found.items():
            results.append(await measure(what, requests, callers))
    best = {what: max(results, key=lambda one: one.rate) for what, results in found.items()}
    print(f"{requests} updates, {callers} callers at once, best of {rounds} rounds in turns")
    print("| what | a second | p50 ms | p99 ms |\n|---|---|---|---|")
    for what, one in best.items():
        print(f"| {what} | {one.rate:,.0f} | {one.median:.1f} | {one.p99:.1f} |")
    ratios = sorted(ours.rate / floor.rate for floor, ours in zip(found["floor"], found["ours"], strict=True))
    print(f"ratio to the floor: {statistics.median(ratios):.2f} (from {ratios[0]:.2f} to {ratios[-1]:.2f}); goal 0.45")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=4000)
    parser.add_argument("--callers", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--serve", nargs=2, metavar=("WHAT", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        asyncio.run(serve(options.serve[0], Path(options.serve[1])))
    else:
        asyncio.run(compare(options.requests, options.callers, options.rounds))


if __name__ == "__main__":
    main()
