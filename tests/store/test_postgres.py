import asyncio

import pytest

from bot.store.cursors import move_all
from bot.store.database import Database
from bot.store.faults import StoreUnavailable
from bot.store.postgres import in_statements
from bot.store.script import many, once
from tests.emulators.wire import Moment, Wire


def crossing(first: str, second: str):
    """Two transactions of this kind lock each other's rows, and the server lets one go."""

    def script():
        for name in (first, second):
            yield once("UPDATE cursors SET value = value || 'x' WHERE name = $1", name)
            yield once("SELECT pg_sleep(0.2)")

    return script


async def test_a_connection_comes_back_as_new(postgres_url: str) -> None:
    database = await Database.open(postgres_url, connections=1)

    def narrowed():
        yield once("SET LOCAL lock_timeout = '250ms'")
        yield once("SELECT pg_advisory_xact_lock(1)")

    await database.transact(narrowed)
    locks = "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
    [found] = await database.read(f"SELECT current_setting('lock_timeout'), ({locks}), pg_backend_pid()")
    assert tuple(found)[:2] == ("0", 0)
    async with database.backend.pool.acquire() as connection:
        await connection.execute("BEGIN")
        await connection.execute("INSERT INTO cursors (name, value) VALUES ('open', '')")
    assert [tuple(row) for row in await database.read("SELECT COUNT(*), pg_backend_pid() FROM cursors")] == [
        (0, found[2])
    ]
    await database.close()


async def test_transactions_that_met_in_a_knot_are_run_again(postgres_url: str) -> None:
    database = await Database.open(postgres_url)

    def rows():
        for name in "ab":
            yield once("INSERT INTO cursors (name, value) VALUES ($1, '')", name)

    await database.transact(rows)
    await asyncio.gather(database.transact(crossing("a", "b")), database.transact(crossing("b", "a")))
    assert [tuple(row) for row in await database.read("SELECT value FROM cursors ORDER BY name")] == [("xx",), ("xx",)]
    await database.close()


async def test_a_connection_lost_in_the_middle_leaves_nothing_and_the_next_one_works(postgres_url: str) -> None:
    database = await Database.open(postgres_url)

    def cut():
        yield once("INSERT INTO cursors (name, value) VALUES ('a', '')")
        yield once("SELECT pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(StoreUnavailable):
        await database.transact(cut)
    assert await database.read("SELECT name FROM cursors") == []
    await database.close()


@pytest.mark.parametrize("moment", ["before", "after"])
async def test_a_group_whose_commit_was_lost_is_written_once_more_before_anybody_is_told(
    moment: Moment, postgres_url: str
) -> None:
    async with Wire(postgres_url) as wire:
        database = await Database.open(wire.url)
        wire.moments = [moment, moment]
        await database.write(move_all, [("a", "1")], "cursor.{}_commit")
        assert wire.cuts == [moment, moment]
        assert [tuple(row) for row in await database.read("SELECT name, value FROM cursors")] == [("a", "1")]
        await database.close()


async def test_a_server_that_stays_away_is_told_after_a_few_tries(postgres_url: str) -> None:
    async with Wire(postgres_url) as wire:
        database = await Database.open(wire.url)
        await wire.tear()
        with pytest.raises(StoreUnavailable):
            await database.write(move_all, [("a", "1")], "cursor.{}_commit")
        await wire.mend()
        await database.close()


def test_the_rows_of_a_call_go_in_statements_of_few_sizes() -> None:
    adds = "INSERT INTO cursors (name, value) VALUES ($1, $2)"
    rows = [(f"{number}", "") for number in range(77)]
    assert [len(some) for _, some in in_statements(many(adds, rows))] == [32, 32, 8, 4, 1]
    changes = "UPDATE cursors SET value = $2 WHERE name = $1"
    assert [(sql, len(some)) for sql, some in in_statements(many(changes, rows))] == [(None, 77)]


async def test_rows_in_statements_of_many_are_all_written(postgres_url: str) -> None:
    database = await Database.open(postgres_url)
    rows = [(f"{number:02}", f"{number}") for number in range(77)]

    def script():
        yield many("INSERT INTO cursors (name, value) VALUES ($1, $2)", rows)

    await database.transact(script)
    found = [tuple(row) for row in await database.read("SELECT name, value FROM cursors ORDER BY name")]
    assert found == rows
    await database.close()
