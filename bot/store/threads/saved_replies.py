"""Replies that staff keep for use again, each in one language; `{first_name}` and its like are filled in at use."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from msgspec import Struct

from bot.store.database.database import StoreSubject
from bot.store.database.script import Script, once
from bot.store.database.statements import statements
from bot.store.database.times import micros

SQL = statements("saved_replies")


class SavedReply(Struct, frozen=True, kw_only=True):
    id: str
    name: str
    language: str
    text: str


class SavedReplies(StoreSubject):
    async def all(self) -> list[SavedReply]:
        """Return all of them by their names."""
        rows = await self._database.read(SQL["all"])
        return [SavedReply(id=id_, name=name, language=language, text=text) for id_, name, language, text in rows]

    async def save(self, reply: SavedReply, by: str, now: datetime) -> None:
        """Keep a reply, in place of the one with its id."""
        await self._database.transact(partial(_save, reply, by, micros(now)))

    async def forget(self, id_: str) -> None:
        await self._database.transact(partial(_forget, id_))


def _save(reply: SavedReply, by: str, now: int) -> Script[None]:
    yield once(SQL["save"], reply.id, reply.name, reply.language, reply.text, now, by)


def _forget(id_: str) -> Script[None]:
    yield once(SQL["forget"], id_)
