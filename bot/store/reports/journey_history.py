"""Everybody's places on journeys, moves and messages, for what `parcours draw` draws.

Reads all of them; the console's reports are counted ahead (`journey_reports`, `contacts`). What a turn needs is in the
customer's own document.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Final, Literal

from msgspec import Struct

from bot.store.database.database import Database
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment

SQL = statements("journey_history")
PAGE: Final = 2000  # rows


class Standing(Struct, frozen=True):
    """Where a customer is on a journey, and since when."""

    customer: str
    journey: str
    stage: str
    since: datetime


class Moved(Struct, frozen=True):
    """A move between two stages; `lasted` is how long the stage left had been theirs, where that is known."""

    customer: str
    journey: str
    left: str
    entered: str
    at: datetime
    lasted: timedelta | None = None


class Contact(Struct, frozen=True):
    """A message that was exchanged."""

    customer: str
    at: datetime
    direction: Literal["in", "out"]
    channel: str


class JourneyHistory:
    """Read here; written by turns."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def standings(self) -> list[Standing]:
        """Return where everybody is, on each of their journeys."""
        rows = await self._database.read(SQL["standings"])
        return [Standing(customer, journey, stage, moment(since)) for customer, journey, stage, since in rows]

    async def moves(self) -> list[Moved]:
        """Return all moves between stages, in their order."""
        rows = await self._database.read(SQL["moves"])
        return [
            Moved(customer, journey, left, entered, moment(at), moment(at) - moment(since) if since else None)
            for customer, journey, left, entered, at, since in rows
        ]

    async def contacts(self, since: datetime) -> AsyncIterator[Contact]:
        """Give all messages in and out since a time."""
        last = 0
        while rows := await self._database.read(SQL["contacts"], last, micros(since), PAGE):
            for _, customer, at, direction, channel in rows:
                yield Contact(customer, moment(at), direction, channel)
            last = rows[-1][0]
