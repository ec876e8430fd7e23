"""Parcours as the benchmarks run it: the real store, channel, engine and loop, in one process, without the sockets."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from bot.channels.cutting.cutters import TelegramCutter
from bot.channels.telegram.telegram_seal import Seal
from bot.channels.telegram.telegram_updates import read_update
from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.events import FlowRequested
from bot.model.message import Reading
from bot.playbook import build
from bot.playbook.compiled import Playbook
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.understanding.language import tell
from bot.wiring.program import settle
from bot.work.turns.consumer import Consumer
from bot.work.turns.shelves import Shelves
from bot.work.turns.turn import Met, Outcome

FLOWS = {
    "flows/store.yaml": "store: Maison Moka\nlanguages: [fr]\ncountry: FR\ntimezone: Europe/Paris\ncurrency: EUR\n",
    "flows/conversations/encore.yaml": """
flow: encore
title: A question that is asked again and again
purpose: service
steps:
  - id: question
    ask: Quel café aimez-vous ?
    choices:
      - Clair et fruité
      - Équilibré
      - Corsé
    save: roast
  - { go: question }
""",
}


def playbook(sources: Mapping[str, str] = FLOWS) -> Playbook:
    checked = build(sources)
    if checked.playbook is None:
        raise SystemExit("\n".join(f"{fault.place} {fault.message}" for fault in checked.faults))
    return checked.playbook


def clock() -> datetime:
    return datetime.now(UTC)


class _Watched(Consumer):
    """A consumer that says which events were met."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.awaited: dict[str, asyncio.Future[None]] = {}

    def _tell(self, outcome: Outcome, took: float) -> None:
        super()._tell(outcome, took)
        for met in outcome.met:
            self._done(met)

    def _tell_one(self, met: Met, took: float) -> None:
        super()._tell_one(met, took)
        self._done(met)

    def _done(self, met: Met) -> None:
        done = self.awaited.pop(met.event, None)
        if done is not None:
            done.set_result(None)


class Ours:
    def __init__(self, store: Store, now: Callable[[], datetime] = clock, sources: Mapping[str, str] = FLOWS) -> None:
        self.store = store
        self._now = now
        self.seal = Seal(b"k" * 32)
        shelves = Shelves(playbook(sources), store.playbooks, lambda _: None)
        self.consumer = _Watched(
            store,
            shelves,
            {"telegram": TelegramCutter()},
            reader=lambda _, language, asked: Reading(language),
            clock=now,
            has_doors=True,
        )
        self._stop = asyncio.Event()
        self._task = asyncio.create_task(self.consumer.run(self._stop))

    async def begin(self, chats: list[int]) -> None:
        """Let each of these customers be in the conversation."""
        tell("Équilibré")  # no word tells: it loads the model of languages, which takes most of a second, once
        now = self._now()
        arrivals = [
            Arrival(
                event=FlowRequested(id=f"start {chat}", flow="encore"),
                received_at=now,
                names=(Address("telegram", str(chat)),),
            )
            for chat in chats
        ]
        first = [read_update(_hello(chat), bot_id="1", seal=self.seal, received_at=now) for chat in chats]
        await self._met([arrival for arrival in first if arrival is not None])
        await self._met(arrivals)
        settle()

    async def _met(self, arrivals: list[Arrival]) -> None:
        done = [self._awaited(arrival.event.id) for arrival in arrivals]
        await self.store.inbox.put(arrivals)
        await asyncio.gather(*done)

    def _awaited(self, event: str) -> asyncio.Future[None]:
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.consumer.awaited[event] = done
        return done

    async def handle(self, raw: bytes) -> None:
        """Return once the turn of this update is durable, with its reply in the outbox."""
        arrival = read_update(raw, bot_id="1", seal=self.seal, received_at=self._now())
        assert arrival is not None
        done = self._awaited(arrival.event.id)
        await self.store.inbox.put([arrival])
        await done

    async def close(self) -> None:
        self._stop.set()
        await self._task


def _hello(chat: int) -> bytes:
    from tests.benchmarks.crowd import update

    return update(10**9 + chat, chat, "/start")


def customer_of(chat: int) -> str:
    return customer_id_of(Address("telegram", str(chat)))
