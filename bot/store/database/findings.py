"""What an operator should know about the database, for `parcours doctor`."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from msgspec import Struct

from bot.store.database.database import Database
from bot.store.database.disk import free, trouble
from bot.store.database.migrate import migrations, schema_version
from bot.store.database.months import missing
from bot.store.database.sqlite import Sqlite
from bot.store.database.statements import statements
from bot.store.database.times import moment

#: Versions between which a checkpoint and a new log that meet may lose a commit (the "WAL-reset bug").
WAL_RESET_BUG = ((3, 7, 0), (3, 51, 2))
RETURNING = (3, 35, 0)
LAST_BACKUP = "backup"  # the cursor that says when the last one was made
#: A daily copy that is older was not made.
BACKUP_OLD = timedelta(days=2)
#: SQLite's log alone may take 64 MiB of it.
LITTLE_ROOM = 100 << 20


class Finding(Struct, frozen=True):
    severity: Literal["ok", "warning", "error"]
    words: str


async def findings(database: Database, now: datetime) -> list[Finding]:
    """Return what was looked at, and what is wrong with it. Raises `StoreUnavailable`, `DatabaseNewer`."""
    found = [await _schema(database)]
    if found[0].severity == "ok":
        found.append(await _backups(database, now))
        found.append(await _months(database, now))
        found += await _held(database)
    if isinstance(database.backend, Sqlite):
        found.append(sqlite_version(sqlite3.sqlite_version_info))
        found += await _soundness(database, database.backend)
    else:
        [(version,)] = await database.read("SHOW server_version")
        found.append(Finding("ok", f"PostgreSQL {version}"))
    return found


async def _schema(database: Database) -> Finding:
    at, latest = await schema_version(database), migrations()[-1][0]
    if at < latest:
        return Finding("error", f"the database has schema {at}, this program needs {latest}; run parcours migrate")
    return Finding("ok", f"schema {at}")


async def _backups(database: Database, now: datetime) -> Finding:
    row = await database.read_one(statements("cursors")["get"], LAST_BACKUP)
    if row is not None:
        age = now - datetime.fromisoformat(row[0])
        if age <= BACKUP_OLD:
            return Finding("ok", "the last backup is not two days old")
        return Finding("warning", f"the last backup is {age.days} days old; run parcours backup FILE, every day")
    if not database.is_sqlite:
        return Finding("ok", "parcours has made no backup; where PostgreSQL's own tools make them, that is fine")
    row = await database.read_one("SELECT MIN(created_at) FROM customers")
    if row is None or row[0] is None or now - moment(row[0]) <= BACKUP_OLD:
        return Finding("ok", "there is no backup yet")
    return Finding("warning", "there is no backup; set BACKUP_FOLDER, or run parcours backup FILE every day")


async def _months(database: Database, now: datetime) -> Finding:
    lacking = await missing(database, now)
    if lacking:
        return Finding(
            "warning",
            f"next month has no partition of {', '.join(lacking)}; is the clock running? parcours migrate makes them",
        )
    return Finding("ok", "tables that grow are ready for next month")


async def _held(database: Database) -> list[Finding]:
    [(count,)] = await database.read(statements("restored")["count_held"])
    if not count:
        return []
    return [Finding("warning", f"a restore holds {count} messages; parcours release --held lists them")]


def sqlite_version(version: tuple[int, int, int]) -> Finding:
    """Judge a version of the SQLite library."""
    name = ".".join(map(str, version))
    if version < RETURNING:
        return Finding("error", f"SQLite {name} is too old; 3.35 or later is needed")
    first, last = WAL_RESET_BUG
    if first <= version <= last:
        return Finding(
            "warning",
            f"SQLite {name} has the WAL-reset bug (3.7.0 to 3.51.2): very rarely, a power cut may lose a commit",
        )
    return Finding("ok", f"SQLite {name}")


async def _soundness(database: Database, backend: Sqlite) -> list[Finding]:
    [(verdict,)] = (await database.read("PRAGMA quick_check(1)"))[:1]
    if verdict != "ok":
        return [Finding("error", f"the database file is damaged ({verdict}); restore a backup")]
    if (wrong := await asyncio.to_thread(_disk, backend.path)) is not None:
        return [wrong]
    log = backend.path.with_name(backend.path.name + "-wal")
    size = log.stat().st_size if log.exists() else 0
    if size > 1 << 30:
        return [Finding("warning", f"the write-ahead log has {size >> 20} MiB; something keeps an old read open")]
    return [Finding("ok", "the database file is sound")]


def _disk(path: Path) -> Finding | None:
    for ending in ("", "-wal", "-shm"):
        file = path.with_name(path.name + ending)
        if file.exists() and not os.access(file, os.W_OK):
            return Finding(
                "error", f"{file} can't be written: no message is taken, now or after the next start; see its rights"
            )
    wrong = trouble(path.parent)
    if wrong is not None:
        return Finding(
            "error", f"{path.parent} has the database, and {wrong}: no message is taken; see its disk and rights"
        )
    left = free(path.parent)
    if left < LITTLE_ROOM:
        return Finding("warning", f"{left >> 20} MiB are free where the database is; without room no message is taken")
    return None


def backup_folder(folder: Path, size: int) -> Finding:
    """Judge the folder for the daily copies, of so many bytes each. One that is not there yet is made with the first.
    Writes there, and may wait for a disk that hangs.
    """
    there = next(one for one in (folder, *folder.parents) if one.exists())
    wrong = trouble(there) if there.is_dir() else "it is no folder"
    if wrong is None and (left := free(there)) < size:
        wrong = f"{left / (1 << 20):.1f} MiB are free there, where a copy takes {size / (1 << 20):.1f}"
    if wrong is not None:
        return Finding("error", f"BACKUP_FOLDER is {folder}, and {wrong}: no backup is made")
    return Finding("ok", f"backups are put into {folder}")
