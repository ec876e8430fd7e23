"""What the engine asked of the world beside messages: facts to fetch, news for the shop's systems.

A row is durable with the turn that asked for it, and run at least once: whoever runs it must be harmless to repeat.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec
from msgspec import Struct

from bot.model.arrivals import Arrival
from bot.model.effects import ErrandKind
from bot.store.database.bell import RungSubject
from bot.store.database.script import Script, once
from bot.store.database.statements import statements
from bot.store.database.times import micros
from bot.store.messages.inbox import TOPIC as INBOX
from bot.store.messages.inbox import Delivery, put_all

SQL = statements("errands")
TOPIC = "errands"
POINT = "errand.{}_commit"
#: More to be written in the same commit.
Also = Callable[[], Script[None]]
_ERRAND: msgspec.json.Decoder[ErrandKind] = msgspec.json.Decoder(ErrandKind)


class Errand(Struct, frozen=True):
    """Something to do, and how often it was tried."""

    id: str
    customer: str
    effect: ErrandKind
    attempts: int


class Errands(RungSubject):
    """Written by turns; taken and finished here."""

    async def due(self, now: datetime, limit: int = 50) -> list[Errand]:
        """Return what is to be done now, the longest waiting first. One loop at a time may run them."""
        rows = await self._database.read(SQL["due"], micros(now), limit)
        return [Errand(id_, customer, _ERRAND.decode(body), attempts) for id_, customer, _, body, attempts in rows]

    async def finish(self, errand: Errand, arrivals: Sequence[Arrival] = (), also: Also | None = None) -> None:
        """It is done; what it brought enters the inbox in the same commit, and what is `also` to be kept."""
        await self._database.transact(lambda: _finish(SQL["done"], (errand.id,), arrivals, also), POINT)
        self._bell.ring(INBOX)

    async def give_up(
        self, errand: Errand, reason: str, arrivals: Sequence[Arrival] = (), also: Also | None = None
    ) -> None:
        """It can't be done; what tells the engine so enters the inbox in the same commit."""
        await self._database.transact(lambda: _finish(SQL["give_up"], (errand.id, reason), arrivals, also), POINT)
        self._bell.ring(INBOX)

    async def again(self, errand: Errand, at: datetime, reason: str, also: Also | None = None) -> None:
        """Try once more, at a time."""
        await self._database.transact(lambda: _finish(SQL["again"], (errand.id, micros(at), reason), (), also), POINT)


def _finish(
    sql: str, parameters: Sequence[object], arrivals: Sequence[Arrival], also: Also | None = None
) -> Script[None]:
    yield once(sql, *parameters)
    if also is not None:
        yield from also()
    yield from put_all((Delivery(arrivals),))
