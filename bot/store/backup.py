"""A copy of a running SQLite database, and the way back. PostgreSQL has its own tools for that (`pg_dump`)."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from bot.store.database import Database, sqlite_path
from bot.store.faults import NotOffered, StoreFault, StoreUnavailable
from bot.store.instance import Instance
from bot.store.sqlite import Sqlite
from bot.store.times import micros

PAGES = 2048  # copied at a time, so that turns go on in between
#: What was on its way when the copy was made may have left since: nothing of it is sent again without a person.
HOLD = """
UPDATE outbox SET state = 'unknown', resent = 1, changed_at = ?, error = 'restored from a backup'
WHERE state IN ('queued', 'sending', 'unknown')
"""


async def backup(database: Database, file: Path) -> None:
    """Write a whole, consistent copy to `file`, while the program runs. Raises `NotOffered`, `StoreUnavailable`."""
    if not isinstance(database.backend, Sqlite):
        raise NotOffered("a PostgreSQL database is backed up with pg_dump")
    source = database.backend.path
    unfinished = file.with_name(file.name + ".unfinished")
    await asyncio.to_thread(_copy, source, unfinished)
    unfinished.replace(file)


async def restore(url: str, file: Path, now: datetime) -> None:
    """Put a backup in the place of the database; what it had waiting to be sent is `unknown`, for staff to release.

    Raises `AlreadyRunning`, `NotOffered`, `StoreFault` where the file is no sound backup.
    """
    path = sqlite_path(url)
    if path is None:
        raise NotOffered("a PostgreSQL database is restored with pg_restore or psql")
    instance = Instance.take(path)
    try:
        await asyncio.to_thread(_restore, file, path, micros(now))
    finally:
        instance.give_back()


def _opened(path: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(path, timeout=30))


def _copy(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    try:
        with _opened(source) as here, _opened(target) as there:
            here.backup(there, pages=PAGES)
            there.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as fault:
        target.unlink(missing_ok=True)
        raise StoreUnavailable(
            f"{target.stem} could not be written ({fault}); check the folder and its rights"
        ) from fault


def _restore(file: Path, path: Path, now: int) -> None:
    if not file.exists():
        raise StoreFault(f"there is no backup at {file}; name the file that parcours backup wrote")
    unfinished = path.with_name(path.name + ".restoring")
    try:
        _copy(file, unfinished)
    except StoreUnavailable as fault:
        raise StoreFault(f"{file} is not a sound backup; nothing was changed ({fault.__cause__})") from fault
    try:
        with _opened(unfinished) as database:
            _check(database, file)
            database.execute(HOLD, (now,))
            database.commit()
    except StoreFault:
        unfinished.unlink()
        raise
    for leftover in ("-wal", "-shm"):
        path.with_name(path.name + leftover).unlink(missing_ok=True)
    unfinished.replace(path)


def _check(database: sqlite3.Connection, file: Path) -> None:
    try:
        sound = database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        sound = sound and database.execute("SELECT 1 FROM sqlite_master WHERE name = 'outbox'").fetchone() is not None
    except sqlite3.DatabaseError:
        sound = False
    if not sound:
        raise StoreFault(f"{file} is not a sound backup; nothing was changed")
