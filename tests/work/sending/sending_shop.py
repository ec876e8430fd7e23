"""A store, a provider and what sends between them, for tests: time is ours to turn, the sockets are real."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec

from bot.channels.base import PATIENT, Channel, Timeouts
from bot.channels.telegram.telegram import Telegram
from bot.channels.telegram.telegram_seal import Seal
from bot.channels.twilio.twilio import Sms
from bot.channels.twilio.twilio_account import TwilioAccount
from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.customer import Customer, Grant, KnownAddress
from bot.model.events import Event
from bot.model.message import Purpose
from bot.model.parts import Part, PartBody
from bot.rules.contact.contact_policy import Home
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.script import once
from bot.store.messages.part_rows import Planned
from bot.store.messages.record import Record
from bot.work.codes import Keyed
from bot.work.sending.dispatcher import Dispatcher
from bot.work.sending.dispatcher_check import Rules
from bot.work.sending.uncertain import Uncertain
from tests.emulators.telegram import TOKEN, TelegramEmulator
from tests.emulators.twilio import ACCOUNT, AUTH_TOKEN, NUMBER, TwilioEmulator

SETTLED = {"accepted", "sent", "delivered", "read", "failed", "undelivered", "refused", "dropped", "abandoned"}


class PlainPolicy:
    """A policy that narrows nothing."""

    quiet: Mapping[str, Any] = {}
    caps: Mapping[str, Any] = {}
    idle = timedelta(minutes=20)


RULES = Rules(PlainPolicy(), Home("FR", "Europe/Paris"))


class Shop:
    """What tests do with it. `now` starts at the real time, on a working day's noon if `noon`."""

    def __init__(self, store: Store, channels: dict[str, Channel], now: datetime) -> None:
        self.store = store
        self.channels = channels
        self.now = now
        self.rules: Rules | None = RULES
        self.keyed: Keyed | None = None
        self._count = 0

    def clock(self) -> datetime:
        return self.now

    async def plans(
        self,
        to: str = "7",
        text: str = "Bonjour",
        *,
        channel: Any = "telegram",
        purpose: Purpose = "reply",
        **more: Any,
    ) -> str:
        """Put a part in the outbox, as a turn does; return its id."""
        self._count += 1
        address = Address(channel, to)
        body = PartBody(
            text=text, **{name: more.pop(name) for name in ("segments", "template", "code", "media") if name in more}
        )
        part = Planned(
            id=f"{self._count:032x}",
            customer=customer_id_of(address),
            address=address,
            body=body,
            purpose=purpose,
            created_at=more.pop("created_at", self.now),
            due_at=more.pop("due_at", self.now),
            event="turn",
            **more,
        )
        record = Record()
        record.part(part)
        await self.store.database.transact(record.write)
        self.store.bell.ring("outbox")
        return part.id

    async def knows(self, to: str, *, channel: Any = "telegram", **fields: Any) -> None:
        """Keep a customer's document, as a turn does: consenting, unless said otherwise."""
        address = Address(channel, to)
        customer = Customer(
            id=customer_id_of(address),
            created_at=self.now,
            addresses=(KnownAddress(address=address, last_in=fields.pop("last_in", None)),),
            **({"grants": (Grant(purpose="marketing", channel="all", granted=True, at=self.now),)} | fields),
        )
        record = Record()
        record.customer(customer, 1, 1)

        def script() -> Any:
            yield _insert(customer)
            yield from record.write()

        await self.store.database.transact(script)

    async def part(self, part_id: str) -> Part:
        part = await self.store.outbox.get(part_id)
        assert part is not None
        return part

    async def state(self, part_id: str) -> str:
        return (await self.part(part_id)).state

    async def states(self) -> list[str]:
        return [await self.state(f"{number:032x}") for number in range(1, self._count + 1)]

    async def heard(self) -> list[Event]:
        """The events that the engine is told of, in order."""
        rows = await self.store.database.read("SELECT event FROM inbox ORDER BY position")
        return [msgspec.json.decode(row[0], type=Event) for row in rows]

    @contextlib.asynccontextmanager
    async def sending(self) -> AsyncIterator[None]:
        """Run the dispatcher for as long as the block runs."""
        stop = asyncio.Event()
        dispatcher = Dispatcher(
            self.store,
            self.channels,
            rules=lambda: self.rules,
            clock=self.clock,
            seconds=time.monotonic,
            keyed=self.keyed,
        )
        task = asyncio.create_task(dispatcher.run(stop))
        try:
            yield
        finally:
            stop.set()
            async with asyncio.timeout(30):
                await task

    async def sends_all(self, *, but: frozenset[str] = frozenset()) -> list[str]:
        """Send until every part has come to its end or is in one of the states `but`; return their states."""
        async with self.sending():
            await self.until(but)
        return await self.states()

    async def until(self, but: frozenset[str] = frozenset()) -> None:
        async with asyncio.timeout(60):
            while not set(await self.states()) <= SETTLED | but:
                await asyncio.sleep(0.01)

    def uncertain(self) -> Uncertain:
        return Uncertain(self.store, self.channels, clock=self.clock, keyed=self.keyed)

    def later(self, **time_passed: float) -> None:
        self.now += timedelta(**time_passed)


def _insert(customer: Customer) -> Any:
    return once("INSERT INTO customers (id, created_at, state) VALUES ($1, $2, '')", customer.id, 0)


def telegram_at(emulator: TelegramEmulator, *, url: str | None = None, **more: Any) -> Telegram:
    """Telegram as the emulator has it, or at another address."""
    given = {"rate": 200.0, "chat_rate": None} | more
    return Telegram(TOKEN, seal=Seal(b"k"), api_url=url or emulator.url, **given)


def sms_at(emulator: TwilioEmulator, *, url: str | None = None, timeouts: Timeouts = PATIENT) -> Sms:
    """SMS as the emulator has it, or at another address."""
    account = TwilioAccount(ACCOUNT, AUTH_TOKEN, api_url=url or emulator.url, timeouts=timeouts)
    return Sms(account, {"from_": NUMBER}, rate=200.0)


def arrived(event: Event, address: Address, at: datetime) -> Arrival:
    return Arrival(event=event, received_at=at, names=(address,))
