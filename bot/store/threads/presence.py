"""Who has a thread open, who is writing in it, and who answered last: so that two people never both answer unknowingly.

Presence is a row with a lease: a browser that is gone is not seen any more after a few seconds, whichever web process
it hung on. An answer is claimed in one statement of the database: of two that come at the same instant, one is first,
and the other is told so before it goes.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Final

from msgspec import Struct

from bot.store.database.database import StoreSubject
from bot.store.database.script import Script, once, query
from bot.store.database.statements import statements
from bot.store.database.times import micros

SQL = statements("presence")
LOOKING_FOR: Final = timedelta(seconds=8)
TYPING_FOR: Final = timedelta(seconds=6)


class Present(Struct, frozen=True):
    """Somebody else (the id of their account) at a thread."""

    staff: str
    is_typing: bool


class Presence(StoreSubject):
    async def look(self, customer: str, staff: str, now: datetime) -> None:
        """Keep that somebody has a thread open, for some seconds."""
        await self._do(SQL["look"], customer, staff, micros(now + LOOKING_FOR))

    async def type(self, customer: str, staff: str, now: datetime) -> None:
        """Keep that somebody is writing in a thread, for some seconds."""
        await self._do(SQL["type"], customer, staff, micros(now + LOOKING_FOR), micros(now + TYPING_FOR))

    async def leave(self, customer: str, staff: str) -> None:
        """Keep that somebody has closed a thread."""
        await self._do(SQL["leave"], customer, staff)

    async def others(self, customer: str, staff: str, now: datetime) -> list[Present]:
        """Return who else is there now."""
        rows = await self._database.read(SQL["others"], customer, staff, micros(now))
        return [Present(other, typing_until > micros(now)) for other, typing_until in rows]

    async def claim(self, customer: str, staff: str, seen: datetime, now: datetime, *, anyway: bool = False) -> str:
        """Claim the next answer for somebody who has read the thread as it was at `seen`.

        Returns who answered since or is writing an answer now, and then nothing is claimed; empty: go ahead. `anyway`:
        they know.
        """
        return await self._database.transact(partial(_claim, customer, staff, micros(seen), micros(now), anyway))

    async def _do(self, sql: str, *values: object) -> None:
        def script() -> Script[None]:
            yield once(sql, *values)

        await self._database.transact(script)


def _claim(customer: str, staff: str, seen: int, now: int, anyway: bool) -> Script[str]:
    if not anyway:
        typing = yield query(SQL["typing"], customer, staff, now)
        if typing:
            return str(typing[0][0])
    if (yield query(SQL["claim"], customer, staff, now, now if anyway else seen)):
        yield once(SQL["answered"], customer, staff)
        return ""
    [(other,)] = yield query(SQL["claimed_by"], customer)
    return str(other)
