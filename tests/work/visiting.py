"""A shop with a door, whose visits real turns book on real databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from bot.model.arrivals import Arrival
from bot.model.events import FlowRequested, MessageReceived
from bot.model.message import Pressed
from bot.store import Store
from bot.store.database.identity import customer_id_of
from tests.store.samples import NOON, lea, wrote
from tests.work.shop import Shop, open_shop, playbook

STORE = """
store: Moka
languages: [en]
country: FR
timezone: Europe/Paris
currency: EUR
points_of_sale: [{ id: lyon, name: Moka Lyon, hours: "Mo-Su,PH 00:00-24:00" }]
appointments: [{ id: visit, length: 1 hour, lead: 1 hour, capacity: 1 }]
"""
VISIT = """
flow: visit
title: A visit
purpose: service
steps:
  - book: { for: visit, booked: thanks, cancelled: later }
  - id: thanks
    say: "Booked {{ appointment.at | time }}."
  - stop: booked
  - id: later
    say: Later then.
  - stop: later
"""
CHANGE = VISIT.replace("flow: visit", "flow: change").replace("for: visit", "from: appointment")


@asynccontextmanager
async def open_door(store: Store) -> AsyncIterator[Shop]:
    async with open_shop(store) as shop:
        book = playbook(
            **{
                "flows/store.yaml": STORE,
                "flows/conversations/visit.yaml": VISIT,
                "flows/conversations/change.yaml": CHANGE,
            }
        )
        shop.shelves.replace(book)
        yield shop


def starts(chat: int, flow: str = "visit") -> Arrival:
    return Arrival(event=FlowRequested(id=f"{flow} {chat}", flow=flow), received_at=NOON, names=(lea(chat),))


async def comes(shop: Shop, *chats: int) -> None:
    """Let customers open the chat and ask for a visit: each is shown the free hours."""
    for chat in chats:
        await shop.store.inbox.put([wrote("/start", chat=chat), starts(chat)])
    await shop.meet(timedelta(seconds=1))


async def presses(shop: Shop, chat: int, place: int) -> Arrival:
    """Return a press of a button of the customer's last question."""
    customer = await shop.store.customers.get(customer_id_of(lea(chat)))
    assert customer is not None
    waiting = customer.conversations[-1].waiting
    assert waiting is not None and waiting.prompt is not None
    event = MessageReceived(
        id=f"press {chat} {place} {waiting.prompt}", address=lea(chat), pressed=Pressed(waiting.prompt, place)
    )
    return Arrival(event=event, received_at=shop.now, names=(lea(chat),))


async def rows(store: Store, *columns: str) -> list[tuple[Any, ...]]:
    found = await store.database.read(f"SELECT {', '.join(columns)} FROM appointments ORDER BY customer, key")
    return [tuple(row) for row in found]
