"""A copy of a running SQLite database, and the way back. PostgreSQL has its own tools for that (`pg_dump`)."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from bot.crash_points import reached
from bot.store.database import Database, sqlite_path
from bot.store.dialect import for_sqlite
from bot.store.faults import NotOffered, StoreFault, StoreUnavailable
from bot.store.instance import Instance
from bot.store.sqlite import Sqlite
from bot.store.times import micros

PAGES = 2048  # copied at a time, so that turns go on in between
#: The instant of the last restore: what a sweep finds from before it may have been answered in the life that is lost.
RESTORED = "restored"
#: What was on its way when the copy was made may have left since, and what was due may have been met: nothing of it is
#: sent again, and nothing of it answered again, without a person.
HOLD = (
    """
    UPDATE outbox SET state = 'unknown', resent = 1, changed_at = $1, error = 'restored from a backup'
    WHERE state IN ('queued', 'sending', 'unknown')
    """,
    """
    UPDATE inbox SET state = 'dead', fault = 'restored from a backup: it may have been met since the copy was made'
    WHERE state = 'waiting' AND due_at <= $1
    """,
    """
    INSERT INTO cursors (name, value) VALUES ('restored', CAST($1 AS TEXT))
    ON CONFLICT (name) DO UPDATE SET value = excluded.value
    """,
)


async def backup(database: Database, file: Path) -> None:
    """Write a whole, consistent copy to `file`, while the program runs. Raises `NotOffered`, `StoreUnavailable`."""
    if not isinstance(database.backend, Sqlite):
        raise NotOffered("a PostgreSQL database is backed up with pg_dump")
    source = database.backend.path
    unfinished = file.with_name(file.name + ".unfinished")
    await asyncio.to_thread(_copy, source, unfinished)
    reached("backup.before_replace")
    unfinished.replace(file)
    reached("backup.after_replace")


async def restore(url: str, file: Path, now: datetime) -> None:
    """Put a backup in the place of the database; what it had waiting to be sent is `unknown`, for staff to release.

    What was due by `now` is a dead letter, for staff to revive: it may have been met after the copy was made.

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
            here.backup(there, pages=PAGES, progress=lambda *_: reached("backup.half_way"))
            there.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as fault:
        target.unlink(missing_ok=True)
        raise StoreUnavailable(f"the backup could not be written ({fault})") from fault


def _restore(file: Path, path: Path, now: int) -> None:
    if not file.exists():
        raise StoreFault(f"there is no backup at {file}")
    unfinished = path.with_name(path.name + ".restoring")
    _copy(file, unfinished)
    try:
        with _opened(unfinished) as database:
            _check(database, file)
            reached("restore.before_hold")
            for statement in HOLD:
                database.execute(for_sqlite(statement), (now,))
            database.commit()
            reached("restore.after_hold")
    except StoreFault:
        unfinished.unlink()
        raise
    _fold_in_the_log(path)
    reached("restore.before_replace")
    unfinished.replace(path)
    reached("restore.after_replace")


def _fold_in_the_log(path: Path) -> None:
    """Leave the old database whole in its one file: killed before it is replaced, it must have lost nothing.

    Its log must be gone by then all the same, because SQLite would read it into whatever file bears the name. Of a
    database too damaged for that, only the log is deleted.
    """
    if path.exists():
        with contextlib.suppress(sqlite3.Error), _opened(path) as old:
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for leftover in ("-wal", "-shm"):
        path.with_name(path.name + leftover).unlink(missing_ok=True)


def _check(database: sqlite3.Connection, file: Path) -> None:
    try:
        sound = database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        sound = sound and database.execute("SELECT 1 FROM sqlite_master WHERE name = 'outbox'").fetchone() is not None
    except sqlite3.DatabaseError:
        sound = False
    if not sound:
        raise StoreFault(f"{file} is not a sound backup; nothing was changed")
