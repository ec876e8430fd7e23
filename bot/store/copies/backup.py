"""A copy of a running database in one file, and the way back: SQLite's own online copy, a dump of PostgreSQL's rows."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

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

#: How an SQLite file begins, and where it says with which journal it is written and read.
#: https://www.sqlite.org/fileformat.html, 1.3
SQLITE: Final = b"SQLite format 3\0"
_VERSIONS: Final = slice(18, 20)
_WITHOUT_LOG: Final = b"\x01\x01"
LEAVE_POSITIONS_OUT = "UPDATE sqlite_sequence SET seq = seq + ?"


def is_database(file: Path) -> bool:
    """Tell an SQLite file, in use or a copy, by how it begins."""
    return _begins(file).startswith(SQLITE)


async def backup(database: Database, file: Path) -> None:
    """Write a whole, consistent copy to `file`, while the program runs; a copy made before gives its place.

    Raises `StoreUnavailable`, and `StoreFault` where something else is in that place: the database itself, say.
    """
    if await asyncio.to_thread(_is_taken, file, database.backend):
        raise StoreFault(f"{file} is there already and is no backup; name another file")
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
    if path.exists() and path.samefile(file):
        raise NoBackup(f"{file} is the database itself; name the file that parcours backup wrote")
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


def _begins(file: Path) -> bytes:
    with file.open("rb") as there:
        return there.read(_VERSIONS.stop)


def _is_taken(file: Path, backend: Sqlite | Postgres) -> bool:
    """A database that a program has had open says that it has a log beside it; a copy has none."""
    if not file.exists():
        return False
    if isinstance(backend, Sqlite) and file.resolve() in _beside(backend.path.resolve()):
        return True  # a log that is empty too
    begins = _begins(file)
    copied = begins.startswith(SQLITE) and begins[_VERSIONS] == _WITHOUT_LOG
    return begins != b"" and not copied and not dump.is_dump(file)


def _beside(path: Path) -> set[Path]:
    return {path.with_name(path.name + ending) for ending in ("", "-wal", "-shm", ".lock", ".migrating")}


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
