"""The monthly pieces of tables that grow, on PostgreSQL: made ahead, and dropped whole once all of a month may go.

A row that no month wants goes to the table's `_default` piece, so that a clock that made no months stops nobody. A
month of which the default piece has rows already is not made: its rows would have to be moved under a lock. What was
there before a table was split is its `_before` piece. Both are forgotten row by row (`retention`), and `_before` is
dropped in the end.
"""

from __future__ import annotations

import asyncio
import math
import re
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final, Literal, NamedTuple, TypeVar

import asyncpg

from bot.store.database.database import Database
from bot.store.database.faults import StoreUnavailable
from bot.store.database.script import Row, Script, once, query
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment

T = TypeVar("T")
SQL = statements("months")
Monthly = Literal["transcript", "ledger", "events"]
#: The column whose month it is.
TIME: Final[dict[Monthly, str]] = {"transcript": "at", "ledger": "at", "events": "met_at"}
AHEAD: Final = 3  # months made beside the present one
#: A lock is waited for a quarter of a second, because who comes after waits too; then again a little later.
ATTEMPTS: Final = 20
LATER: Final = 0.5  # seconds
_BOUNDS = re.compile(r"FROM \((\S+)\) TO \((\S+)\)")


class Piece(NamedTuple):
    """One piece of a table: the rows of `start <= time < end`, microseconds; the default piece has no bounds."""

    name: str
    start: float
    end: float

    @property
    def is_month(self) -> bool:
        return not self.name.endswith(("_default", "_before"))


async def make_ahead(database: Database, now: datetime | None = None) -> int:
    """Make the pieces of this month (where it has none) and of the next three; return how many were made.

    Without `now`, the server's clock counts. Nothing to do on SQLite. Raises `StoreUnavailable`.
    """
    if database.is_sqlite:
        return 0
    if now is None:
        [(at,)] = await database.read(SQL["server_time"])
        now = moment(at)
    months = [month_of(now, ahead) for ahead in range(AHEAD + 1)]
    made = 0
    for table in TIME:
        for start, end in zip(months, [*months[1:], month_of(now, AHEAD + 1)], strict=True):
            made += await patiently(database, partial(_make, table, start, end)) or 0
    return made


async def missing(database: Database, now: datetime) -> list[Monthly]:
    """Return the tables that have no piece for next month."""
    if database.is_sqlite:
        return []
    next_month = micros(month_of(now, 1))
    return [
        table
        for table in TIME
        if not any(piece.start <= next_month < piece.end for piece in await pieces(database, table))
    ]


async def pieces(database: Database, table: Monthly) -> list[Piece]:
    """Return the pieces of a table on PostgreSQL."""
    return [_piece(row) for row in await database.read(SQL["pieces"], table)]


async def kept_by_row(database: Database, table: Monthly) -> list[str]:
    """Return the plain tables whose rows have to be forgotten one by one."""
    if database.is_sqlite:
        return [table]
    return [piece.name for piece in await pieces(database, table) if not piece.is_month]


async def drop_past(database: Database, table: Monthly, before: datetime) -> int:
    """Drop the pieces whose rows are all older than a time; return how many rows that were."""
    if database.is_sqlite:
        return 0
    dropped = 0
    for piece in await pieces(database, table):
        if piece.end <= micros(before):
            dropped += await patiently(database, partial(_drop, piece.name)) or 0
    return dropped


async def patiently(database: Database, script: Callable[[], Script[T]]) -> T | None:
    """Run what wants a table for itself, for a moment; None where it was never free, or a month can't be made."""
    for _ in range(ATTEMPTS):
        try:
            return await database.transact(script)
        except StoreUnavailable as fault:
            if not isinstance(fault.__cause__, asyncpg.LockNotAvailableError):
                raise
            await asyncio.sleep(LATER)
        except asyncpg.CheckViolationError:  # the default piece got a row of this month in between
            return None
    return None


def month_of(now: datetime, ahead: int = 0) -> datetime:
    """Return the first instant of a month, UTC."""
    years, month = divmod(now.month - 1 + ahead, 12)
    return now.replace(year=now.year + years, month=month + 1, day=1, hour=0, minute=0, second=0, microsecond=0)


def _make(table: Monthly, start: datetime, end: datetime) -> Script[int]:
    yield query(SQL["one_at_a_time"])
    yield once(SQL["not_long"])
    first, last = micros(start), micros(end)
    known = yield query(SQL["pieces"], table)
    covered = any(piece.start <= first < piece.end for piece in map(_piece, known))
    names = {"table": table, "time": TIME[table], "piece": f"{table}_{start:%Y_%m}", "start": first, "end": last}
    if covered or (yield query(SQL["taken_by_default"].format(**names), first, last)):
        return 0
    yield once(SQL["make"].format(**names))
    yield once(SQL["attach"].format(**names))
    return 1


def _drop(piece: str) -> Script[int]:
    yield once(SQL["not_long"])
    [(rows,)] = yield query(SQL["size"].format(piece=piece))
    yield once(SQL["drop"].format(piece=piece))
    return int(rows)


def _piece(row: Row) -> Piece:
    name, bounds = row
    found = _BOUNDS.search(bounds)
    if found is None:
        return Piece(name, math.inf, math.inf)
    start, end = (bound.strip("'") for bound in found.groups())
    return Piece(name, -math.inf if start == "MINVALUE" else int(start), math.inf if end == "MAXVALUE" else int(end))
