"""Which tables hold something on a person: every one that has a column `customer`, asked of the database itself.

So what a later migration adds is exported and erased without anybody having to think of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.store.database.database import Database
from bot.store.database.script import Row
from bot.store.database.statements import statements

SQL = statements("personal")
OWNER = "customer"


async def tables(database: Database) -> dict[str, tuple[str, ...]]:
    """Return the tables that have a column `customer`, each with its columns in order."""
    rows = await database.read(SQL["tables_sqlite" if database.is_sqlite else "tables_postgresql"])
    return {name: columns for name, columns in grouped(rows).items() if OWNER in columns}


async def columns_of(database: Database, table: str) -> tuple[str, ...]:
    """Return the columns of one table, in order; none where there is no such table."""
    rows = await database.read(SQL["tables_sqlite" if database.is_sqlite else "tables_postgresql"])
    return grouped(rows).get(table, ())


def grouped(rows: Sequence[Row]) -> Mapping[str, tuple[str, ...]]:
    """Gather (table, column) rows by table."""
    found: dict[str, list[str]] = {}
    for table, column in rows:
        found.setdefault(table, []).append(column)
    return {table: tuple(columns) for table, columns in found.items()}
