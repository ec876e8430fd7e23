"""A small shop whose turns are met by the real engine, on a clock that tests move."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

from bot.channels.web_chat import WebChatCutter
from bot.model.events import MessageReceived
from bot.model.message import Reading
from bot.playbook import build
from bot.playbook.compiled import Playbook
from bot.store import Store
from bot.work.turns.consumer import Consumer
from bot.work.turns.shelves import Shelves
from tests.store.samples import NOON

SOURCES = {
    "flows/store.yaml": "store: Moka\nlanguages: [en]\ncountry: FR\ntimezone: Europe/Paris\ncurrency: EUR\n",
    "flows/conversations/count.yaml": """
flow: count
title: How many people?
purpose: service
steps:
  - ask: How many people drink coffee?
    as: choice
    choices:
      - Two: { say: A small machine then. }
      - Ten: { say: A large machine then. }
    remind: { after: 1 hour, say: "Still there?" }
""",
}


def playbook(**changes: str) -> Playbook:
    checked = build({**SOURCES, **changes})
    assert checked.playbook is not None, checked.faults
    return checked.playbook


class Shop:
    """`now` is the clock. `heard` are the texts planned for the customer, in order."""

    def __init__(self, store: Store, read: Callable[[MessageReceived, str | None, str], Reading] | None = None) -> None:
        self.store = store
        self.now = NOON
        self.shelves = Shelves(playbook(), store.playbooks, lambda sources: build(sources).playbook)
        self.cutters = {"telegram": WebChatCutter()}
        self.consumer = Consumer(
            store,
            self.shelves,
            self.cutters,
            reader=read or (lambda _, language, asked: Reading(language)),
            clock=lambda: self.now,
            has_doors=True,
        )

    async def meet(self, after: timedelta = timedelta()) -> None:
        """Meet everything that is due, some time from now."""
        self.now += after
        await self.consumer.drain()

    async def heard(self, customer: str) -> list[str]:
        return [part.body.text for part in await self.store.outbox.of_customer(customer)]


@asynccontextmanager
async def open_shop(
    store: Store, read: Callable[[MessageReceived, str | None, str], Reading] | None = None
) -> AsyncIterator[Shop]:
    yield Shop(store, read)
