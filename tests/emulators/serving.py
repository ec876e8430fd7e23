"""What both emulators share: a server that can be refused, a door for other processes, a memory of breaches."""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any, Self

import aiohttp
from aiohttp import web

from tests.emulators.faults import Fault, Faults
from tests.emulators.ledger import Ledger


class Emulator:
    """A provider. `breaches` are requests that the specification does not allow: a test should find none."""

    def __init__(self, *, port: int = 0, ledger: Path | None = None) -> None:
        self.ledger = Ledger(ledger)
        self.faults = Faults()
        self.breaches: list[str] = []
        self.requests: list[str] = []
        self._port = port
        self._runner: web.AppRunner | None = None
        self._site: web.TCPSite | None = None
        self._client: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._now: Callable[[], datetime] = lambda: datetime.now(UTC)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def routes(self) -> list[web.RouteDef]:
        raise NotImplementedError

    def fail(self, action: str, *, times: int = 1, **how: Any) -> None:
        """Get the next `times` requests wrong; see `faults.Fault`."""
        self.faults.add(Fault(action, **how), times)  # type: ignore[arg-type]

    async def refuse(self) -> None:
        """Take no connections until `welcome`."""
        if self._site is not None:
            await self._site.stop()
            self._site = None
        for connection in list(self._runner.server.connections if self._runner and self._runner.server else ()):
            if connection.transport is not None:
                connection.transport.close()

    async def welcome(self) -> None:
        """Take connections again, where they were taken before."""
        assert self._runner is not None
        self._site = web.TCPSite(self._runner, "127.0.0.1", self._port, reuse_address=True)
        await self._site.start()
        server = self._site._server
        assert server is not None
        self._port = server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=60 * 1024 * 1024)
        app.add_routes(
            [*self.routes(), web.post("/_control/{verb}", self._control), web.get("/_ledger", self._show_ledger)]
        )
        app.on_response_prepare.append(self._date)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        self._client = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=15))
        await self.welcome()
        return self

    async def _date(self, _: web.Request, response: web.StreamResponse) -> None:
        """Our clock is the emulator's, which a test may let run faster."""
        response.headers["Date"] = format_datetime(self._now().astimezone(UTC), usegmt=True)

    async def __aexit__(self, *_: object) -> None:
        self.faults.closing.set()
        for task in self._tasks:
            task.cancel()
        assert self._runner is not None and self._client is not None
        await self._runner.cleanup()
        await self._client.close()
        self.ledger.close()

    def background(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def post(self, url: str, body: bytes, headers: dict[str, str]) -> int | None:
        """Post to the bot; return the status, None where nobody answered."""
        assert self._client is not None
        try:
            async with self._client.post(url, data=body, headers=headers) as answer:
                await answer.read()
                return answer.status
        except (aiohttp.ClientError, TimeoutError, OSError):
            return None

    async def _control(self, request: web.Request) -> web.Response:
        """`POST /_control/writes {"chat": 7, "text": "bonjour"}` calls the method of that name."""
        verb: Callable[..., Any] = getattr(self, request.match_info["verb"])
        came = verb(**json.loads(await request.text() or "{}"))
        value = await came if isinstance(came, Awaitable) else came
        return web.json_response(dataclasses.asdict(value) if dataclasses.is_dataclass(value) else value)  # type: ignore[arg-type]

    async def _show_ledger(self, _: web.Request) -> web.Response:
        return web.json_response({"shown": self.ledger.shown, "breaches": self.breaches})


def main(kind: Callable[..., Emulator]) -> None:
    """Run an emulator as a process, until it is stopped."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--ledger", type=Path)
    given = parser.parse_args()

    async def serve() -> None:
        async with kind(port=given.port, ledger=given.ledger) as emulator:
            print(emulator.url, flush=True)
            await asyncio.Event().wait()

    asyncio.run(serve())
