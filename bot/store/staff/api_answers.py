"""Idempotency keys of `/api` (draft-ietf-httpapi-idempotency-key-header): what was asked under one, and the answer.

A key is taken before anything is done and has its answer afterwards. Who dies in between leaves it taken for `LEASE`;
then the next who brings it may do it again, which is harmless: events have ids made of the key.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from bot.store.database.database import StoreSubject
from bot.store.database.script import Script, once, query
from bot.store.database.statements import statements
from bot.store.database.times import micros

SQL = statements("api_answers")
#: How long an answer is kept for who asks again.
KEPT: Final = timedelta(hours=24)
LEASE: Final = timedelta(seconds=60)


class Begun(Struct, frozen=True):
    """It is ours to do."""


class UnderWay(Struct, frozen=True):
    """Somebody else is doing it."""


class AnotherBody(Struct, frozen=True):
    """Something else was asked under this key."""


class Answered(Struct, frozen=True):
    """It was done, and this was the answer."""

    status: int
    answer: str


Standing = Begun | UnderWay | AnotherBody | Answered


class ApiAnswers(StoreSubject):
    """All raise `StoreUnavailable`."""

    async def begin(self, token: str, key: str, digest: str, now: datetime) -> Standing:
        """Take a key for what is asked (its digest), durable when it returns, or say how it stands."""
        return await self._database.transact(lambda: _begin(token, key, digest, now))

    async def keep(self, token: str, key: str, status: int, answer: str) -> None:
        """Keep the answer of what was done."""
        await self._database.transact(lambda: _once("keep", token, key, status, answer))

    async def let_go(self, token: str, key: str) -> None:
        """Nothing was done: the key may be used again."""
        await self._database.transact(lambda: _once("let_go", token, key))


def _begin(token: str, key: str, digest: str, now: datetime) -> Script[Standing]:
    yield once(SQL["forget"], micros(now - KEPT))
    if (yield query(SQL["begin"], token, key, digest, micros(now))):
        return Begun()
    [(asked, status, answer)] = yield query(SQL["look"], token, key)
    if asked != digest:
        return AnotherBody()
    if status is not None:
        return Answered(status, answer)
    overdue = yield query(SQL["take_over"], token, key, micros(now - LEASE), micros(now))
    return Begun() if overdue else UnderWay()


def _once(name: str, *parameters: object) -> Script[None]:
    yield once(SQL[name], *parameters)
