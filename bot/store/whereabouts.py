"""Where customers stand on their journeys, how they came there, and on which channels they were met: for reports.

Reads all customers, in pages. What a turn needs is in the customer's own document.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Final, Literal

import msgspec
from msgspec import Struct

from bot.store.database import Database
from bot.store.statements import statements
from bot.store.times import micros, moment

SQL = statements("whereabouts")
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


class _Place(Struct):
    journey: str
    stage: str
    since: datetime


class _Document(Struct):
    """Of a customer's document, what is read here."""

    journeys: tuple[_Place, ...] = ()


class _Move(Struct):
    """Of a decision's facts, what is read here; nothing is `left` where a journey began."""

    journey: str = ""
    left: str = ""
    stage: str = ""


_DOCUMENT = msgspec.json.Decoder(_Document)
_MOVE = msgspec.json.Decoder(_Move)


class Whereabouts:
    """Read here; written by turns."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def standings(self) -> list[Standing]:
        """Return where everybody is, on each of their journeys."""
        found: list[Standing] = []
        last = ""
        while rows := await self._database.read(SQL["documents"], last, PAGE):
            for customer, state in rows:
                places = _DOCUMENT.decode(state).journeys
                found += [Standing(customer, place.journey, place.stage, place.since) for place in places]
            last = rows[-1][0]
        return found

    async def moves(self) -> list[Moved]:
        """Return all moves that the ledger keeps, of each customer in order."""
        found: list[Moved] = []
        entered: dict[tuple[str, str], datetime] = {}
        for customer, at, facts in await self._database.read(SQL["moves"]):
            move, when = _MOVE.decode(facts), moment(at)
            since = entered.get((customer, move.journey))
            lasted = when - since if since else None
            if move.left:
                found.append(Moved(customer, move.journey, move.left, move.stage, when, lasted))
            entered[customer, move.journey] = when
        return found

    async def contacts(self, since: datetime) -> AsyncIterator[Contact]:
        """Give all messages in and out since a time."""
        last = 0
        while rows := await self._database.read(SQL["contacts"], last, micros(since), PAGE):
            for _, customer, at, direction, channel in rows:
                yield Contact(customer, moment(at), direction, channel)
            last = rows[-1][0]
