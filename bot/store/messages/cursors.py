"""How far we have read a provider's numbered feed: Telegram's update_id, the time of the last sweep."""

from __future__ import annotations

from collections.abc import Sequence

from bot.store.database.database import StoreSubject
from bot.store.database.script import Script, many
from bot.store.database.statements import statements

SQL = statements("cursors")


class Cursors(StoreSubject):
    """Small values by name. One that must move with events is given to `Inbox.put`, which moves it in their commit."""

    async def get(self, name: str) -> str | None:
        row = await self._database.read_one(SQL["get"], name)
        return None if row is None else str(row[0])

    async def set(self, name: str, value: str) -> None:
        await self._database.write(move_all, ((name, value),), "cursor.{}_commit")


def move_all(cursors: Sequence[tuple[str, str]]) -> Script[None]:
    """Move cursors; of several moves of one, the last counts."""
    yield many(SQL["set"], sorted(dict(cursors).items()))
