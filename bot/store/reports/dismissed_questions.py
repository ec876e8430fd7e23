"""Questions that the shop does not want to answer: remembered, so that they are not asked for again."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import NamedTuple

from bot.store.database.database import StoreSubject
from bot.store.database.script import Script, once
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment

SQL = statements("dismissed_questions")
_MOST = 5000


class Dismissed(NamedTuple):
    """A question that was dismissed, by whom (a staff id), and when. `key` names its subject."""

    key: str
    text: str
    at: datetime
    by: str


class DismissedQuestions(StoreSubject):
    """All raise `StoreUnavailable`."""

    async def dismiss(self, key: str, text: str, by: str, now: datetime) -> None:
        await self._database.transact(partial(_run, "dismiss", key, text, micros(now), by))

    async def take_back(self, key: str) -> None:
        """Let a question be asked for again."""
        await self._database.transact(partial(_run, "take_back", key))

    async def all(self) -> list[Dismissed]:
        """Return them, the latest first."""
        rows = await self._database.read(SQL["all"], _MOST)
        return [Dismissed(key, text, moment(at), by) for key, text, at, by in rows]


def _run(what: str, *parameters: object) -> Script[None]:
    yield once(SQL[what], *parameters)
