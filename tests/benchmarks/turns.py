"""Durable turns against the floor and against peers: `python -m tests.benchmarks.turns [--seconds 5] [--million]`.

Nothing is asserted. A turn here is: a Telegram update parsed, put in the inbox and committed; met by the engine in a
conversation whose question has three choices, answered by number or label; its reply, timers, transcript, ledger and
state committed. A thousand customers are in the conversation, fifty of them write at any time. Ratios count.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sqlite3
import tempfile
from collections.abc import Iterable
from pathlib import Path

import asyncpg
import msgspec
import structlog

from bot.model.address import Address
from bot.model.customer import Customer, KnownAddress
from bot.store import Store, migrate
from bot.store.database.identity import customer_id_of
from tests.benchmarks.crowd import Measured, measure
from tests.benchmarks.floor import Floor
from tests.benchmarks.ours import Ours, clock
from tests.benchmarks.peers.runner import Skipped, run_peer

CROWD = list(range(1, 1001))  # of whom 50 write at once
ALONE = [1]


def quiet() -> None:
    """Log nothing: neither the floor nor the peers do."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))


async def floor(folder: Path, chats: list[int], seconds: float) -> Measured:
    writer = Floor(folder / f"floor{len(chats)}.db")
    try:
        return await measure(writer.handle, chats, seconds)
    finally:
        writer.close()


async def ours(url: str, chats: list[int], seconds: float) -> Measured:
    store = await Store.open(url)
    parcours = Ours(store)
    try:
        await parcours.begin(chats)
        return await measure(parcours.handle, chats, seconds)
    finally:
        await parcours.close()
        await store.close()


def fill(path: Path, customers: int) -> None:
    """Put customers in the database, each with a state of the usual size."""
    now = clock()
    connection = sqlite3.connect(path)
    with connection:
        connection.executemany(
            "INSERT INTO customers (id, created_at, state, version) VALUES (?, 0, ?, 1)",
            (_customer(chat, now) for chat in range(10**6, 10**6 + customers)),
        )
        connection.executemany(
            "INSERT INTO addresses (identity, channel, id, customer, since) VALUES (?, 'telegram', ?, ?, 0)",
            (_address(chat) for chat in range(10**6, 10**6 + customers)),
        )
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _customer(chat: int, now: object) -> tuple[str, str]:
    address = Address("telegram", str(chat))
    known = Customer(
        id=customer_id_of(address),
        created_at=now,  # type: ignore[arg-type]
        addresses=(KnownAddress(address=address, last_in=now),),  # type: ignore[arg-type]
        language="fr",
        facts={"first_name": "Léa", "roast": "light", "machine": "aroma-2", "people": 4},
    )
    return known.id, msgspec.json.encode(known).decode()


def _address(chat: int) -> tuple[str, str, str]:
    return f"telegram:{chat}", str(chat), customer_id_of(Address("telegram", str(chat)))


async def among(folder: Path, customers: int, seconds: float) -> Measured:
    """A thousand in a conversation, fifty at once, spread over all the customers that the database holds."""
    path = folder / f"of{customers}.db"
    await migrate(f"sqlite:///{path}")
    fill(path, customers)
    spread = [10**6 + n * (customers // 1000) for n in range(1000)]
    return await ours(f"sqlite:///{path}", spread, seconds)


async def by_hand(url: str, seconds: float) -> Measured:
    """PostgreSQL's floor: a transaction a message through asyncpg, ten connections."""
    pool = await asyncpg.create_pool(url, min_size=10, max_size=10)
    await pool.execute("CREATE TABLE hand_messages (id BIGINT PRIMARY KEY, customer TEXT, body TEXT)")
    await pool.execute("CREATE TABLE hand_states (customer TEXT PRIMARY KEY, state TEXT)")

    async def handle(raw: bytes) -> None:
        update = msgspec.json.decode(raw)
        chat = str(update["message"]["chat"]["id"])
        async with pool.acquire() as connection, connection.transaction():
            await connection.execute(
                "INSERT INTO hand_messages VALUES ($1, $2, $3)", update["update_id"], chat, raw.decode()
            )
            await connection.execute(
                "INSERT INTO hand_states VALUES ($1, $2) ON CONFLICT (customer) DO UPDATE SET state = excluded.state",
                chat,
                "x" * 450,
            )

    try:
        return await measure(handle, CROWD, seconds)
    finally:
        await pool.close()


def show(title: str, rows: Iterable[tuple[str, Measured | str]], of: Measured) -> None:
    print(f"\n{title}\n{'':44}{'a second':>10}{'ratio':>8}{'p50 ms':>9}{'p99 ms':>9}")
    for name, measured in rows:
        if isinstance(measured, str):
            print(f"{name:44}{measured}")
        else:
            ratio = measured.per_second / of.per_second
            print(f"{name:44}{measured.per_second:10,.0f}{ratio:8.2f}{measured.p50:9.2f}{measured.p99:9.2f}")


def peer(name: str, seconds: float, known: int = 0) -> Measured | str:
    try:
        return run_peer(name, seconds, known)
    except Skipped as reason:
        return f"skipped: {reason}"


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--million", action="store_true", help="fill a database with a million customers too (1 GB)")
    parser.add_argument("--postgres", help="the address of a PostgreSQL server to measure on")
    options = parser.parse_args()
    quiet()
    with tempfile.TemporaryDirectory() as name:
        folder, seconds = Path(name), options.seconds
        for chats, title in ((CROWD, "50 customers at once"), (ALONE, "one customer alone")):
            url = f"sqlite:///{folder / f'ours{len(chats)}.db'}"
            await migrate(url)
            least = await floor(folder, chats, seconds)
            rows: list[tuple[str, Measured | str]] = [
                ("floor", least),
                ("parcours, SQLite FULL", await ours(url, chats, seconds)),
            ]
            if chats is CROWD:
                rows += [
                    ("aiogram, FSM on SQLite FULL", peer("aiogram_fsm", seconds)),
                    ("python-telegram-bot, persisted, 100 known", peer("ptb_conversation", seconds, 100)),
                ]
            show(title, rows, least)
        few = await among(folder, 1000, seconds)
        rows = [("1,000 customers known", few)]
        if options.million:
            rows.append(("1,000,000 customers known", await among(folder, 1_000_000, seconds)))
        show("50 at once, by the number of customers known", rows, few)
        if options.postgres:
            hand = await by_hand(options.postgres, seconds)
            await migrate(options.postgres)
            mine = await ours(options.postgres, CROWD, seconds)
            show("PostgreSQL, 10 connections", [("a transaction a message, by hand", hand), ("parcours", mine)], hand)


if __name__ == "__main__":
    asyncio.run(main())
