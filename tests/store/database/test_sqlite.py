import asyncio
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.store import Store, StoreUnavailable, migrate
from bot.store.database.database import Database
from bot.store.database.script import Row, Script, listing, many, once, query
from bot.store.database.sqlite import MOST_ROWS, READERS, Sqlite
from tests.store.database.test_sqlite_connection import left, threads


async def test_what_waits_together_is_one_commit(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    groups: list[int] = []
    from bot.store.database import sqlite

    commit = sqlite._commit

    def counted(jobs: Any, connection: Any) -> Any:
        groups.append(len(jobs))
        return commit(jobs, connection)

    monkeypatch.setattr(sqlite, "_commit", counted)
    database = await Database.open(sqlite_url)

    def put(name: str) -> Callable[[], Script[None]]:
        def script() -> Script[None]:
            yield once("INSERT INTO cursors (name, value) VALUES ($1, '')", name)

        return script

    await asyncio.gather(*(database.transact(put(str(n))) for n in range(40)))
    assert sum(groups) == 40
    assert len(groups) <= 2
    await database.close()


async def test_a_commit_is_on_disk_when_it_returns(sqlite_url: str) -> None:
    database = await Database.open(sqlite_url)
    assert await database.read("PRAGMA synchronous") == [(2,)]
    assert await database.read("PRAGMA journal_mode") == [("wal",)]
    await database.close()


async def test_readers_can_t_write(sqlite_url: str) -> None:
    backend = await Sqlite.open(Path(sqlite_url.removeprefix("sqlite:///")))
    from bot.store.database.faults import StoreUnavailable
    from bot.store.database.script import query

    with pytest.raises(StoreUnavailable, match="readonly"):
        await backend.read(query("INSERT INTO cursors (name, value) VALUES ('a', 'b') RETURNING name"))
    await backend.close()


async def test_readers_are_opened_as_they_are_needed_and_ask_at_the_same_time(sqlite_url: str) -> None:
    backend = await Sqlite.open(Path(sqlite_url.removeprefix("sqlite:///")))
    for _ in range(3):
        assert await backend.read(query("SELECT 1")) == [(1,)]
    assert backend._readers_open == 1
    together = threading.Barrier(READERS)
    await asyncio.gather(*(backend._ask(lambda _: together.wait(20)) for _ in range(READERS)))
    assert await asyncio.gather(*(backend.read(query("SELECT 1")) for _ in range(40))) == [[(1,)]] * 40
    assert backend._readers_open == READERS
    await backend.close()


async def test_where_no_other_reader_can_be_opened_the_first_serves_all(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.store.database import sqlite

    async def refused(path: Path, *, read_only: bool) -> None:
        raise sqlite3.OperationalError("unable to open database file")

    backend = await Sqlite.open(Path(sqlite_url.removeprefix("sqlite:///")))
    monkeypatch.setattr(sqlite, "connect", refused)
    assert await asyncio.gather(*(backend.read(query("SELECT 1")) for _ in range(40))) == [[(1,)]] * 40
    await backend.close()


async def test_a_listing_brings_what_a_query_brings_in_its_order(sqlite_url: str) -> None:
    rows = [(f'n{number:03}\x00é"', None if number % 3 else "text") for number in range(MOST_ROWS * 2 + 7)]
    sql = "SELECT value, name, LENGTH(name) + 9007199254740993 FROM cursors ORDER BY name DESC"

    def script() -> Script[tuple[list[Row], list[Row], list[Row]]]:
        none = yield listing(sql, 3)
        yield many(
            "INSERT INTO cursors (name, value) VALUES ($1, COALESCE($2, '')) ON CONFLICT (name) DO NOTHING", rows
        )
        yield many("UPDATE cursors SET value = $2 WHERE name = $1", [(name, value or "") for name, value in rows])
        return none, (yield listing(sql, 3)), (yield query(sql))

    database = await Database.open(sqlite_url)
    none, listed, queried = await database.transact(script)
    await database.close()
    assert none == []
    assert listed == queried
    assert len(listed) == len(rows)


async def test_many_rows_are_written_as_they_are_one_by_one(sqlite_url: str) -> None:
    rows = [(f"n{number}", str(number)) for number in range(MOST_ROWS * 2 + 7)]

    def script() -> Script[None]:
        yield many("INSERT INTO cursors (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", [*rows, rows[0]])
        yield many(
            "UPDATE cursors SET value = $2 WHERE name = $1", [(name, f"{value}!") for name, value in rows], apart=True
        )

    database = await Database.open(sqlite_url)
    await database.transact(script)
    assert await database.read("SELECT name, value FROM cursors ORDER BY CAST(value AS INTEGER)") == [
        (name, f"{value}!") for name, value in rows
    ]
    await database.close()


async def test_what_was_measured_of_a_young_shop_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    await migrate(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as young:
        young.execute("INSERT INTO cursors (name, value) VALUES ('a', 'b')")
        young.execute("ANALYZE")
        young.commit()
        assert young.execute("SELECT * FROM sqlite_stat1").fetchall()
    for _ in range(2):
        store = await Store.open(f"sqlite:///{path}")
        await store.close()
        with closing(sqlite3.connect(path)) as later:
            assert later.execute("SELECT * FROM sqlite_stat1").fetchall() == []


async def test_a_file_that_can_t_be_opened_leaves_no_thread_behind(tmp_path: Path) -> None:
    before = threads()
    with pytest.raises(StoreUnavailable):
        await Database.open(f"sqlite:///{tmp_path}")
    assert not left(before)
