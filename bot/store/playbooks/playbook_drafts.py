"""Playbooks that are being written: each starts from a published version and keeps the files that differ from it.

Several people may write in one draft. Whoever saves a file says which revision they started from; where somebody else
has saved it meanwhile nothing is written, and the other text is handed back: no one writes over another unseen.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from msgspec import Struct

from bot.store.database.database import StoreSubject
from bot.store.database.script import Row, Script, once, query
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment, moment_or_none
from bot.store.staff.audit import Entry, append

SQL = statements("playbook_drafts")
#: Drafts that are listed: more than a shop will keep open.
SHOWN = 50


class Draft(Struct, frozen=True, kw_only=True):
    """A draft; `base` is the version that it starts from, `published` the one that it became."""

    id: str
    title: str
    base: str
    made_by: str
    made_at: datetime
    changed_by: str
    changed_at: datetime
    closed_at: datetime | None = None
    published: str | None = None


class DraftFile(Struct, frozen=True, kw_only=True):
    """A file that differs from the base's; `text` None: it is taken away."""

    path: str
    text: str | None
    revision: int
    changed_by: str
    changed_at: datetime


class Change(Struct, frozen=True, kw_only=True):
    """A file as somebody wants it: from `revision` on (0: the base's, or none), by whom, when."""

    path: str
    text: str | None
    revision: int
    by: str
    at: datetime


class Saved(Struct, frozen=True):
    """It is kept, under this revision."""

    revision: int


class Met(Struct, frozen=True):
    """Nothing was kept: somebody has saved this file meanwhile. None: the draft itself is closed."""

    file: DraftFile | None


class PlaybookDrafts(StoreSubject):
    """The drafts."""

    async def make(self, draft: Draft) -> None:
        """Keep a new draft, without any file of its own yet."""
        await self._database.transact(partial(_make, draft))

    async def open(self) -> list[Draft]:
        """Return the drafts that are being written, the one changed last first."""
        return [_draft(row) for row in await self._database.read(SQL["open"], SHOWN)]

    async def get(self, id_: str) -> Draft | None:
        row = await self._database.read_one(SQL["get"], id_)
        return None if row is None else _draft(row)

    async def files(self, id_: str) -> dict[str, DraftFile]:
        """Return the files that differ from the base's, by path."""
        rows = await self._database.read(SQL["files"], id_)
        return {row[0]: _file(row) for row in rows}

    async def save(self, id_: str, change: Change) -> Saved | Met:
        """Keep a file, if it is as whoever saves it has seen it. The same text twice is no change of anybody's."""
        return await self._database.transact(partial(_save, id_, (change,)))

    async def rename(self, id_: str, away: Change, there: Change) -> Saved | Met:
        """Take a file away and keep it under another path, both or neither."""
        return await self._database.transact(partial(_save, id_, (away, there)))

    async def rebase(self, id_: str, base: str, before: str) -> None:
        """Let a draft start from another version, if it still starts from `before`."""
        await self._database.transact(partial(_rebase, id_, base, before))

    async def close(self, id_: str, *, by: str, at: datetime, published: str | None = None) -> bool:
        """End a draft, published or thrown away (which is noted); False where it had ended."""
        return await self._database.transact(partial(_close, id_, by, at, published))


def laid_over(base: Mapping[str, str], files: Mapping[str, DraftFile]) -> dict[str, str]:
    """Return all files of a draft, path to text: its own over the base's."""
    whole = {**base, **{path: file.text for path, file in files.items() if file.text is not None}}
    gone = {path for path, file in files.items() if file.text is None}
    return {path: whole[path] for path in sorted(whole) if path not in gone}


def _make(draft: Draft) -> Script[None]:
    yield once(SQL["make"], draft.id, draft.title, draft.base, draft.made_by, micros(draft.made_at))
    details = {"title": draft.title, "base": draft.base}
    yield from append(
        [Entry(at=draft.made_at, who=draft.made_by, act="playbook.draft_made", subject=draft.id, details=details)]
    )


def _save(id_: str, changes: tuple[Change, ...]) -> Script[Saved | Met]:
    last = changes[-1]
    if not (yield query(SQL["touch"], id_, last.by, micros(last.at))):
        return Met(None)
    for change in changes:
        rows = yield query(SQL["file"], id_, change.path)
        file = _file(rows[0]) if rows else None
        if file is not None and file.revision != change.revision and file.text != change.text:
            return Met(file)
    revision = 0
    for change in changes:
        rows = yield query(SQL["file"], id_, change.path)
        revision = (rows[0][2] if rows else 0) + 1
        yield once(SQL["put"], id_, change.path, change.text, revision, change.by, micros(change.at))
    return Saved(revision)


def _rebase(id_: str, base: str, before: str) -> Script[None]:
    yield once(SQL["rebase"], id_, base, before)


def _close(id_: str, by: str, at: datetime, published: str | None) -> Script[bool]:
    if not (yield query(SQL["close"], id_, micros(at), published, by)):
        return False
    yield once(SQL["forget_trials"], id_)
    if published is None:
        yield from append([Entry(at=at, who=by, act="playbook.draft_dropped", subject=id_)])
    return True


def _draft(row: Row) -> Draft:
    id_, title, base, made_by, made_at, changed_by, changed_at, closed_at, published = row
    return Draft(
        id=id_,
        title=title,
        base=base,
        made_by=made_by,
        made_at=moment(made_at),
        changed_by=changed_by,
        changed_at=moment(changed_at),
        closed_at=moment_or_none(closed_at),
        published=published,
    )


def _file(row: Row) -> DraftFile:
    path, text, revision, changed_by, changed_at = row
    return DraftFile(path=path, text=text, revision=revision, changed_by=changed_by, changed_at=moment(changed_at))
