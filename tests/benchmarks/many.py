"""A database of many customers: the demonstration's shop, lived by real turns, and copied in SQL until it is big.

`python -m tests.benchmarks.many URL` fills an empty one, SQLite or PostgreSQL, with 100,000 customers and a million
messages. A copy has ids, addresses and times of its own; what it says, and how often, is as the demonstration has it.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Sequence
from typing import Final

from bot.playbook.files import default_folder
from bot.store import Store
from bot.store.script import Script, once, query
from bot.wiring.clock import now
from bot.wiring.demonstration import CUSTOMERS, prepare

COPIES: Final = 417  # times 240 customers
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
}
_TIMES: Final = frozenset(
    "at since created_at due_at changed_at opened_at closed_at touched_at waiting_since heard_at last_at last_in last_out "
    "started_at ended_at entered_at received_at placed_at".split()
)
#: Of these only what is younger than so many days is copied: what was said longer ago is as good as archived.
_YOUNG: Final = {"transcript": "at", "outbox": "created_at", "ledger": "at"}
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
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} WHERE {where} AND {both}"


async def multiply(store: Store, copies: int) -> None:
    """Copy everybody who is there so many times, less one."""
    database = store.database
    await database.transact(lambda: _do("CREATE TABLE first_customers AS SELECT id FROM customers WHERE version > 0"))
    since = int((now().timestamp() - _DAYS * 86_400) * 1e6)
    statements = [statement(table, await _columns(store, table), since) for table in TABLES]
    names = (number for number in range(100, 1000) if number not in _TAKEN)
    for number, name in zip(range(1, copies), names, strict=False):
        parameters = (f"{name}", number * _STEP, f"{'ghijklmnop'[number // 100]}{number % 100:02d}")
        await database.transact(lambda parameters=parameters: _copy(statements, parameters))  # type: ignore[misc]
        if number % 50 == 0:
            print(f"  {(number + 1) * CUSTOMERS:,} customers", flush=True)
    await database.transact(lambda: _do("ANALYZE"))


def _copy(statements: Sequence[str], parameters: tuple[str, int]) -> Script[None]:
    for sql in statements:
        yield once(sql, *parameters)


def _do(sql: str) -> Script[None]:
    yield once(sql)


async def _columns(store: Store, table: str) -> list[str]:
    sql = (
        "SELECT name FROM pragma_table_info($1)"
        if store.is_sqlite
        else "SELECT column_name FROM information_schema.columns WHERE table_name = $1 ORDER BY ordinal_position"
    )

    def script() -> Script[list[str]]:
        rows = yield query(sql, table)
        return [row[0] for row in rows if row[0] != "position"]

    return await store.database.transact(script)


async def main(url: str, copies: int = COPIES) -> None:
    began = time.perf_counter()
    await prepare(url, default_folder(), now())
    print(f"lived in {time.perf_counter() - began:.0f} s", flush=True)
    store = await Store.open(url)
    try:
        await multiply(store, copies)
        for table in ("customers", "transcript", "outbox", "ledger", "threads"):
            [(count,)] = await store.database.read(f"SELECT COUNT(*) FROM {table}")
            print(f"{count:>12,}  {table}", flush=True)
    finally:
        await store.close()
    print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], *map(int, sys.argv[2:3])))
