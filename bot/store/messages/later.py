"""What staff wrote to be sent later: events of the inbox whose time lies ahead. Until then they can be called off."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Final

import msgspec
from msgspec import Struct

from bot.model.events import StaffWrote
from bot.store.database.database import StoreSubject
from bot.store.database.script import Script, listed, once, query
from bot.store.database.statements import statements
from bot.store.database.times import moment
from bot.store.people.family import family

SQL = statements("later")
ATTACHMENTS = statements("attachments")
#: The source of such an event.
SOURCE: Final = "later"
_WROTE = msgspec.json.Decoder(StaffWrote)


class Later(Struct, frozen=True, kw_only=True):
    """A message that waits for its time; `staff` wrote it, with so many files."""

    id: str
    at: datetime
    staff: str
    text: str
    files: int = 0


class LaterMessages(StoreSubject):
    """Read and called off here; put in the inbox as any event is."""

    async def of(self, customer: str) -> list[Later]:
        """Return what waits for a person, the soonest first."""
        rows = await self._database.read(SQL["of"], listed(await family(self._database, customer)), SOURCE)
        return [_later(id_, due, _WROTE.decode(event)) for id_, due, event in rows]

    async def call_off(self, customer: str, id_: str) -> bool:
        """Take a message back; False where its time has come already, or there is none."""
        who = listed(await family(self._database, customer))
        return await self._database.transact(partial(_call_off, who, id_))


def _later(id_: str, due: int, wrote: StaffWrote) -> Later:
    return Later(id=id_, at=moment(due), staff=wrote.staff, text=wrote.text, files=len(wrote.media))


def _call_off(who: str, id_: str) -> Script[bool]:
    gone = yield query(SQL["call_off"], who, id_, SOURCE)
    if gone:
        yield once(ATTACHMENTS["give_back"], id_)
    return bool(gone)
