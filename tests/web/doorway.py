"""What the web's tests share: the app on a real store, a clock that stands still, lines in a real transcript."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import msgspec
import uvicorn
from starlette.applications import Starlette

from bot.channels.telegram.telegram_seal import Seal
from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.events import ChatOpened, Event, MessageReceived
from bot.model.message import Choice
from bot.model.parts import Accepted, PartBody
from bot.playbook.compiled import Playbook, PointOfSale, Policy
from bot.playbook.compiled import Store as Shop
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.script import Script, many
from bot.store.database.statements import statements
from bot.store.database.times import micros
from bot.store.messages.claims import claim, event_of
from bot.store.messages.part_rows import Planned
from bot.store.messages.record import Record
from bot.web.app import create_app
from bot.web.doors import Doors, TelegramDoor

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday, 10:00 in Paris
KEY = b"a key of thirty-two bytes or so."
TELEGRAM_SECRET = "telegram-secret-of-this-test"
EVENTS_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
TWILIO_TOKEN = "12345678901234567890123456789012"
PUBLIC_URL = "https://bot.maison-moka.example"

SHOP = Shop(
    name="Maison Moka",
    languages=("fr", "en"),
    points_of_sale=(PointOfSale(id="lyon", name="Maison Moka Lyon", hours="Mo-Sa 10:00-19:00"),),
)


def playbook(**changes: Any) -> Playbook:
    whole = Playbook(
        version="0" * 12,
        store=SHOP,
        policy=Policy(),
        flows={},
        answers={},
        journeys=(),
        segments=(),
        repair={},
    )
    return Playbook(**{**{name: getattr(whole, name) for name in whole.__struct_fields__}, **changes})


@dataclass
class Clock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


def open_doors(store: Store, **changes: Any) -> Doors:
    """Doors with every secret set; `changes` are fields of `Doors`."""
    shop_playbook = playbook()
    doors = Doors(
        store=store,
        playbook=lambda: shop_playbook,
        clock=Clock(),
        new_token=lambda: secrets.token_urlsafe(32),
        key=KEY,
        telegram=TelegramDoor(secret=TELEGRAM_SECRET, bot_id="42", seal=Seal(KEY)),
        twilio_tokens=(TWILIO_TOKEN,),
        events_secret=EVENTS_SECRET,
        public_url=PUBLIC_URL,
    )
    return replace(doors, **changes)


def client_of(app: Starlette, base_url: str = PUBLIC_URL) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False, client=("203.0.113.9", 50000))
    return httpx.AsyncClient(transport=transport, base_url=base_url)


async def rows(store: Store) -> int:
    """How many rows the inbox has, in any state."""
    return int((await store.database.read("SELECT COUNT(*) FROM inbox"))[0][0])


async def events(store: Store) -> list[Any]:
    """The inbox's events as stored, in order."""
    decode = msgspec.json.Decoder(Event).decode
    return [decode(event) for (event,) in await store.database.read("SELECT event FROM inbox ORDER BY position")]


@dataclass
class Pen:
    """Writes a visitor's transcript as turns and the sender do, without an engine between."""

    store: Store
    clock: Callable[[], datetime]
    numbers: Any = field(default_factory=itertools.count)

    async def says(
        self, address: Address, text: str, *choices: str, prompt: str | None = None, by: str = "bot", **body: Any
    ) -> str:
        """Have a message sent to a visitor; returns the part's id."""
        now = self.clock()
        part = Planned(
            id=f"part-{next(self.numbers):027d}",
            customer=customer_id_of(address),
            address=address,
            body=PartBody(
                text=text, choices=tuple(Choice(label.lower(), label) for label in choices), prompt=prompt, **body
            ),
            purpose="reply",
            created_at=now,
            due_at=now,
            event="some-turn",
            by=by,
        )
        await self.store.database.transact(lambda: _plan(part))
        for claimed in await self.store.outbox.claim(("web",), 100, now):
            await self.store.outbox.settle(claimed.part, Accepted(claimed.part.id), now)
        return part.id

    async def meets(self) -> None:
        """Have what waits in the inbox met: what the customer said is in the transcript."""
        now = micros(self.clock()) + 1
        await self.store.database.transact(lambda: _meet(now))
        for topic in list(self.store.bell._listeners):
            self.store.bell.ring(topic)

    async def hears(self, address: Address, text: str) -> None:
        """Have something said by the customer, and met."""
        event = MessageReceived(id=f"event-{next(self.numbers):026d}", address=address, text=text)
        await self.store.inbox.put([Arrival(event=event, received_at=self.clock(), names=(address,), source="web")])
        await self.meets()


def _plan(part: Planned) -> Script[None]:
    at = micros(part.created_at)
    yield many(statements("inbox")["new_customer"], [(part.customer, at)])
    record = Record()
    record.addresses(part.customer, [part.address], at)
    record.part(part)
    yield from record.write()


def _meet(now: int) -> Script[None]:
    record = Record()
    for customer in (yield from claim(now, 100, ())).customers:
        for row in customer.waiting:
            event = event_of(row)
            if isinstance(event, MessageReceived):
                record.heard(customer.id, event, now)
            assert isinstance(event, MessageReceived | ChatOpened)
            record.met(row, now)
    yield from record.write()


@contextlib.asynccontextmanager
async def served(app: Starlette, doors: Doors, host: str = "127.0.0.1", **options: Any) -> AsyncIterator[str]:
    """Run the app on a real port; yields its address."""
    server = uvicorn.Server(uvicorn.Config(app, host=host, port=0, log_level="warning", lifespan="off", **options))
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    scheme = "https" if options.get("ssl_certfile") else "http"
    try:
        yield f"{scheme}://{host}:{port}"
    finally:
        doors.close()
        server.should_exit = True
        await task


def app_of(doors: Doors) -> Starlette:
    return create_app(doors)
