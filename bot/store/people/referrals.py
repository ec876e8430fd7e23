"""Personal codes and the friends they brought. A person is all the ids that they were merged from (`family`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from bot.store.database.database import StoreSubject
from bot.store.database.script import Script, listed, once
from bot.store.database.statements import statements
from bot.store.database.times import micros
from bot.store.people.family import family

SQL = statements("referrals")
MERGES = statements("merges")


class Giver(Struct, frozen=True):
    """Whose code brought somebody, and how many friends they will have brought with this one."""

    customer: str
    friends: int


class Referrals(StoreSubject):
    """Read here; written in the commit that finishes an errand. All raise `StoreUnavailable`."""

    async def code_of(self, customer: str) -> str | None:
        """Return the code of a person, the oldest of those that they brought together."""
        rows = await self._database.read(SQL["code_of"], listed(await family(self._database, customer)))
        return str(rows[0][0]) if rows else None

    async def giver(self, code: str, friend: str) -> Giver | None:
        """Return who would have brought this friend by this code; None where the code is nobody's or the friend's own,
        or where the friend was brought before."""
        rows = await self._database.read(SQL["owner"], code)
        if not rows:
            return None
        roots = await self._database.read(MERGES["root"], rows[0][0])
        owner = str(roots[0][0]) if roots else str(rows[0][0])
        theirs, friends = await family(self._database, owner), await family(self._database, friend)
        if friend in theirs or owner in friends or await self._database.read(SQL["brought"], listed(friends)):
            return None
        return Giver(owner, len(await self._friends(theirs)) + 1)

    async def friends(self, customer: str) -> int:
        """Return how many friends a person has brought."""
        return len(await self._friends(await family(self._database, customer)))

    async def _friends(self, theirs: Sequence[str]) -> Sequence[object]:
        return await self._database.read(SQL["friends"], listed(theirs))


def make(customer: str, code: str, at: datetime) -> Script[None]:
    """Keep a new code, unless the customer has one."""
    yield once(SQL["make"], customer, code, micros(at))


def use(friend: str, code: str, at: datetime) -> Script[None]:
    """Note by whose code a friend came: the first stays."""
    yield once(SQL["use"], friend, code, micros(at))
