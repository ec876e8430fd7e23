"""Filters of the inbox that somebody keeps for themselves, each the query of an address."""

from __future__ import annotations

from functools import partial

from msgspec import Struct

from bot.store.database.database import StoreSubject
from bot.store.database.script import Script, once
from bot.store.database.statements import statements

SQL = statements("saved_filters")


class SavedFilter(Struct, frozen=True):
    id: str
    name: str
    query: str


class SavedFilters(StoreSubject):
    async def of(self, staff: str) -> list[SavedFilter]:
        """Return somebody's own, by name."""
        return [SavedFilter(*row) for row in await self._database.read(SQL["of"], staff)]

    async def keep(self, staff: str, kept: SavedFilter) -> None:
        """Keep a filter; one with its id is there already."""
        await self._database.transact(partial(_do, SQL["keep"], kept.id, staff, kept.name, kept.query))

    async def forget(self, staff: str, id_: str) -> None:
        """Forget one of somebody's own."""
        await self._database.transact(partial(_do, SQL["forget"], staff, id_))


def _do(sql: str, *values: object) -> Script[None]:
    yield once(sql, *values)
