"""Conversations in staff's hands, now and before."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from bot.store.database import Database
from bot.store.family import family
from bot.store.script import Row, listed
from bot.store.statements import statements
from bot.store.times import moment, moment_or_none

SQL = statements("handovers")


class HandedOver(Struct, frozen=True, kw_only=True):
    """A thread given to a team; open until it is given back."""

    id: str
    customer: str
    team: str
    reason: str
    priority: str
    conversation: str | None
    opened_at: datetime
    closed_at: datetime | None
    closed_by: str | None


class Handovers:
    """Read here; written by turns."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open_now(self, limit: int = 200) -> list[HandedOver]:
        """Return the open ones, the longest waiting first."""
        return [_handed_over(row) for row in await self._database.read(SQL["open_now"], limit)]

    async def of(self, customer: str) -> list[HandedOver]:
        who = listed(await family(self._database, customer))
        return [_handed_over(row) for row in await self._database.read(SQL["of"], who)]


def _handed_over(row: Row) -> HandedOver:
    id_, customer, team, reason, priority, conversation, opened_at, closed_at, closed_by = row
    return HandedOver(
        id=id_,
        customer=customer,
        team=team,
        reason=reason,
        priority=priority,
        conversation=conversation,
        opened_at=moment(opened_at),
        closed_at=moment_or_none(closed_at),
        closed_by=closed_by,
    )
