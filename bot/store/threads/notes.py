"""Private notes: what staff tell one another beside a thread. No customer ever sees one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from msgspec import Struct

from bot.store.database.database import StoreSubject
from bot.store.database.script import Script, listed, many, once
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment
from bot.store.people.family import family

SQL = statements("notes")


class Note(Struct, frozen=True, kw_only=True):
    """One note, by a member of staff (their id)."""

    id: str
    at: datetime
    staff: str
    text: str


class Notes(StoreSubject):
    async def write(self, customer: str, note: Note, mentions: Sequence[str] = ()) -> None:
        """Keep a note; one that is known stays as it is. `mentions` are staff whom it calls."""
        await self._database.transact(partial(_write, customer, note, tuple(mentions)))

    async def of(self, customer: str, since: datetime) -> list[Note]:
        """Return the notes on a person since a time, in order."""
        who = listed(await family(self._database, customer))
        rows = await self._database.read(SQL["of"], who, micros(since))
        return [Note(id=id_, at=moment(at), staff=staff, text=text) for id_, at, staff, text in rows]


def _write(customer: str, note: Note, mentions: Sequence[str]) -> Script[None]:
    yield once(SQL["write"], note.id, customer, micros(note.at), note.staff, note.text)
    if mentions:
        yield many(SQL["mention"], [(staff, customer, note.id) for staff in mentions])
