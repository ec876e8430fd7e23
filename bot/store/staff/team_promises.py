"""How long each team may let a customer wait: what the shop has promised, team by team."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from bot.store.database.database import StoreSubject
from bot.store.database.script import Script, once
from bot.store.database.statements import statements

SQL = statements("team_promises")


class TeamPromises(StoreSubject):
    async def all(self) -> dict[str, timedelta]:
        """Return what was promised, by team; a team that is not there has the usual hour."""
        return {team: timedelta(microseconds=lasts) for team, lasts in await self._database.read(SQL["all"])}

    async def promise(self, team: str, lasts: timedelta | None) -> None:
        """Set how long a team may let a customer wait; None: the usual hour."""
        await self._database.transact(partial(_promise, team, lasts))


def _promise(team: str, lasts: timedelta | None) -> Script[None]:
    if lasts is None:
        yield once(SQL["forget"], team)
    else:
        yield once(SQL["promise"], team, lasts // timedelta(microseconds=1))
