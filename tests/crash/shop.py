"""The shop's own system: it takes what conversations emit, and holds each delivery against its signature."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec
from aiohttp import web
from standardwebhooks import Webhook

from tests.crash.bench import EVENTS_SECRET, Bench, free_port


class News(msgspec.Struct):
    """What a delivery tells. `type_` is the name of the event."""

    type_: str = msgspec.field(name="type")
    customer: dict[str, Any]
    data: dict[str, Any]


@dataclass
class Shop:
    """`ids` are those of the deliveries that it answered, in order; `told` what each says, once."""

    ids: list[str] = field(default_factory=list)
    told: dict[str, News] = field(default_factory=dict)
    breaches: list[str] = field(default_factory=list)

    def news(self, name: str) -> list[News]:
        """Return what was told under a name, each once however often it came."""
        return [one for one in self.told.values() if one.type_ == name]

    async def take(self, request: web.Request) -> web.Response:
        id_, body = request.headers["webhook-id"], await request.read()
        at = datetime.fromtimestamp(int(request.headers["webhook-timestamp"]), UTC)
        signature = Webhook(EVENTS_SECRET).sign(id_, at, body.decode())
        if signature not in request.headers["webhook-signature"].split():
            self.breaches.append(f"{id_} is not signed")
        news = msgspec.json.decode(body, type=News)
        if self.told.setdefault(id_, news) != news:
            self.breaches.append(f"{id_} says one thing and then another")
        self.ids.append(id_)
        return web.Response()


@asynccontextmanager
async def a_shop(bench: Bench) -> AsyncIterator[Shop]:
    """Open a shop's system and let the bench's program know of it from its next start on."""
    async with shop_at() as (shop, url):
        bench.settings["OUTGOING_WEBHOOK_URL"] = url
        yield shop


@asynccontextmanager
async def shop_at() -> AsyncIterator[tuple[Shop, str]]:
    """Open a shop's system; give it and the address that events go to. A wrong delivery fails at the end."""
    shop, app, port = Shop(), web.Application(), free_port()
    app.add_routes([web.post("/events", shop.take)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield shop, f"http://127.0.0.1:{port}/events"
    finally:
        await runner.cleanup()
    assert shop.breaches == []
