"""Bringing a database's schema up to this program's: numbered SQL files, forward only, each in a transaction.

Of several processes that migrate at once one does it and the others wait: on PostgreSQL for an advisory lock, on SQLite
for a lock of the operating system's beside the file.
"""

from __future__ import annotations

import contextlib
import re
import time
from functools import cache, partial
from importlib.resources import files

import structlog

from bot.crash_points import reached
from bot.store.database.database import Database, sqlite_path
from bot.store.database.dialect import Dialect, only_for
from bot.store.database.faults import DatabaseNewer
from bot.store.database.instance import in_turn
from bot.store.database.months import make_ahead
from bot.store.database.script import Script, once, query

_CREATE = "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY)"
_READ = "SELECT COALESCE(MAX(version), 0) FROM schema_version"
_WRITE = "INSERT INTO schema_version (version) VALUES ($1)"
_PATIENT = "SET LOCAL lock_timeout = 0"  # who migrates waits for another who does, however long it takes
_LOCK = "SELECT pg_advisory_xact_lock(7162)"  # two processes of one release may start at the same moment
_log = structlog.get_logger(__name__)
_COMMENT = re.compile(r"--.*$", re.MULTILINE)
#: A statement ends with the line: what a trigger does stands in one, with semicolons of its own.
_END = re.compile(r";\s*$", re.MULTILINE)


@cache
def migrations(dialect: Dialect = "sqlite") -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the numbered migrations in order, each with its statements."""
    found = sorted(
        (int(file.name[:4]), file.read_text("utf-8"))
        for file in (files("bot.store") / "migrations").iterdir()
        if file.name.endswith(".sql")
    )
    return tuple((number, _statements(only_for(dialect, text))) for number, text in found)


def _statements(text: str) -> tuple[str, ...]:
    return tuple(statement.strip() for statement in _END.split(_COMMENT.sub("", text)) if statement.strip())


async def migrate(url: str) -> int:
    """Bring the database to this program's schema; return its number. An empty one is made.

    Raises `DatabaseNewer`, `StoreUnavailable`, `BadDatabaseUrl`. Killed at any point, it can simply be run again.
    """
    path = sqlite_path(url)
    async with in_turn(path) if path else contextlib.nullcontext():
        database = await Database.open(url, connections=1)
        try:
            return await _migrate(database)
        finally:
            await database.close()


async def _migrate(database: Database) -> int:
    number, at, last, began = 0, await schema_version(database), migrations()[-1][0], time.monotonic()
    if 0 < at < last:  # a large one takes minutes, and whoever started it should know what they wait for
        _log.info("bringing the database up to date", schema=at, to=last)
    for number, sql in migrations("sqlite" if database.is_sqlite else "postgresql"):
        step = partial(_step, number, sql, locked=not database.is_sqlite)
        await database.transact(step, "migration.{}_commit")
    await make_ahead(database)
    if 0 < at < last:
        _log.info("database up to date", schema=number, seconds=round(time.monotonic() - began, 1))
    return number


def _step(number: int, sql: tuple[str, ...], *, locked: bool) -> Script[None]:
    if locked:
        yield once(_PATIENT)
        yield query(_LOCK)
    yield once(_CREATE)
    [(at,)] = yield query(_READ)
    refuse_newer(at)
    if at < number:
        for statement in sql:
            yield once(statement)
            reached("migration.half_way")
        yield once(_WRITE, number)


def refuse_newer(at: int) -> None:
    """Raise `DatabaseNewer` for a schema that this program does not know."""
    latest = migrations()[-1][0]
    if at > latest:
        raise DatabaseNewer(
            f"the database has schema {at}, this program knows {latest}; install the later version again"
        )


async def schema_version(database: Database) -> int:
    """Return the number of the database's schema, 0 for an empty one. Raises `DatabaseNewer`."""
    tables = "SELECT 1 FROM sqlite_master WHERE name = 'schema_version'"
    if not database.is_sqlite:
        tables = "SELECT 1 FROM pg_tables WHERE tablename = 'schema_version' AND schemaname = CURRENT_SCHEMA()"
    if not await database.read(tables):
        return 0
    [(at,)] = await database.read(_READ)
    refuse_newer(at)
    return int(at)
