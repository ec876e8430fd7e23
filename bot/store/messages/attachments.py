"""What staff attached to a reply that they write: in the box of who attached it, until the message has it.

The file itself is on a shelf that this module does not know (`ref`), and is there before its row is. A file is taken
for a message before the message is in the inbox: where that failed, it stands in the box again, and none is ever sent
by a message that nobody sees.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from msgspec import Struct

from bot.model.message import MediaKind
from bot.store.database.database import StoreSubject
from bot.store.database.script import Parameters, Row, Script, listed, once, query
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment
from bot.store.people.family import family

SQL = statements("attachments")
#: For how long a file waits for its message, as the words do in the browser that they were typed in.
WAITS: Final = timedelta(days=3)
#: For how long after it was attached the inbox surely tells whether its message came in (`archive.REPEATS_KNOWN`).
KNOWN: Final = timedelta(days=8)


class Attachment(Struct, frozen=True, kw_only=True):
    """One file; `name` is harmless, `kind` and `mime` are told from its content, `size` is in bytes."""

    id: str
    at: datetime
    ref: str
    name: str
    kind: MediaKind
    mime: str
    size: int


class Attachments(StoreSubject):
    """All raise `StoreUnavailable`."""

    async def keep(self, customer: str, staff: str, one: Attachment) -> None:
        """Put a file in a reply box; one whose id is known stays as it is."""
        given = (one.id, customer, staff, micros(one.at), one.ref, one.name, one.kind, one.mime, one.size)
        await self._database.transact(partial(_asked, "keep", given), "attachment.{}_commit")

    async def waiting(self, customer: str, staff: str, now: datetime) -> list[Attachment]:
        """Return what stands in the reply box of somebody, in the order in which it came."""
        who = listed(await family(self._database, customer))
        return [_read(row) for row in await self._database.read(SQL["waiting"], who, staff, micros(now - WAITS))]

    async def take(self, customer: str, staff: str, ids: Sequence[str], event: str) -> list[Attachment] | None:
        """Take files for a message; the same message may take them again. None where one is not there any more, or
        went with another; they stay as they are then."""
        if not ids:
            return []
        who = listed(await family(self._database, customer))
        rows = await self._database.transact(partial(_take, ids, who, staff, event), "attachment.{}_commit")
        found = {row[0]: _read(row) for row in rows}
        return [found[one] for one in ids] if rows else None

    async def drop(self, customer: str, staff: str, id_: str) -> str:
        """Take a file out of the reply box; return where it lies, empty where it was not there."""
        given = (id_, listed(await family(self._database, customer)), staff)
        rows = await self._database.transact(partial(_asked, "drop", given))
        return str(rows[0][0]) if rows else ""

    async def get(self, id_: str) -> Attachment | None:
        """Return one file, whoever's it is."""
        rows = await self._database.read(SQL["get"], id_)
        return _read(rows[0]) if rows else None

    async def forget_unsent(self, now: datetime) -> list[str]:
        """Forget what waited for too long, or went with a message that never came in; return where it lies."""
        given = (micros(now - WAITS), micros(now - KNOWN))
        rows = await self._database.transact(partial(_asked, "forget_unsent", given))
        return [str(row[0]) for row in rows]

    async def among(self, ids: Sequence[str]) -> set[str]:
        """Return which of these are files that staff attached."""
        return {str(row[0]) for row in await self._database.read(SQL["among"], listed(ids))}


def _asked(name: str, given: Parameters) -> Script[Sequence[Row]]:
    return (yield query(SQL[name], *given))


def _take(ids: Sequence[str], who: str, staff: str, event: str) -> Script[Sequence[Row]]:
    rows = yield query(SQL["take"], listed(ids), who, staff, event)
    if len(rows) == len(set(ids)):
        return rows
    yield once(SQL["give_back"], event)
    return ()


def _read(row: Row) -> Attachment:
    id_, at, ref, name, kind, mime, size = row
    known: dict[str, Any] = {"id": id_, "ref": ref, "name": name, "kind": kind, "mime": mime, "size": size}
    return Attachment(at=moment(at), **known)
