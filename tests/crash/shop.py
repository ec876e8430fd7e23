"""The shop's own system, which takes what conversations emit."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from tests.crash.bench import Bench, free_port


@dataclass
class Shop:
    """`ids` are those of the deliveries that it answered, in order."""

    ids: list[str] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        self.ids.append(request.headers["webhook-id"])
        return web.Response()


@asynccontextmanager
async def a_shop(bench: Bench) -> AsyncIterator[Shop]:
    """Open a shop's system and let the bench's program know of it from its next start on."""
    shop, app, port = Shop(), web.Application(), free_port()
    app.add_routes([web.post("/events", shop.take)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    bench.settings["OUTGOING_WEBHOOK_URL"] = f"http://127.0.0.1:{port}/events"
    try:
        yield shop
    finally:
        await runner.cleanup()
