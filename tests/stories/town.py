"""The example store in its own process, its customers' phones, its shop's systems, and days that go by.

Everything comes in at the real doors: Telegram's and Twilio's webhooks, the web chat's page and stream, the webhooks of
the shop, `/api/events`, the command line. Time goes by for the process that runs, as for a machine that was asleep
(`tests.crash.process`: the file of its clock), and for everybody else's clock with it; its database is not touched.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import secrets
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import httpx

from tests.crash.bench import ROOT, SPEED, Bench, a_store
from tests.crash.process import epoch, shifted
from tests.crash.shop import Shop, shop_at
from tests.emulators.twilio import NUMBER
from tests.web.shops import SECRET, SHOPIFY, WOO, signature

PARIS: Final = ZoneInfo("Europe/Paris")
WHATSAPP: Final = "+33937000002"


@dataclass
class Town:
    """`shop` is what listens to the program's own webhooks."""

    bench: Bench
    shop: Shop
    passers_by: int = 0

    @property
    def now(self) -> datetime:
        return shifted().astimezone(PARIS)

    async def goes_by(self, time: timedelta) -> None:
        """Let time go by for the program and everybody else, as for a machine that was asleep."""
        clock = Path(os.environ["PARCOURS_TEST_CLOCK"])
        following = clock.with_suffix(".next")
        following.write_text(str(epoch() - time.total_seconds() / SPEED), encoding="utf-8")
        following.replace(clock)

    async def comes(self, clock: str, *, days: int = 0) -> datetime:
        """Let it become so late (`18:00`, in Paris), so many days from today or, once past it today, tomorrow."""
        hour, minute = map(int, clock.split(":"))
        then = (self.now + timedelta(days=days)).replace(hour=hour, minute=minute, second=0, microsecond=0)
        then += timedelta(days=then <= self.now)
        await self.goes_by(then - self.now)
        return then

    async def settles(self) -> None:
        """Wait until what was due has been done: somebody who came after it has been answered."""
        for _ in range(2):
            await asyncio.sleep(1.2)  # the clock looks every second
            self.passers_by += 1
            await Telegram(self, str(900 + self.passers_by)).says("bonjour", "Maison Moka")

    async def delivers(
        self, topic: str, said: Any, *, system: str = "shopify", id_: str = "", secret: str = SECRET
    ) -> int:
        """Post a shop's webhook; return the status."""
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        signed, about, number = SHOPIFY if system == "shopify" else WOO
        headers = {signed: signature(body, secret), about: topic, number: id_ or secrets.token_hex(8)}
        async with httpx.AsyncClient() as client:
            answer = await client.post(f"{self.bench.url}/webhooks/{system}", content=body, headers=headers)
        return answer.status_code

    async def tells(
        self, name: str, customer: dict[str, Any], data: dict[str, Any] | None = None, id_: str = ""
    ) -> None:
        """Tell an event at `/api/events`, signed as Standard Webhooks say."""
        await self.bench.shop_says(name, customer, id_ or secrets.token_hex(8), data)


@dataclass
class Phone(ABC):
    """Where a customer reads and writes. `new()` is what came since they looked last."""

    town: Town
    address: str
    read: int = 0

    @abstractmethod
    def texts(self) -> list[str]:
        """Return all that ever came."""

    @abstractmethod
    async def writes(self, text: str) -> None:
        """Send a text."""

    def new(self) -> list[str]:
        found = self.texts()[self.read :]
        self.read += len(found)
        return found

    async def hears(self, *words: str) -> str:
        """Wait for a message that has these words, among those not read yet; return it. What came before it is read."""

        def place() -> int | None:
            return next(
                (at for at, text in enumerate(self.texts()[self.read :]) if all(word in text for word in words)), None
            )

        await self.town.bench.until(
            lambda: place() is not None, f"{self.address} never heard {words}, but {self.texts()[self.read :]}"
        )
        self.read += (place() or 0) + 1
        return self.texts()[self.read - 1]

    async def says(self, text: str, *words: str) -> str:
        """Write, and hear an answer with these words."""
        await self.writes(text)
        return await self.hears(*words)


@dataclass
class Telegram(Phone):
    language: str = "fr"

    def texts(self) -> list[str]:
        return self.town.bench.telegram.ledger.texts(self.address)

    async def writes(self, text: str) -> None:
        who = {"id": int(self.address), "is_bot": False, "first_name": "Léa", "language_code": self.language}
        self.town.bench.telegram.writes(int(self.address), text, **{"from": who})

    async def presses(self, label: str, *words: str) -> str:
        self.town.bench.telegram.presses(int(self.address), label)
        return await self.hears(*words)

    def buttons(self) -> list[str]:
        """Return what can be pressed below the newest message."""
        shown = [one for one in self.town.bench.telegram.ledger.shown if str(one["to"]) == self.address]
        return [label for row in shown[-1].get("buttons", []) for label in row] if shown else []


@dataclass
class Sms(Phone):
    def texts(self) -> list[str]:
        return self.town.bench.twilio.ledger.texts(self.address)

    async def writes(self, text: str) -> None:
        await self.town.bench.twilio.texts(self.address, text, To=NUMBER)


@dataclass
class WhatsApp(Phone):
    def texts(self) -> list[str]:
        return self.town.bench.twilio.ledger.texts(f"whatsapp:{self.address}")

    async def writes(self, text: str) -> None:
        await self.town.bench.twilio.texts(f"whatsapp:{self.address}", text, To=f"whatsapp:{WHATSAPP}")


@dataclass
class Page(Phone):
    """The web chat, as a browser has it: a cookie, a stream that is opened again, presses that are sealed."""

    language: str = "fr"
    lines: dict[str, dict[str, Any]] = field(default_factory=dict)
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)
    listening: asyncio.Task[None] | None = None

    def texts(self) -> list[str]:
        return [line["text"] for line in self.lines.values() if line["from"] != "me"]

    async def opens(self) -> None:
        async with httpx.AsyncClient(base_url=self.town.bench.url, cookies=self.cookies) as client:
            answer = await client.get("/chat", params={"lang": self.language})
            self.cookies = client.cookies
            assert answer.status_code == 200
            await client.post("/chat/hello", json={"language": self.language})
        self.listening = asyncio.ensure_future(self._listens())

    async def _listens(self) -> None:
        while True:
            with contextlib.suppress(httpx.HTTPError):
                async with (
                    httpx.AsyncClient(base_url=self.town.bench.url, cookies=self.cookies, timeout=None) as client,
                    client.stream("GET", "/chat/stream") as answer,
                ):
                    kind = ""
                    async for row in answer.aiter_lines():
                        name, _, value = row.partition(": ")
                        kind = value if name == "event" else kind
                        if name == "data" and kind == "line":
                            line = json.loads(value)
                            self.lines[line["id"]] = line
            await asyncio.sleep(0.2)

    async def writes(self, text: str) -> None:
        await self._posts({"text": text})

    async def presses(self, label: str, *words: str) -> str:
        press = next(
            choice["press"]
            for line in reversed(self.lines.values())
            for choice in line.get("choices", ())
            if choice["label"] == label
        )
        await self._posts({"press": press})
        return await self.hears(*words)

    async def _posts(self, said: dict[str, Any]) -> None:
        async with httpx.AsyncClient(base_url=self.town.bench.url, cookies=self.cookies) as client:
            answer = await client.post("/chat/messages", json={"key": secrets.token_hex(16), **said})
            assert answer.status_code == 202, answer.text

    def buttons(self) -> list[str]:
        lines = [line for line in self.lines.values() if line["from"] != "me"]
        return [choice["label"] for choice in lines[-1].get("choices", ())] if lines else []

    def closes(self) -> None:
        if self.listening is not None:
            self.listening.cancel()


@asynccontextmanager
async def a_town(folder: Path, **settings: str) -> AsyncIterator[Town]:
    """Open the town; the program runs when it is given."""
    async with shop_at() as (shop, url), a_store(f"sqlite:///{folder / 'shop.db'}", folder) as bench:
        bench.settings |= {
            "PLAYBOOK": str(ROOT),
            "SHOPIFY_SECRET": SECRET,
            "WOOCOMMERCE_SECRET": SECRET,
            "TWILIO_WHATSAPP_FROM": WHATSAPP,
            "OUTGOING_WEBHOOK_URL": url,
            **settings,
        }
        clock = folder / "clock.txt"
        clock.write_text(os.environ["PARCOURS_TEST_EPOCH"], encoding="utf-8")
        os.environ["PARCOURS_TEST_CLOCK"] = bench.settings["PARCOURS_TEST_CLOCK"] = str(clock)
        try:
            await bench.start()
            yield Town(bench, shop)
        finally:
            del os.environ["PARCOURS_TEST_CLOCK"]
