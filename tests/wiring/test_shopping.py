"""A customer of the web chat orders, rates, compares and books with the program in service, on PostgreSQL.

The processes are the real ones, as they are started in service, and so are the sockets; the shop's system answers as
one would that knows nothing of the customer but what the order's own event told it.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from standardwebhooks import Webhook

from bot.web.chat.visitor import HEADER
from tests.crash.bench import EVENTS_SECRET, free_port
from tests.crash.shop import Shop, shop_at
from tests.crash.shopping import BOOK, COMPARE, ORDER, PLAYBOOK, RATE, Script
from tests.wiring.test_program import processes

PATIENCE = 60.0


class Visitor:
    """Somebody on the shop's page, with their thread open: `lines` are what it has shown."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.lines: list[dict[str, Any]] = []
        self._origin = {"origin": str(client.base_url).rstrip("/")}

    async def arrives(self) -> None:
        hello = await self._posts("/chat/hello", language="fr")
        self.client.headers[HEADER] = hello["visitor"]

    async def listens(self) -> None:
        async with self.client.stream("GET", "/chat/stream", timeout=None) as answer:
            event = ""
            async for row in answer.aiter_lines():
                name, _, value = row.partition(": ")
                event = value if name == "event" else event
                if name == "data" and event == "line":
                    self.lines.append(json.loads(value))

    async def says(self, text: str) -> None:
        await self._posts("/chat/messages", key=secrets.token_hex(16), text=text)

    async def presses(self, beginning: str) -> None:
        """Press the newest button whose label begins so."""
        choices = [choice for line in reversed(self.lines) for choice in line.get("choices", ())]
        press = next(choice["press"] for choice in choices if choice["label"].startswith(beginning))
        await self._posts("/chat/messages", key=secrets.token_hex(16), press=press)

    async def hears(self, words: str) -> dict[str, Any]:
        """Return the newest line with these words, which the shop said."""
        await until(lambda: any(words in line["text"] for line in self.heard()), lambda: f"{words!r}: {self.heard()}")
        return next(line for line in reversed(self.heard()) if words in line["text"])

    def heard(self) -> list[dict[str, Any]]:
        return [line for line in self.lines if line["from"] == "bot"]

    async def goes_through(self, script: Script) -> None:
        for words, answer in (*script.before, (script.acts[0], script.answer), *script.after):
            await self.says(words)
            await self.hears(answer)

    async def _posts(self, path: str, **body: str) -> Any:
        answer = await self.client.post(path, json=body, headers=self._origin)
        assert answer.is_success, f"{path}: {answer.status_code} {answer.text}"
        return answer.json()


async def until(holds: Callable[[], bool], otherwise: Callable[[], str]) -> None:
    for _ in range(int(PATIENCE / 0.02)):
        if holds():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"it never came about: {otherwise()}")


async def shop_says(client: httpx.AsyncClient, name: str, customer: dict[str, Any], data: dict[str, Any]) -> None:
    body = msgspec.json.encode({"type": name, "customer": customer, "data": data}).decode()
    key, now = f"msg_{secrets.token_hex(8)}", datetime.now(UTC)
    headers = {
        "webhook-id": key,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(EVENTS_SECRET).sign(key, now, body),
    }
    answer = await client.post("/api/events", content=body, headers=headers)
    assert answer.status_code == 202, answer.text


@asynccontextmanager
async def in_service(url: str, folder: Path, *roles: str) -> AsyncIterator[tuple[httpx.AsyncClient, Shop]]:
    """Start the program as so many processes; give a browser without cookies, and the shop's system."""
    port = free_port()
    async with (
        shop_at() as (shop, address),
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30) as client,
    ):
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "DATABASE_URL": url,
            "SECRET_KEY": "the secret key of this test of shopping",
            "PLAYBOOK": str(PLAYBOOK),
            "PORT": str(port),
            "PUBLIC_URL": str(client.base_url),
            "EVENTS_SECRET": EVENTS_SECRET,
            "OUTGOING_WEBHOOK_URL": address,
        }
        async with processes(environment, folder, *roles):
            for _ in range(int(PATIENCE / 0.1)):
                try:
                    if (await client.get("/readyz")).is_success:
                        break
                except httpx.TransportError:
                    pass
                await asyncio.sleep(0.1)
            yield client, shop


@pytest.mark.parametrize(
    "roles", [("run",), pytest.param(("web", "worker", "clock"), marks=pytest.mark.slow)], ids="-".join
)
async def test_a_visitor_orders_rates_compares_and_books(
    roles: tuple[str, ...], postgres_url: str, tmp_path: Path
) -> None:
    async with in_service(postgres_url, tmp_path, *roles) as (client, shop):
        lea = Visitor(client)
        await lea.arrives()
        listening = asyncio.create_task(lea.listens())
        try:
            await lea.goes_through(ORDER)
            await until(lambda: bool(shop.news("order.created")), lambda: str(shop.told))
            [order] = shop.news("order.created")
            await shop_says(
                client, "order.confirmed", order.customer, {"reference": order.data["reference"], "number": "MT-1001"}
            )
            await lea.hears("Voici votre numéro : MT-1001.")
            await lea.goes_through(RATE)
            await lea.says("je compare")
            await lea.hears("compte le plus")
            await lea.presses("Bruit")
            table = (await lea.hears("gardez-vous"))["media"]
            assert "Aroma (" in table["name"]
            picture = await client.get(table["url"])
            assert (picture.status_code, picture.headers["content-type"]) == (200, "image/png")
            await lea.presses("Aroma")
            await lea.hears("que je retiens")

            await lea.goes_through(BOOK)
            await until(lambda: len(shop.told) == 4, lambda: str(shop.told))
        finally:
            listening.cancel()
    assert [RATE.says(one) for one in shop.news(RATE.news)] == [RATE.told]
    assert [COMPARE.says(one) for one in shop.news(COMPARE.news)] == [COMPARE.told]
    assert len(shop.news(BOOK.news)) == 1
    assert len(shop.ids) == 4
