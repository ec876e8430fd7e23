import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

import asyncpg
import pytest

from bot.store.database import postgres
from bot.store.database.database import Database
from bot.store.database.faults import StoreUnavailable
from bot.store.database.postgres import LOCK_WAIT, perform
from bot.store.database.postgres_batch import MOST_ROWS, Session
from bot.store.database.script import Script, many, once
from bot.store.messages.cursors import move_all
from tests.emulators.wire import Moment, Wire


def crossing(first: str, second: str) -> Callable[[], Script[None]]:
    """Two transactions of this kind lock each other's rows, and the server lets one go."""

    def script() -> Script[None]:
        for name in (first, second):
            yield once("UPDATE cursors SET value = value || 'x' WHERE name = $1", name)
            yield once("SELECT pg_sleep(0.2)")

    return script


async def test_a_connection_comes_back_as_new(postgres_url: str) -> None:
    database = await Database.open(postgres_url, connections=1)

    def narrowed() -> Script[None]:
        yield once("SET LOCAL lock_timeout = '250ms'")
        yield once("SELECT pg_advisory_xact_lock(1)")

    await database.transact(narrowed)
    locks = "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
    [found] = await database.read(f"SELECT current_setting('lock_timeout'), ({locks}), pg_backend_pid()")
    assert tuple(found)[:2] == (f"{LOCK_WAIT}s", 0)
    async with database.backend.pool.acquire() as connection:
        await connection.execute("BEGIN")
        await connection.execute("INSERT INTO cursors (name, value) VALUES ('open', '')")
    assert [tuple(row) for row in await database.read("SELECT COUNT(*), pg_backend_pid() FROM cursors")] == [
        (0, found[2])
    ]
    await database.close()


async def test_transactions_that_met_in_a_knot_are_run_again(postgres_url: str) -> None:
    database = await Database.open(postgres_url)

    def rows() -> Script[None]:
        for name in "ab":
            yield once("INSERT INTO cursors (name, value) VALUES ($1, '')", name)

    await database.transact(rows)
    await asyncio.gather(database.transact(crossing("a", "b")), database.transact(crossing("b", "a")))
    assert [tuple(row) for row in await database.read("SELECT value FROM cursors ORDER BY name")] == [("xx",), ("xx",)]
    await database.close()


def _end_other_sessions(url: str) -> None:
    """As an administrator does, or a server that is shut down, while our loop is at something else."""

    async def end() -> None:
        connection = await asyncpg.connect(url)
        others = "pid <> pg_backend_pid() AND datname = current_database()"
        await connection.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
        while await connection.fetchval(f"SELECT count(*) FROM pg_stat_activity WHERE {others}"):
            await asyncio.sleep(0.01)
        await connection.close()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, end()).result()


@pytest.mark.parametrize("rounds", range(4))
@pytest.mark.parametrize("how", ["read", "transact"])
async def test_a_session_that_the_server_has_ended_is_a_lost_database_at_whichever_round_of_the_loop_it_is_noticed(
    postgres_url: str, how: str, rounds: int
) -> None:
    """Between the server's last words and the end of the line asyncpg has a fault of its own (its issue 1069)."""
    database = await Database.open(postgres_url, connections=1)

    def asks() -> Script[None]:
        yield once("SELECT 1")

    def ask() -> Awaitable[object]:
        return database.read("SELECT 1") if how == "read" else database.transact(asks)

    await ask()
    _end_other_sessions(postgres_url)
    for _ in range(rounds):
        await asyncio.sleep(0)
    with contextlib.suppress(StoreUnavailable):
        await ask()
    await asyncio.sleep(0.01)
    await ask()
    await database.close()


async def test_a_connection_lost_in_the_middle_leaves_nothing_and_the_next_one_works(postgres_url: str) -> None:
    database = await Database.open(postgres_url)

    def cut() -> Script[None]:
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


async def test_rows_are_written_once_and_as_they_are(postgres_url: str) -> None:
    connection = await asyncpg.connect(postgres_url, connection_class=Session)
    try:
        adds = "INSERT INTO inbox (id, customer, source, ordinal, received_at, due_at, event, raw) "
        adds += "VALUES ($1, 'anna', 'timer', $2, $3, $3, $4, $5) ON CONFLICT (id) DO NOTHING"
        rows = [(f"é{number}", number, 10**15 + number, "{}", None) for number in range(77)]
        await perform(connection, many(adds, [*rows, rows[0]]))
        found = await connection.fetch("SELECT id, ordinal, due_at, event, raw FROM inbox ORDER BY position")
        assert [tuple(row) for row in found] == rows
    finally:
        await connection.close()


async def test_rows_that_may_change_one_another_are_written_one_by_one(postgres_url: str) -> None:
    database = await Database.open(postgres_url)

    def script() -> Script[None]:
        changes = "INSERT INTO cursors (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2"
        yield many(changes, [("a", "first"), ("b", "other"), ("a", "last")])
        yield many("UPDATE cursors SET value = value || $2 WHERE name = $1", [("a", "!"), ("a", "?")])

    await database.transact(script)
    found = await database.read("SELECT name, value FROM cursors ORDER BY name")
    assert [tuple(row) for row in found] == [("a", "last!?"), ("b", "other")]
    await database.close()


async def test_rows_in_statements_of_many_are_all_written(postgres_url: str) -> None:
    database = await Database.open(postgres_url)
    rows = [(f"{number:04}", f"{number}") for number in range(MOST_ROWS + 77)]

    def script() -> Script[None]:
        yield many("INSERT INTO cursors (name, value) VALUES ($1, $2)", rows)

    await database.transact(script)
    found = [tuple(row) for row in await database.read("SELECT name, value FROM cursors ORDER BY name")]
    assert found == rows
    await database.close()


async def test_a_lock_that_an_administrator_holds_is_not_waited_for_for_ever(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "LOCK_WAIT", 0.2)
    database = await Database.open(postgres_url)
    administrator = await asyncpg.connect(postgres_url)
    async with administrator.transaction():
        await administrator.execute("LOCK TABLE cursors IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(StoreUnavailable, match="does not do it just now"):
            await database.write(move_all, [("a", "1")])
        with pytest.raises(StoreUnavailable, match="lock timeout"):
            await database.read("SELECT value FROM cursors")
    await database.write(move_all, [("a", "1")])
    await administrator.close()
    await database.close()


@pytest.mark.parametrize(
    ("trouble", "over"),
    [
        ("SET default_transaction_read_only = on", "SET default_transaction_read_only = off"),
        ("SET statement_timeout = 250", "SET statement_timeout = 0"),
        ("SET ROLE pg_database_owner", "RESET ROLE"),
    ],
)
async def test_whatever_a_server_will_not_do_just_now_it_does_later(postgres_url: str, trouble: str, over: str) -> None:
    database = await Database.open(postgres_url, connections=1)

    def moves() -> Script[None]:
        yield once("SELECT pg_sleep(0.5)")
        yield from move_all([("a", "1")])

    await database.read(trouble)
    with pytest.raises(StoreUnavailable):
        await database.transact(moves)
    await database.read(over)
    await database.transact(moves)
    await database.close()


async def test_what_we_ask_for_wrongly_is_no_trouble_of_the_server_s(postgres_url: str) -> None:
    database = await Database.open(postgres_url)
    for wrong, fault in (
        ("SELECT * FROM nowhere", asyncpg.UndefinedTableError),
        ("INSERT INTO cursors (name) VALUES (NULL)", asyncpg.NotNullViolationError),
        ("SELECT 1 / 0", asyncpg.DivisionByZeroError),
    ):
        with pytest.raises(fault):
            await database.read(wrong)
    await database.close()
