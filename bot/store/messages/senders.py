"""What a sender may not do for a while: send at all, because its provider said "wait"; send marketing, because carriers
filter what it sends. It outlives the process that was told.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from bot.store.database.database import StoreSubject
from bot.store.database.script import Row, Script, listed, once, query
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment

SQL = statements("senders")


class Sender(Struct, frozen=True):
    """`paused_until` and `stopped_until` may lie in the past, which means nothing any more."""

    name: str
    paused_until: datetime
    stopped_until: datetime
    stop_reason: str


class Ended(Struct, frozen=True):
    """Of the last SMS whose end is known, how many, and how many of them carriers filtered."""

    counted: int
    blocked: int


class Senders(StoreSubject):
    """By the name that a channel gives its sender (`twilio:+33…`)."""

    async def get(self, name: str) -> Sender | None:
        row = await self._database.read_one(SQL["of"], name)
        return None if row is None else _sender(row)

    async def stopped(self, now: datetime) -> list[Sender]:
        """Return the senders that may send no marketing now."""
        found = [_sender(row) for row in await self._database.read(SQL["all"])]
        return [sender for sender in found if sender.stopped_until > now]

    async def pause(self, name: str, until: datetime) -> None:
        """Note that a sender may not send before `until`; a longer pause stays."""

        def script() -> Script[None]:
            yield once(SQL["pause"], name, micros(until))

        await self._database.transact(script)

    async def ended(self, name: str, codes: Iterable[str], last: int) -> Ended:
        """Return how the sender's last SMS ended, since it was released; `codes` are the errors of filtered ones."""
        row = await self._database.read_one(SQL["ended"], name, last, listed(codes))
        return Ended(int(row[0]), int(row[1])) if row else Ended(0, 0)

    async def stop_marketing(self, name: str, until: datetime, reason: str, now: datetime) -> None:
        """Stop a sender's marketing; one that is stopped already stays so until the time it was given."""

        def script() -> Script[None]:
            yield once(SQL["stop"], name, micros(until), reason, micros(now))

        await self._database.transact(script)

    async def release(self, now: datetime, name: str = "") -> list[str]:
        """Let a stopped sender (or all) send marketing again, counting anew; return the names of those that were."""

        def script() -> Script[list[str]]:
            rows = yield query(SQL["release"], micros(now), name)
            return [str(row[0]) for row in rows]

        return await self._database.transact(script)


def may_not_advertise(name: str, now: int) -> Script[bool]:
    """Tell, within a transaction, whether a sender's marketing is stopped. `now` is in microseconds."""
    rows: list[Row] = yield query(SQL["of"], name)
    return bool(rows) and rows[0][2] > now


def _sender(row: Row) -> Sender:
    name, paused_until, stopped_until, reason = row
    return Sender(name, moment(paused_until), moment(stopped_until), reason)
