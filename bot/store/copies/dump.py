"""A PostgreSQL database as one file, and the way back: all rows as of one instant, as compressed lines of JSON.

`{"parcours": schema}` first, then for each table `{"table": …, "columns": […]}` and a line a row. It is for shops whose
server nobody backs up otherwise; a large installation uses PostgreSQL's own tools (base backups and their log).
"""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

import asyncpg
import msgspec
from msgspec import Struct

from bot.store.copies.restored import POSITIONS_LEFT_OUT, Held, hold
from bot.store.database.faults import AlreadyRunning, StoreFault, StoreUnavailable
from bot.store.database.postgres import LOST, NO_ROOM, Postgres, drive
from bot.store.database.private_file import make_private
from bot.store.database.statements import statements

SQL = statements("dump")
TOGETHER: Final = 1000  # rows
HEAD: Final = 200  # bytes that the first line does not reach
#: What reading something else than a whole dump of ours may raise.
UNSOUND: Final = (
    *LOST,
    EOFError,
    zlib.error,
    TypeError,
    msgspec.MsgspecError,
)
#: Of these, what says nothing of the file: the server went away, or has no room.
ELSEWHERE: Final = (asyncpg.PostgresConnectionError, asyncpg.OperatorInterventionError, *NO_ROOM)
_ENCODER = msgspec.json.Encoder()


class _Head(Struct, frozen=True):
    parcours: int  # the schema's number


class _Table(Struct, frozen=True):
    table: str
    columns: list[str]


def is_dump(file: Path) -> bool:
    """Tell a file that `write` made by its first line."""
    try:
        with gzip.open(file) as lines:
            msgspec.json.decode(lines.readline(HEAD), type=_Head)
    except (OSError, *UNSOUND):
        return False
    return True


async def write(backend: Postgres, file: Path, schema: int) -> None:
    """Write all rows, as of one instant, while the program runs. Raises `StoreUnavailable`."""
    try:
        make_private(file)
        with gzip.open(file, "wb", compresslevel=4) as out:
            await asyncio.to_thread(out.write, _line(_Head(schema)))
            async with backend.pool.acquire() as connection:
                async for lines in _lines(connection):
                    await asyncio.to_thread(out.write, lines)
    except LOST as fault:
        await asyncio.to_thread(file.unlink, missing_ok=True)
        raise StoreUnavailable(f"the backup could not be written ({fault})") from fault


async def _lines(connection: Any) -> AsyncIterator[bytes]:
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        for (table,) in await connection.fetch(SQL["tables"]):
            statement = await connection.prepare(SQL["rows"].format(table=table))
            yield _line(_Table(table, [attribute.name for attribute in statement.get_attributes()]))
            cursor = await statement.cursor()
            while rows := await cursor.fetch(TOGETHER):
                yield b"".join(_line(tuple(row)) for row in rows)


def _line(what: object) -> bytes:
    return _ENCODER.encode(what) + b"\n"


async def read(backend: Postgres, file: Path, schema: int, now: datetime) -> Held:
    """Put the rows of a dump in the place of all that is there, or change nothing.

    Raises `AlreadyRunning`, `StoreFault` where the file is no sound dump or one of another schema, `StoreUnavailable`
    where the server was lost on the way or has no room.
    """
    async with backend.pool.acquire() as connection:
        [(leaders,)] = await connection.fetch(SQL["in_use"])
        if leaders:
            raise AlreadyRunning("the program runs on this database; stop it first")
        try:
            with gzip.open(file, "rb") as lines:
                _check(lines.readline(), schema, file)
                async with connection.transaction():
                    await _replace(connection, lines)
                    return await drive(connection, hold(now))
        except UNSOUND as fault:
            if isinstance(fault, ELSEWHERE) or _is_cut(connection):
                raise StoreUnavailable(
                    f"PostgreSQL did not take {file} to its end ({fault}); nothing was changed: see that it runs and"
                    " has room, then restore again"
                ) from fault
            raise StoreFault(f"{file} is not a sound backup; nothing was changed ({fault})") from fault


def _is_cut(connection: Any) -> bool:
    try:
        return bool(connection.is_closed())
    except asyncpg.InterfaceError:  # the pool has taken it back, because it is
        return True


def _check(head: bytes, schema: int, file: Path) -> None:
    made_by = msgspec.json.decode(head, type=_Head).parcours
    if made_by != schema:
        raise StoreFault(
            f"{file} has schema {made_by}, this program {schema}; restore it with the release that made it"
        )


async def _replace(connection: Any, lines: gzip.GzipFile) -> None:
    known = {table for (table,) in await connection.fetch(SQL["tables"])}
    for table in sorted(known):
        await connection.execute(SQL["empty"].format(table=table))
    into: _Table | None = None
    while some := await asyncio.to_thread(lambda: list(islice(lines, TOGETHER))):
        for head, rows in _by_table(some, into):
            if head.table not in known:
                raise StoreFault(f"the backup has a table {head.table}, which this program does not know")
            into = head
            await connection.copy_records_to_table(head.table, records=rows, columns=head.columns)
    if into is None:
        raise EOFError("no table")
    for table in sorted(known):
        for name, column, sequence in await connection.fetch(SQL["positions"], table):
            await connection.fetch(SQL["go_on"].format(table=name, column=column), sequence, POSITIONS_LEFT_OUT)


def _by_table(lines: list[bytes], into: _Table | None) -> Iterator[tuple[_Table, list[tuple[Any, ...]]]]:
    """Return the rows in some lines by table; `into` is the one that the first of them belong to."""
    rows: list[tuple[Any, ...]] = []
    for line in lines:
        if line.startswith(b"{"):
            if into is not None:
                yield into, rows
            into, rows = msgspec.json.decode(line, type=_Table), []
        else:
            rows.append(tuple(msgspec.json.decode(line)))
    if into is None:
        raise EOFError("rows of no table")
    yield into, rows
