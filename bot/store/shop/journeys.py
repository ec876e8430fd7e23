"""Where customers are on their journeys, how they got there, and the moments that moved the relationship."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from bot.store.database.database import StoreSubject
from bot.store.database.script import listed
from bot.store.database.statements import statements
from bot.store.database.times import moment, moment_or_none
from bot.store.people.family import family

SQL = statements("journeys")


class Standing(Struct, frozen=True, kw_only=True):
    """Where a customer is on a journey, since when, which way the last move went and why."""

    journey: str
    stage: str
    since: datetime
    direction: str
    cause: str


class StageMove(Struct, frozen=True, kw_only=True):
    """A move; `left` and `entered`, since when they had been there, are None where the journey began."""

    at: datetime
    journey: str
    left: str | None
    entered: datetime | None
    stage: str
    direction: str
    cause: str
    version: str


class KeptMoment(Struct, frozen=True, kw_only=True):
    """A moment that moved the relationship by `change`, to `value`."""

    at: datetime
    journey: str
    cause: str
    change: float
    value: float
    rule: str
    version: str


class Journeys(StoreSubject):
    """Read here; written by turns."""

    async def walkers(self, after: str, at_most: int) -> list[str]:
        """Return customers who are on a journey, by id, from one on."""
        return [str(row[0]) for row in await self._database.read(SQL["walkers"], after, at_most)]

    async def of(self, customer: str) -> list[Standing]:
        """Return where a customer is, journey by journey."""
        rows = await self._database.read(SQL["of"], customer)
        return [Standing(journey=j, stage=s, since=moment(at), direction=d, cause=c) for j, s, at, d, c in rows]

    async def moves(self, customer: str) -> list[StageMove]:
        """Return all moves of a customer and of who was found to be them, in order."""
        rows = await self._database.read(SQL["moves"], listed(await family(self._database, customer)))
        return [
            StageMove(
                at=moment(at),
                journey=journey,
                left=left or None,
                entered=moment_or_none(entered),
                stage=stage,
                direction=direction,
                cause=cause,
                version=version,
            )
            for at, journey, left, entered, stage, direction, cause, version in rows
        ]

    async def moments(self, customer: str) -> list[KeptMoment]:
        """Return all moments of a customer and of who was found to be them, in order."""
        who = listed(await family(self._database, customer))
        return [
            KeptMoment(at=moment(at), journey=j, cause=c, change=change, value=value, rule=rule, version=version)
            for at, j, c, change, value, rule, version in await self._database.read(SQL["moments"], who)
        ]
