"""Statements that bring no rows, sent to PostgreSQL together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest

from bot.store.database import postgres_batch
from bot.store.database.database import Database
from bot.store.database.postgres_batch import SETTINGS, Batch, Session
from bot.store.database.script import Script, many, once, query

ADDS = "INSERT INTO cursors (name, value) VALUES ($1, $2)"
CHANGES = "UPDATE cursors SET value = value || $2 WHERE name = $1"


class Asked(Session):
    """A connection that notes what is said to the server without rows in return."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.messages: list[str] = []

    async def execute(self, sql: str, *args: Any, **kwargs: Any) -> str:
        self.messages.append(sql)
        return await super().execute(sql, *args, **kwargs)


@pytest.fixture
async def connection(postgres_url: str) -> AsyncIterator[Asked]:
    connection = await asyncpg.connect(postgres_url, connection_class=Asked, server_settings=SETTINGS)
    yield connection
    await connection.close()


@pytest.fixture
async def database(postgres_url: str) -> AsyncIterator[Database]:
    database = await Database.open(postgres_url, connections=1)
    yield database
    await database.close()


async def kept(where: Database | Asked) -> list[tuple[str, str]]:
    sql = "SELECT name, value FROM cursors ORDER BY name"
    rows = await (where.read(sql) if isinstance(where, Database) else where.fetch(sql))
    return [(row[0], row[1]) for row in rows]


async def test_a_transaction_that_only_writes_is_one_message(connection: Asked) -> None:
    for name in "ab":
        connection.messages.clear()
        batch = Batch(connection, "BEGIN")
        await batch.add(many(ADDS, [(f"{name}{number}", "") for number in range(9)]))
        await batch.add(once(CHANGES, f"{name}1", "!"))
        await batch.say("COMMIT")
    [message] = connection.messages
    assert message.startswith("BEGIN;EXECUTE batched_0(")
    assert message.endswith(";COMMIT")
    assert len(await kept(connection)) == 18


HARD = [
    "l'été",
    "a'); DROP TABLE cursors; --",
    "\\",
    "\\'",
    "''",
    "$1",
    "{{ x }}",
    "ligne\nligne",
    "👍🏽",
    "\u202f«\u00a0»",
    "",
    "\x01",
]


@pytest.mark.parametrize("several", [False, True])
async def test_what_is_given_comes_back_as_it_was(database: Database, several: bool) -> None:
    rows = [(f"{place:02}", text) for place, text in enumerate(HARD)]

    def script() -> Script[None]:
        for some in [rows] if several else [[row] for row in rows]:
            yield many(ADDS, some)

    await database.transact(script)
    assert await kept(database) == rows


async def test_numbers_bytes_and_nothing_are_read_as_their_columns_are(connection: Asked) -> None:
    await connection.execute("CREATE TEMPORARY TABLE kinds (a BIGINT, b BYTEA, c DOUBLE PRECISION, d TEXT, e INTEGER)")
    row = (-(2**63), b"\x00'\\", 0.1 + 0.2, None, True)
    for rows in ([row], [row, row]):
        batch = Batch(connection)
        await batch.add(many("INSERT INTO kinds (a, b, c, d, e) VALUES ($1, $2, $3, $4, $5)", rows))
        await batch.say()
    found = await connection.fetch("SELECT * FROM kinds")
    assert [tuple(one) for one in found] == [row] * 3


async def test_statements_run_in_their_order_and_rows_see_what_came_before(database: Database) -> None:
    seen: list[str] = []

    def script() -> Script[None]:
        yield once(ADDS, "a", "1")
        yield once(CHANGES, "a", "2")
        rows = yield query("SELECT value FROM cursors WHERE name = $1", "a")
        seen.append(rows[0][0])
        yield once(CHANGES, "a", "3")

    await database.transact(script)
    assert seen == ["12"]
    assert await kept(database) == [("a", "123")]


async def test_of_a_batch_that_fails_nothing_is_left_and_the_connection_goes_on(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    def script(*names: str) -> Script[None]:
        for name in names:
            yield once(ADDS, name, "")

    with pytest.raises(asyncpg.UniqueViolationError):
        await database.transact(lambda: script("a", "b", "a"))
    assert await kept(database) == []
    await database.transact(lambda: script("a", "b"))
    assert [name for name, _ in await kept(database)] == ["a", "b"]
    assert caplog.records == [], "asyncpg tells of a transaction that was left open"


async def test_a_text_that_postgresql_can_t_keep_fails_alone(database: Database) -> None:
    def script(text: str) -> Script[None]:
        yield once(ADDS, "a", "")
        yield once(ADDS, "b", text)

    with pytest.raises(asyncpg.CharacterNotInRepertoireError):
        await database.transact(lambda: script("a\0b"))
    assert await kept(database) == []
    await database.transact(lambda: script("ab"))
    assert len(await kept(database)) == 2


async def test_a_table_made_in_the_transaction_is_there_for_what_follows(database: Database) -> None:
    def script() -> Script[None]:
        yield once(ADDS, "a", "")
        yield once("CREATE TEMPORARY TABLE fresh (name TEXT) ON COMMIT DROP")
        yield many("INSERT INTO fresh (name) VALUES ($1)", [("x",), ("y",)])
        rows = yield query("SELECT COUNT(*) FROM fresh")
        yield once(CHANGES, "a", str(rows[0][0]))

    await database.transact(script)
    assert await kept(database) == [("a", "2")]


async def test_what_grows_too_long_is_sent_on_the_way(connection: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_batch, "LONGEST", 200)
    batch = Batch(connection, "BEGIN")
    for number in range(20):
        await batch.add(once(ADDS, f"{number:02}", "x" * 50))
    await batch.say("COMMIT")
    assert sum(message.count("EXECUTE") for message in connection.messages) == 20
    assert max(message.count("EXECUTE") for message in connection.messages) < 5
    assert len(await kept(connection)) == 20


async def test_without_rows_nothing_is_said(connection: Asked) -> None:
    batch = Batch(connection)
    await batch.add(many("INSERT INTO nowhere (name) VALUES ($1)", []))
    await batch.say()
    assert connection.messages == []
