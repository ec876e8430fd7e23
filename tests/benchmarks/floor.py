"""The floor: the least that a durable bot on SQLite must do for a message, done as fast as we know how.

One writer thread with group commit (WAL, `synchronous=FULL`): the update's JSON is parsed, a row is inserted for the
message and the customer's state row is replaced. No engine, no reply, no timers, no search columns.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

STATE = json.dumps({"step": "encore", "saved": {"people": 4}, "padding": "x" * 400})


class Floor:
    def __init__(self, path: Path) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._connection = self._thread.submit(self._open, path).result()
        self._waiting: list[tuple[bytes, asyncio.Future[None]]] = []
        self._task: asyncio.Task[None] | None = None

    def _open(self, path: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -65536"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("CREATE TABLE messages (id INTEGER PRIMARY KEY, customer TEXT, body TEXT)")
        connection.execute("CREATE TABLE states (customer TEXT PRIMARY KEY, state TEXT)")
        return connection

    async def handle(self, raw: bytes) -> None:
        """Return once the message and the state are on disk."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((raw, done))
        if self._task is None:
            self._task = asyncio.create_task(self._write())
        await done

    async def _write(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            group, self._waiting = self._waiting, []
            await loop.run_in_executor(self._thread, self._commit, [raw for raw, _ in group])
            for _, done in group:
                done.set_result(None)
        self._task = None

    def _commit(self, group: list[bytes]) -> None:
        updates = [json.loads(raw) for raw in group]
        rows = [(u["update_id"], str(u["message"]["chat"]["id"]), u["message"]["text"]) for u in updates]
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany("INSERT INTO messages VALUES (?, ?, ?)", rows)
        self._connection.executemany("INSERT OR REPLACE INTO states VALUES (?, ?)", [(row[1], STATE) for row in rows])
        self._connection.execute("COMMIT")

    def close(self) -> None:
        self._thread.submit(self._connection.close).result()
        self._thread.shutdown()
