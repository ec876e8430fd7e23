"""What an operator should know about the database, for `parcours doctor`."""

from __future__ import annotations

import sqlite3
from typing import Literal

from msgspec import Struct

from bot.store.database import Database
from bot.store.migrate import migrations, schema_version
from bot.store.sqlite import Sqlite

#: SQLite before this may lose a commit where a checkpoint and a new log meet (the "WAL-reset bug").
WAL_RESET_MENDED = (3, 52, 0)
RETURNING = (3, 35, 0)


class Finding(Struct, frozen=True):
    severity: Literal["ok", "warning", "error"]
    words: str


async def findings(database: Database) -> list[Finding]:
    """Return what was looked at, and what is wrong with it. Raises `StoreUnavailable`, `DatabaseNewer`."""
    found = [await _schema(database)]
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


def sqlite_version(version: tuple[int, int, int]) -> Finding:
    """Judge a version of the SQLite library."""
    name = ".".join(map(str, version))
    if version < RETURNING:
        return Finding("error", f"SQLite {name} is too old; 3.35 or later is needed")
    if version < WAL_RESET_MENDED:
        return Finding(
            "warning",
            f"SQLite {name} has the WAL-reset bug (mended in 3.52.0): very rarely, a power cut may lose a commit",
        )
    return Finding("ok", f"SQLite {name}")


async def _soundness(database: Database, backend: Sqlite) -> list[Finding]:
    [(verdict,)] = (await database.read("PRAGMA quick_check(1)"))[:1]
    if verdict != "ok":
        return [Finding("error", f"the database file is damaged ({verdict}); restore a backup")]
    log = backend.path.with_name(backend.path.name + "-wal")
    size = log.stat().st_size if log.exists() else 0
    if size > 1 << 30:
        return [Finding("warning", f"the write-ahead log has {size >> 20} MiB; something keeps an old read open")]
    return [Finding("ok", "the database file is sound")]
