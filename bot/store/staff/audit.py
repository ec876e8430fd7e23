"""The audit: what was done that somebody may one day be asked about. Append-only, each row bound to the one before.

A row's hash covers the row and the hash before it, so that a row changed, left out or put in between breaks every later
one; the end of the chain is kept apart, so that rows cut off at the end are missed too. The database itself refuses to
change or delete a row. Whoever appends does so in the transaction of what they tell of: `yield from append(…)`.

It holds ids and reasons, never a customer's words, addresses or names: erasure leaves it alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Final

import msgspec
from msgspec import Struct

from bot.store.database.database import StoreSubject
from bot.store.database.script import Row, Script, many, once, query
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment

SQL = statements("audit")
END: Final = 2**62
_PORTION: Final = 2000
_JSON = msgspec.json.Encoder(order="sorted")


class Entry(Struct, frozen=True, kw_only=True):
    """What to note: who did it (a staff id, `cli:USER`, `token:ID` or `program`), which act, to what, and more."""

    at: datetime
    who: str
    act: str
    subject: str = ""
    details: Mapping[str, str | int | bool] = {}


class Noted(Struct, frozen=True, kw_only=True):
    """A row of the audit."""

    position: int
    entry: Entry
    previous: str
    hash: str


class Broken(Struct, frozen=True):
    """Where the chain does not hold: `position` is the first row that is not what was written, or is missing."""

    position: int
    words: str


def append(entries: Sequence[Entry]) -> Script[None]:
    """Write entries at the end of the chain, in the caller's transaction; others who append wait for its end."""
    if not entries:
        return
    [(position, previous)] = yield query(SQL["end"])
    rows: list[tuple[object, ...]] = []
    for entry in entries:
        position += 1
        fields = _fields(position, entry)
        hash_ = _hash(fields, previous)
        rows.append((*fields, previous, hash_))
        previous = hash_
    yield many(SQL["append"], rows)
    yield once(SQL["move_end"], position, previous)


class Audit(StoreSubject):
    """Read here; written by `append`, or by `note` where nothing else is written."""

    async def note(self, entry: Entry) -> None:
        """Append what changed nothing else: that something was read or refused. Durable when it returns."""
        await self._database.transact(lambda: append([entry]))

    async def latest(self, limit: int, before: int = END) -> list[Noted]:
        """Return the newest rows first, those before a position."""
        return [_noted(row) for row in await self._database.read(SQL["before"], before, limit)]

    async def of(self, subject: str, limit: int, before: int = END) -> list[Noted]:
        """Return the rows about a subject, the newest first."""
        return [_noted(row) for row in await self._database.read(SQL["of"], subject, before, limit)]

    async def verify(self) -> Broken | None:
        """Walk the whole chain; return the first place where it does not hold, or None where it does."""
        [(end, last)] = await self._database.read(SQL["where_it_ends"])
        position, previous = 0, ""
        while rows := await self._database.read(SQL["after"], position, _PORTION):
            for row in rows:
                broken = _look(row, position + 1, previous)
                if broken is not None:
                    return broken
                position, previous = row[0], row[7]
        if position < end:
            return Broken(position + 1, f"the audit ends at row {position}, {end - position} before its end")
        if position == end and previous != last:
            return Broken(position, f"the last row of the audit, {position}, was written anew")
        return None


def _look(row: Row, expected: int, previous: str) -> Broken | None:
    if row[0] != expected:
        return Broken(expected, f"row {expected} of the audit is missing")
    if row[6] != previous or row[7] != _hash(tuple(row[:6]), previous):
        return Broken(expected, f"row {expected} of the audit is not what was written")
    return None


def _fields(position: int, entry: Entry) -> tuple[object, ...]:
    details = _JSON.encode(dict(entry.details)).decode()
    return (position, micros(entry.at), entry.who, entry.act, entry.subject, details)


def _hash(fields: tuple[object, ...], previous: str) -> str:
    return sha256(_JSON.encode([previous, *fields])).hexdigest()


def _noted(row: Row) -> Noted:
    position, at, who, act, subject, details, previous, hash_ = row
    entry = Entry(at=moment(at), who=who, act=act, subject=subject, details=msgspec.json.decode(details))
    return Noted(position=position, entry=entry, previous=previous, hash=hash_)
