"""What a restore held, released or left by staff.

A part that is let go is queued as if it had never been tried: the dispatcher looks at it once more as at any other (an
opt-out, the hours, its `not_after`), so that it may still be dropped, with its reason. A follow-up that is let go is
met by the engine and decided with the facts of now. Each part let go or left has its row in the ledger.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b

from msgspec import Struct, json

from bot.store.database.bell import RungSubject
from bot.store.database.script import Script, once, query
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment
from bot.store.messages.inbox import SQL as INBOX_SQL
from bot.store.messages.inbox import TOPIC as INBOX
from bot.store.messages.outbox import TOPIC as OUTBOX
from bot.store.messages.part_rows import text_of

SQL = statements("restored")
LEDGER = statements("ledger")


class HeldPart(Struct, frozen=True):
    """A part that may or may not have left before the restore."""

    id: str
    customer: str
    channel: str
    address: str
    purpose: str
    created_at: datetime
    text: str


class HeldTimer(Struct, frozen=True):
    """A follow-up that came due before the restore, and may have been met."""

    id: str
    customer: str
    due_at: datetime
    kind: str


class _Kind(Struct):
    kind: str = ""


class Releasing(RungSubject):
    """All raise `StoreUnavailable`. An empty `customer` means everybody."""

    async def held(self, customer: str = "") -> tuple[list[HeldPart], list[HeldTimer]]:
        """Return what waits for staff's word."""
        parts = [
            HeldPart(id_, whose, channel, address, purpose, moment(created), text_of(body))
            for id_, whose, channel, address, purpose, created, body in await self._database.read(
                SQL["held_parts"], customer
            )
        ]
        timers = [
            HeldTimer(id_, whose, moment(due), json.decode(event, type=_Kind).kind)
            for id_, whose, due, event in await self._database.read(SQL["held_timers"], customer)
        ]
        return parts, timers

    async def count(self) -> int:
        """Return how many parts wait for staff's word."""
        [(count,)] = await self._database.read(SQL["count_held"])
        return int(count)

    async def let_go(self, parts: Sequence[HeldPart], timers: Sequence[HeldTimer], now: datetime) -> None:
        """Queue the parts and let the follow-ups be met. Twice has no effect."""
        await self._database.transact(lambda: _let_go(parts, timers, micros(now)))
        self._bell.ring(OUTBOX)
        self._bell.ring(INBOX)

    async def leave(self, parts: Sequence[HeldPart], timers: Sequence[HeldTimer], now: datetime) -> None:
        """Let the parts stay unsent and forget the follow-ups."""
        await self._database.transact(lambda: _leave(parts, timers, micros(now)))


def _let_go(parts: Sequence[HeldPart], timers: Sequence[HeldTimer], now: int) -> Script[None]:
    for part in parts:
        if (yield query(SQL["send_part"], part.id, now)):
            yield from _noted(part, "sent", "let go by the team after a restore", now)
    for timer in timers:
        yield once(INBOX_SQL["revive"], timer.id)


def _leave(parts: Sequence[HeldPart], timers: Sequence[HeldTimer], now: int) -> Script[None]:
    for part in parts:
        if (yield query(SQL["leave_part"], part.id, now)):
            yield from _noted(part, "not_sent", "left unsent by the team after a restore", now)
    for timer in timers:
        yield once(SQL["leave_timer"], timer.id)


def _noted(part: HeldPart, kind: str, words: str, now: int) -> Script[None]:
    facts = json.encode({"channel": part.channel, "purpose": part.purpose}).decode()
    id_ = blake2b(f"{part.id} released {now}".encode(), digest_size=16).hexdigest()
    said = (kind, words, "restore", facts)
    yield once(LEDGER["note"], part.customer, now, 0, id_, part.id, *said, None, None, None, None, part.id)
