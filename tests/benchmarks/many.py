"""A database of many customers: the demonstration's shop, lived by real turns, and copied in SQL until it is big.

`python -m tests.benchmarks.many URL` fills an empty one, SQLite or PostgreSQL, with 100,000 customers and a million
messages. A copy has ids, addresses and times of its own; what it says, and how often, is as the demonstration has it.
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bot.playbook.source.files import default_folder
from bot.store import Store
from bot.store.database.script import Script, once
from bot.wiring.clock import now
from bot.wiring.demonstration import prepare

COPIES: Final = 455  # times 220 customers
#: Table -> the columns that hold ids, beside `customer`.
TABLES: Final[dict[str, tuple[str, ...]]] = {
    "customers": ("id",),
    "addresses": (),
    "threads": (),
    "thread_labels": (),
    "notes": ("id",),
    "consents": ("id",),
    "conversations": ("id",),
    "handovers": ("id", "conversation"),
    "journeys": (),
    "stage_moves": (),
    "moments": (),
    "orders": (),
    "order_lines": (),
    "carts": (),
    "feedback": ("key", "conversation"),
    "inbox": ("id",),
    "transcript": ("source",),
    "outbox": ("id", "event", "conversation", "provider_id"),
    "ledger": ("id", "event", "conversation", "outbox"),
    "contacts": (),
    "flow_marks": ("key", "event"),
    "unanswered": ("event",),
    "errands": ("id",),
    "webhook_deliveries": ("errand",),
}
_TIMES: Final = frozenset(
    (
        *("at", "since", "created_at", "due_at", "changed_at", "opened_at", "closed_at", "touched_at", "waiting_since"),
        *("heard_at", "last_at", "last_in", "last_out", "started_at", "ended_at", "entered_at", "received_at"),
        *("placed_at", "began"),
    )
)
#: Of these only what is younger than so many days is copied: what was said longer ago is as good as archived.
_YOUNG: Final = {
    "transcript": "at",
    "outbox": "created_at",
    "ledger": "at",
    "contacts": "at",
    "flow_marks": "at",
    "unanswered": "at",
}
_DAYS: Final = 60
#: Three digits that stand in the numbers of the first customers.
_TAKEN: Final = frozenset({399, 700})
_STEP: Final = 97_000_000  # microseconds between one copy's life and the next one's


def copied(column: str, table: str) -> str:
    """Return the expression of a column of a copy: `$1` three digits for its numbers, `$2` how much
    earlier it lived, `$3` three signs for its ids, the first of them no hex digit."""
    if column == "customer" or column in TABLES[table]:
        return f"$3 || substr({column}, 4)"
    if column in _TIMES:
        return f"{column} - CAST($2 AS BIGINT)"
    if (table, column) == ("customers", "state"):
        return "replace(state, id, $3 || substr(id, 4))"
    if (table, column) in (("addresses", "id"), ("transcript", "address"), ("outbox", "address")):
        return f"substr({column}, 1, 4) || $1 || substr({column}, 8)"
    if (table, column) == ("addresses", "identity"):
        return "substr(identity, 1, length(identity) - length(id)) || substr(id, 1, 4) || $1 || substr(id, 8)"
    return column


def statement(table: str, columns: Sequence[str], since: int) -> str:
    """Return what copies a table's rows of the first customers."""
    whose = "id" if table == "customers" else "customer"
    where = f"{whose} IN (SELECT id FROM first_customers)"
    if table in _YOUNG:
        where += f" AND {_YOUNG[table]} > {since}"
    if table == "inbox":
        where += " AND state = 'waiting'"
    values = ", ".join(copied(column, table) for column in columns)
    # both databases want each value used
    both = "CAST($1 AS TEXT) IS NOT NULL AND CAST($2 AS BIGINT) IS NOT NULL AND CAST($3 AS TEXT) IS NOT NULL"
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} WHERE {where} AND {both} " + (
        "ON CONFLICT DO NOTHING" if table in ("addresses", "flow_marks") else ""
    )


async def multiply(url: str, copies: int) -> None:
    """Copy everybody who is there so many times, less one."""
    store = await Store.open(url)
    try:
        columns = {table: await _columns(store, table) for table in TABLES}
        since = int((now().timestamp() - _DAYS * 86_400) * 1e6)
        statements = [statement(table, columns[table], since) for table in TABLES]
        names = (number for number in range(100, 1000) if number not in _TAKEN)
        lives = [
            (f"{name}", number * _STEP, f"{'ghijklmnop'[number // 100]}{number % 100:02d}")
            for number, name in zip(range(1, copies), names, strict=False)
        ]
        await store.database.transact(lambda: _do("CREATE TABLE first_customers AS SELECT id FROM customers"))
        if store.is_sqlite:
            await asyncio.to_thread(_copy_a_file, Path(url.removeprefix("sqlite:///")), statements, lives)
        else:
            for life in lives:
                await store.database.transact(lambda life=life: _copy(statements, life))
        await store.database.transact(lambda: _do("ANALYZE"))
        await store.thread_counts.settle()  # as the clock of a shop has long done
    finally:
        await store.close()


def _copy_a_file(path: Path, statements: Sequence[str], lives: Sequence[tuple[object, ...]]) -> None:
    """As fast as SQLite can: a file that is lost with the machine can be made again."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("synchronous = OFF", "cache_size = -800000", "temp_store = MEMORY", "wal_autocheckpoint = 50000"):
        connection.execute(f"PRAGMA {pragma}")
    for life in lives:
        connection.execute("BEGIN IMMEDIATE")
        for sql in statements:
            connection.execute(sql.replace("$", "?"), life)
        connection.execute("COMMIT")
    connection.close()


def _copy(statements: Sequence[str], life: tuple[object, ...]) -> Script[None]:
    for sql in statements:
        yield once(sql, *life)


def _do(sql: str) -> Script[None]:
    yield once(sql)


async def _columns(store: Store, table: str) -> list[str]:
    sql = (
        "SELECT name FROM pragma_table_info($1)"
        if store.is_sqlite
        else "SELECT column_name FROM information_schema.columns WHERE table_name = $1 ORDER BY ordinal_position"
    )
    return [row[0] for row in await store.database.read(sql, table) if row[0] != "position"]


async def main(url: str, copies: int = COPIES) -> None:
    began = time.perf_counter()
    await prepare(url, default_folder(), now())
    print(f"lived in {time.perf_counter() - began:.0f} s", flush=True)
    await multiply(url, copies)
    store = await Store.open(url)
    try:
        for table in ("customers", "transcript", "outbox", "ledger", "threads"):
            [(count,)] = await store.database.read(f"SELECT COUNT(*) FROM {table}")
            print(f"{count:>12,}  {table}", flush=True)
    finally:
        await store.close()
    print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], *map(int, sys.argv[2:3])))
