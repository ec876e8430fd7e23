"""Every published version of the playbook, whole: a conversation finishes on the one it started on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
from msgspec import Struct

from bot.store.database.bell import RungSubject
from bot.store.database.script import Script, once, query
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment, moment_or_none
from bot.store.staff.audit import Entry, append

SQL = statements("playbooks")
TOPIC = "playbook"
_Put = tuple[str, str, str, int, str]
_SOURCES = msgspec.json.Decoder(dict[str, str])


class Published(Struct, frozen=True, kw_only=True):
    """A version, how many conversations have ended on it, and how many customers are talking on it now.

    `published_by` is a staff id or `cli:USER`; empty where it was not kept.
    """

    version: str
    note: str
    published_at: datetime
    published_by: str = ""
    current_since: datetime | None
    ended: int
    running: int


class Playbooks(RungSubject):
    """The published versions."""

    async def put(self, version: str, sources: Mapping[str, str], note: str, at: datetime, by: str = "") -> None:
        """Keep a version: its files by their path. One that is kept already stays as it is."""
        row = (version, msgspec.json.encode(dict(sources)).decode(), note, micros(at), by)
        await self._database.write(_put, (row,), "publish.{}_commit")

    async def make_current(self, version: str, at: datetime, entry: Entry | None = None) -> bool:
        """Let new conversations start on this version; False where it is not kept. Every process is told.

        `entry` goes to the audit with it.
        """
        done = await self._database.transact(lambda: _make_current(version, micros(at), entry), "promote.{}_commit")
        self._bell.ring(TOPIC)
        return done

    async def get(self, version: str) -> dict[str, str] | None:
        """Return a version's files by their path, or None."""
        row = await self._database.read_one(SQL["get"], version)
        return None if row is None else _SOURCES.decode(row[0])

    async def current(self) -> str | None:
        """Return the version that new conversations start on, or None where nothing was published."""
        row = await self._database.read_one(SQL["current"])
        return None if row is None else str(row[0])

    async def in_use(self) -> tuple[str, datetime] | None:
        """Return the version that new conversations start on and since when, or None where nothing was published."""
        row = await self._database.read_one(SQL["in_use"])
        return None if row is None else (str(row[0]), moment(row[1]))

    async def list(self) -> list[Published]:
        """Return all versions, the newest first."""
        return [
            Published(
                version=version,
                note=note,
                published_at=moment(published),
                published_by=by,
                current_since=moment_or_none(since),
                ended=ended,
                running=running,
            )
            for version, note, published, by, since, ended, running in await self._database.read(SQL["list"])
        ]


def _put(rows: Sequence[_Put]) -> Script[None]:
    for row in rows:
        yield once(SQL["put"], *row)


def _make_current(version: str, at: int, entry: Entry | None) -> Script[bool]:
    if not (yield query(SQL["get"], version)):
        return False
    yield once(SQL["retire"], version)
    yield once(SQL["promote"], version, at)
    if entry is not None:
        yield from append([entry])
    return True
