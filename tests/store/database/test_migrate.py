import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.store import DatabaseNewer, Store, migrate
from bot.store.database.database import Database
from bot.store.database.dialect import Dialect
from bot.store.database.identity import customer_id_of
from bot.store.database.instance import in_turn
from bot.store.database.migrate import migrations, schema_version
from bot.store.database.months import pieces
from bot.store.database.script import Row, Script, once, query
from bot.store.database.times import micros
from bot.store.messages.record import Record
from tests.store.filled import first_schema
from tests.store.samples import NOON, lea, planned, said

LATEST = migrations()[-1][0]
KILLED = """
import asyncio, sys
from bot.crash_points import arm
from bot.store import migrate
arm(sys.argv[2])
asyncio.run(migrate(sys.argv[1]))
"""


async def at(url: str) -> int:
    database = await Database.open(url)
    try:
        return await schema_version(database)
    finally:
        await database.close()


async def test_migrating_twice_is_migrating_once(empty_database_url: str) -> None:
    assert [await migrate(empty_database_url), await migrate(empty_database_url)] == [LATEST, LATEST]
    assert await at(empty_database_url) == LATEST


async def test_who_waits_for_an_old_database_is_told_for_what(empty_database_url: str) -> None:
    await (await first_schema(empty_database_url)).close()
    with capture_logs() as told:
        await migrate(empty_database_url)
        await migrate(empty_database_url)
    assert [(line["event"], line["schema"]) for line in told] == [
        ("bringing the database up to date", 1),
        ("database up to date", LATEST),
    ]


async def test_a_new_database_is_made_without_a_word(empty_database_url: str) -> None:
    with capture_logs() as told:
        await migrate(empty_database_url)
    assert told == []


def started(url: str, point: str = "") -> subprocess.Popen[bytes]:
    """The real thing in a process of its own, that dies at a point where one is named."""
    command = [sys.executable, "-c", KILLED, url, point]
    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(Path.cwd())})


async def ends(process: subprocess.Popen[bytes]) -> int:
    return await asyncio.to_thread(process.wait, 60)


#: Where to kill: after the nth statement of all, and around the commits.
STATEMENTS = {dialect: sum(len(sql) for _, sql in migrations(dialect)) for dialect in ("sqlite", "postgresql")}
FIRST = len(migrations()[0][1])
SOME = ("migration.before_commit", "migration.after_commit", f"migration.half_way:{FIRST + 1}")
EVERY = tuple(f"migration.half_way:{n}" for n in range(1, max(STATEMENTS.values()) + 1))


@pytest.mark.parametrize(
    "point",
    [*SOME, "migration.half_way:45", *(pytest.param(point, marks=pytest.mark.slow) for point in EVERY)],
)
async def test_killed_anywhere_a_migration_is_there_whole_or_not_at_all(empty_database_url: str, point: str) -> None:
    code = await ends(started(empty_database_url, point))
    dialect: Dialect = "sqlite" if empty_database_url.startswith("sqlite") else "postgresql"
    last = int(point.partition(":")[2] or 1)
    assert code == (-signal.SIGKILL if last <= STATEMENTS[dialect] else 0)
    database = await Database.open(empty_database_url)
    number = await schema_version(database)
    assert number in (0, *(number for number, _ in migrations()))
    assert await tables(database) == await tables_at(number, dialect)
    await database.close()
    assert await migrate(empty_database_url) == LATEST


async def tables(database: Database) -> set[str]:
    """The tables there are, but for the months and the index of words."""
    sql = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND name NOT LIKE 'transcript_words%'"
    )
    if not database.is_sqlite:
        sql = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '%\\_20%'"
    return {row[0] for row in await database.read(sql)} - {"schema_version"}


async def tables_at(number: int, dialect: Dialect) -> set[str]:
    """The tables that a schema of this number has: what its migrations create, drop and rename."""
    found: set[str] = set()
    for version, sql in migrations(dialect):
        for words in (statement.split() for statement in sql if version <= number):
            if words[:2] == ["CREATE", "TABLE"]:
                found.add(words[2])
            elif words[:2] == ["DROP", "TABLE"]:
                found.discard(words[2])
            elif words[:2] == ["ALTER", "TABLE"] and words[3] == "RENAME":
                found = found - {words[2]} | {words[5]}
    return found


async def test_two_processes_migrate_at_once_and_one_waits(empty_database_url: str) -> None:
    codes = await asyncio.gather(*(ends(started(empty_database_url)) for _ in range(2)))
    assert codes == [0, 0]
    assert await asyncio.gather(*(migrate(empty_database_url) for _ in range(3))) == [LATEST] * 3


async def test_who_comes_second_waits_until_the_first_is_done(sqlite_url: str) -> None:
    async with in_turn(Path(sqlite_url.removeprefix("sqlite:///"))):
        second = asyncio.create_task(migrate(sqlite_url))
        await asyncio.wait([second], timeout=0.2)
        assert not second.done()
    assert await second == LATEST


async def test_what_was_there_before_is_there_after(empty_database_url: str) -> None:
    old = await first_schema(empty_database_url)
    customer = customer_id_of(lea())

    def fill() -> Script[list[Row]]:
        record = Record()
        for number in range(3):
            record.heard(customer, said(f"old {number}"), micros(NOON) + number)
        record.heard(customer, said("by a clock that is wrong"), 4_000_000_000_000_000)
        record.part(planned("waiting"))
        yield from record.write()
        return (yield query("SELECT MAX(position) FROM transcript"))

    [(position,)] = await old.transact(fill)
    await old.close()
    assert await migrate(empty_database_url) == LATEST
    store = await Store.open(empty_database_url)
    assert [line.text for line in await store.transcript.of(customer)][:3] == ["old 0", "old 1", "old 2"]

    def go_on() -> Script[None]:
        record = Record()
        record.heard(customer, said("new"), micros(NOON))
        yield from record.write()

    await store.database.transact(go_on)
    assert [line.text for line in await store.transcript.of(customer, after=position)] == ["new"]
    assert await store.outbox.open_counts() == {"queued": 1}
    if not store.is_sqlite:
        names = {piece.name for piece in await pieces(store.database, "transcript")}
        assert {"transcript_before", "transcript_default"} <= names
        assert await store.database.read("SELECT text FROM transcript_default") == [("by a clock that is wrong",)]
    await store.close()


async def test_a_later_program_s_database_is_left_alone(database_url: str) -> None:
    store = await Store.open(database_url)

    def later() -> Script[None]:
        yield once("INSERT INTO schema_version (version) VALUES (9999)")

    await store.database.transact(later)
    with pytest.raises(DatabaseNewer, match="9999"):
        await store.schema()
    await store.close()
    with pytest.raises(DatabaseNewer, match="install the later version"):
        await migrate(database_url)
