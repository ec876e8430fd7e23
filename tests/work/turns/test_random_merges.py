"""Merges, links, turns, sending, erasures and their way back, in random order and at once.

A failed run prints its seed.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.engine.identity.identifying import digest_of
from bot.model.arrivals import Arrival
from bot.model.events import ChatOpened, CustomersMerged, MergeUndone
from bot.model.parts import Accepted, RetryAt
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.people.erasing import Keyed
from bot.store.people.links import make
from bot.store.people.merges import IDENTITY
from tests.store.samples import NOON, lea, wrote
from tests.work.shop import Shop, open_shop

CHATS = (1, 2, 3)
KEYED = Keyed(b"k" * 32)


class Life:
    """Three chats of one round, numbered apart from those of every other."""

    def __init__(self, shop: Shop, chance: random.Random, round_: int) -> None:
        self.shop, self.chance, self.round = shop, chance, round_
        self.chats = [round_ * 10 + chat for chat in CHATS]
        self.ids = [customer_id_of(lea(chat)) for chat in self.chats]
        self.number = 0
        self.shown: list[str] = []  # parts that the provider took

    def _id(self) -> str:
        self.number += 1
        return f"{self.round}.{self.number}"

    async def says(self) -> None:
        chat = self.chance.choice(self.chats)
        await self.shop.store.inbox.put([wrote("/help", id=self._id(), chat=chat)])

    async def merges(self) -> None:
        kept, other = self.chance.choice(self.ids), self.chance.choice(self.ids)
        event = CustomersMerged(id=self._id(), other=other, by="zoe", reason="till")
        await self._put(event, kept)

    async def undoes(self) -> None:
        kept = self.chance.choice(self.ids)
        latest = await self.shop.store.merges.latest(kept)
        if latest is not None:
            await self._put(MergeUndone(id=self._id(), merge=latest.id, by="zoe"), kept)

    async def follows(self) -> None:
        """Two chats open the same link at once."""
        token = f"{self._id():0>30}".replace(".", "_")
        owner = self.chance.choice(self.ids)
        until = NOON + timedelta(days=1)
        await self.shop.store.database.transact(lambda: make(digest_of(token), owner, NOON, until))
        for chat in self.chance.sample(self.chats, 2):
            event = ChatOpened(id=self._id(), address=lea(chat), payload=f"go-{token}")
            await self.shop.store.inbox.put([Arrival(event=event, received_at=NOON, names=(lea(chat),))])

    async def sends(self) -> None:
        """The provider takes what is on its way, some of it only the second time."""
        soon = self.shop.now + timedelta(seconds=1)  # what is met at one instant is stamped some microseconds later
        for one in await self.shop.store.outbox.claim(("telegram",), 3, soon, sender="bot"):
            again = self.chance.random() < 0.3
            outcome = RetryAt(soon, "429") if again else Accepted(f"p{one.part.id}")
            self.shown += [] if again else [one.part.id]
            await self.shop.store.outbox.settle(one.part, outcome, soon)

    async def erases(self) -> None:
        await self.shop.store.erase(self.chance.choice(self.ids), KEYED, "zoe", NOON)

    async def meets(self) -> None:
        await self.shop.consumer.drain()

    async def _put(self, event: CustomersMerged | MergeUndone, customer: str) -> None:
        await self.shop.store.inbox.put([Arrival(event=event, received_at=NOON, customer=customer, source=IDENTITY)])

    async def lives(self) -> None:
        for chat in self.chats:
            await self.shop.store.inbox.put([wrote("/start", id=self._id(), chat=chat)])
        acts: list[Callable[[], Awaitable[None]]] = [self.says, self.merges, self.undoes, self.follows, self.erases]
        chosen = self.chance.choices([*acts, self.says, self.meets, self.meets, self.sends, self.sends], k=6)
        await asyncio.gather(*(act() for act in chosen))
        await self.shop.meet()

    async def is_sound(self) -> None:
        """Nothing waits or is dead; each address is one living customer's, who knows it; no two know the same."""
        store = self.shop.store
        assert await store.inbox.overdue(self.shop.now) == 0
        assert await store.inbox.count_dead() == 0
        holders = await store.database.read(
            "SELECT a.id, a.customer FROM addresses a JOIN customers c ON c.id = a.customer WHERE c.merged_into IS NULL"
        )
        mine = {row[0]: row[1] for row in holders if int(row[0]) // 10 == self.round}
        known: dict[str, str] = {}
        for id_ in self.ids:
            customer = await store.customers.get(id_)
            for one in customer.addresses if customer is not None else ():
                assert one.address.id not in known
                known[one.address.id] = id_
        assert {chat: owner for chat, owner in mine.items() if chat in known} == known
        await self.is_sent_once()

    async def is_sent_once(self) -> None:
        """No part was taken twice; what still waits belongs to who has its address, and leaves."""
        store = self.shop.store
        assert len(set(self.shown)) == len(self.shown)
        waits = await store.database.read(
            "SELECT o.id FROM outbox o JOIN addresses a ON a.id = o.address AND a.channel = o.channel"
            " WHERE o.state = 'queued' AND o.customer <> a.customer"
        )
        assert waits == []
        for _ in range(40):
            await self.sends()
        left = await store.database.read("SELECT state FROM outbox WHERE state IN ('queued', 'sending', 'unknown')")
        assert left == []
        assert len(set(self.shown)) == len(self.shown)


async def lives(store: Store, rounds: int, seed: int) -> None:
    async with open_shop(store) as shop:
        for number in range(1, rounds + 1):
            life = Life(shop, random.Random(f"{seed} {number}"), number)
            try:
                await life.lives()
                await life.is_sound()
            except Exception as fault:
                raise AssertionError(f"seed {seed}, round {number}: {fault!r}") from fault


@pytest.mark.parametrize("orders", [60, pytest.param(200, marks=pytest.mark.slow)])
async def test_these_orders_of_merging_talking_and_erasing_are_sound(sqlite_url: str, orders: int) -> None:
    store = await Store.open(sqlite_url)
    try:
        await lives(store, orders, seed=7)
    finally:
        await store.close()


@pytest.mark.slow
async def test_many_more_orders_from_a_new_seed_are_sound(store: Store) -> None:
    seed = int(datetime.now(UTC).timestamp())
    print(f"seed {seed}")
    await lives(store, 1000, seed)
