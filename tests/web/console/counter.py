"""A shop at work for the inbox's tests: the real engine meets what comes in, a sender that always succeeds lets it out.

`lea.says("…")` as in any chat; staff look at it in the console.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from starlette.applications import Starlette

from bot.channels.web_chat import WebChatCutter
from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.events import CustomerImported, Event, FlowRequested, MessageReceived, ShopReported
from bot.model.message import Reading
from bot.model.parts import Accepted, Report
from bot.playbook import build
from bot.playbook.compiled import Playbook
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.web.doors import Doors
from bot.work.turns.consumer import Consumer
from bot.work.turns.shelves import Shelves
from tests.web.doorway import app_of, open_doors

SOURCES = {
    "flows/store.yaml": (
        "store: Maison Moka\nlanguages: [fr, en]\ncountry: FR\ntimezone: Europe/Paris\ncurrency: EUR\n"
        "teams:\n  - { id: magasin, name: Magasin, for: [person] }\n"
    ),
    "flows/conversations/machine.yaml": """
flow: machine
title: Choisir une machine
purpose: service
steps:
  - ask: Combien de tasses par jour ?
    as: choice
    choices:
      - Deux: { say: L’Aroma 2 vous ira bien. }
      - Dix: { say: La Presto 15 vous ira bien. }
""",
    "flows/conversations/cart.yaml": """
flow: cart
title: Panier oublié
purpose: service
steps:
  - say: Votre panier vous attend.
""",
    "flows/conversations/person.yaml": """
flow: person
title: Une personne
purpose: service
steps:
  - hand_over: { team: magasin, reason: mise de côté }
  - say: De retour avec le bot.
""",
    "flows/journeys/purchase.yaml": """
journey: purchase
title: Parcours d’achat
stages:
  - { stage: discovery, title: Découverte }
  - { stage: comparison, title: Comparaison }
  - { stage: decision, title: Décision }
signals:
  - { on: x.looked, moves: discovery }
  - { on: x.compared, moves: comparison }
  - { on: x.decided, moves: decision }
follow_ups:
  - { start: cart, on: x.cart, after: 3 hours }
""",
}


def book(**changes: str) -> Playbook:
    checked = build({**SOURCES, **changes})
    assert checked.playbook is not None, checked.faults
    return checked.playbook


def at_once(playbook: Playbook) -> Playbook:
    """Return a playbook under which nobody waits for more of the same: the inbox's tests are not about that."""
    return msgspec.structs.replace(playbook, policy=msgspec.structs.replace(playbook.policy, burst=timedelta(0)))


@dataclass
class Person:
    """A customer, by one address."""

    counter: Counter
    address: Address

    @property
    def id(self) -> str:
        return customer_id_of(self.address)

    async def says(self, text: str, **parts: Any) -> Person:
        return await self._do(MessageReceived(id="", address=self.address, text=text, **parts))

    async def known(self, language: str = "fr", **facts: Any) -> Person:
        return await self._do(CustomerImported(id="", facts=facts, language=language))

    async def begins(self, flow: str) -> Person:
        return await self._do(FlowRequested(id="", flow=flow, by="test"))

    async def shop(self, name: str, **data: Any) -> Person:
        return await self._do(ShopReported(id="", name=name, data=data))

    async def _do(self, event: Event) -> Person:
        await self.counter.happens(event, self.address)
        return self


@dataclass
class Counter:
    """`sends` False: what goes out stays queued."""

    store: Store
    doors: Doors
    app: Starlette
    consumer: Consumer
    sends: bool = True
    left: list[str] = field(default_factory=list)
    _numbers: Any = field(default_factory=itertools.count)

    def person(self, id_: str, channel: Any = "telegram") -> Person:
        return Person(self, Address(channel, id_))

    async def happens(self, event: Event, address: Address) -> None:
        """Bring an event in, and have it met."""
        named = msgspec.structs.replace(event, id=f"event {next(self._numbers)}")
        arrival = Arrival(event=named, received_at=self.doors.clock(), names=(address,), source=address.channel)
        await self.store.inbox.put([arrival])
        while not await self.store.threads.is_met(named.id):
            await self.work()
            await asyncio.sleep(0.01)

    async def work(self) -> None:
        """Meet what is due, and send what may leave."""
        await self.consumer.drain()
        if not self.sends:
            return
        now = self.doors.clock()
        for one in await self.store.outbox.claim(("telegram", "sms", "web"), 50, now):
            self.left.append(one.part.body.text)
            await self.store.outbox.settle(one.part, Accepted(f"p{one.part.position}"), now)
            seen = Report(part=one.part.id, provider_id=f"p{one.part.position}", state="delivered", at=now)
            await self.store.outbox.report(seen)

    async def run(self) -> None:
        while True:
            await self.work()
            await asyncio.sleep(0.02)


def counter_on(store: Store, playbook: Playbook | None = None, **changes: Any) -> Counter:
    current = at_once(playbook or book())
    shelves = Shelves(current, store.playbooks, lambda sources: build(sources).playbook)
    given = {"playbook": lambda: current, "clock": lambda: datetime.now(UTC), **changes}
    doors = open_doors(store, **given)
    cutters = dict.fromkeys(("telegram", "sms", "web"), WebChatCutter())
    consumer = Consumer(
        store,
        shelves,
        cutters,
        reader=lambda _, language, asked: Reading(language),
        clock=doors.clock,
        has_doors=True,
    )
    return Counter(store, doors, app_of(doors), consumer)


@contextlib.asynccontextmanager
async def open_counter(store: Store, **changes: Any) -> AsyncIterator[Counter]:
    """A counter whose turns are met by themselves."""
    counter = counter_on(store, **changes)
    working = asyncio.create_task(counter.run())
    yield counter
    working.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await working
