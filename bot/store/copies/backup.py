"""A copy of a running database in one file, and the way back: SQLite's own online copy, a dump of PostgreSQL's rows."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from bot.crash_points import reached
from bot.store.copies import dump
from bot.store.copies.restored import POSITIONS_LEFT_OUT, Held, hold
from bot.store.database.database import Database, sqlite_path
from bot.store.database.faults import NoBackup, StoreFault, StoreUnavailable
from bot.store.database.instance import Instance
from bot.store.database.migrate import migrate, schema_version
from bot.store.database.postgres import Postgres
from bot.store.database.private_file import make_private
from bot.store.database.sqlite import Sqlite, drive

LEAVE_POSITIONS_OUT = "UPDATE sqlite_sequence SET seq = seq + ?"


async def backup(database: Database, file: Path) -> None:
    """Write a whole, consistent copy to `file`, while the program runs. Raises `StoreUnavailable`."""
    unfinished = file.with_name(file.name + ".unfinished")
    match database.backend:
        case Sqlite() as sqlite:
            await asyncio.to_thread(_copy, sqlite.path, unfinished)
        case Postgres() as postgres:
            await dump.write(postgres, unfinished, await schema_version(database))
    reached("backup.before_replace")
    unfinished.replace(file)
    reached("backup.after_replace")


async def restore(url: str, file: Path, now: datetime) -> Held:
    """Put a backup in the place of the database; what may have happened since it was made is held for staff.

    Raises `AlreadyRunning`, `NoBackup`, `StoreFault` where the file is no sound backup, `StoreUnavailable` where the
    database was lost on the way.
    """
    if not await asyncio.to_thread(file.exists):
        raise NoBackup(f"there is no backup at {file}; name the file that parcours backup wrote")
    path = sqlite_path(url)
    if path is None:
        return await _restore_postgres(url, file, now)
    instance = Instance.take(path)
    try:
        return await asyncio.to_thread(_restore, file, path, now)
    finally:
        instance.give_back()


async def _restore_postgres(url: str, file: Path, now: datetime) -> Held:
    schema = await migrate(url)
    database = await Database.open(url, connections=1)
    try:
        assert isinstance(database.backend, Postgres)
        return await dump.read(database.backend, file, schema, now)
    finally:
        await database.close()


def _opened(path: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(path, timeout=30))


def _copy(source: Path, target: Path) -> None:
    """Copy in one step: a copy in several begins anew whenever another connection has written in between."""
    target.unlink(missing_ok=True)
    make_private(target)
    try:
        with _opened(source) as here, _opened(target) as there:
            here.backup(there)
            reached("backup.half_way")
            there.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as fault:
        target.unlink(missing_ok=True)
        raise StoreUnavailable(
            f"{target.stem} could not be written ({fault}); check the folder and its rights"
        ) from fault


def _restore(file: Path, path: Path, now: datetime) -> Held:
    unfinished = path.with_name(path.name + ".restoring")
    try:
        _copy(file, unfinished)
    except StoreUnavailable as fault:
        raise StoreFault(f"{file} is not a sound backup; nothing was changed ({fault.__cause__})") from fault
    try:
        with _opened(unfinished) as database:
            _check(database, file)
            reached("restore.before_hold")
            held = drive(database, hold(now))
            database.execute(LEAVE_POSITIONS_OUT, (POSITIONS_LEFT_OUT,))
            database.commit()
            reached("restore.after_hold")
    except StoreFault:
        unfinished.unlink()
        raise
    _fold_in_the_log(path)
    reached("restore.before_replace")
    unfinished.replace(path)
    reached("restore.after_replace")
    return held


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
