import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.store import DatabaseNewer, Store, migrate
from bot.store.database import Database
from bot.store.migrate import migrations, schema_version
from bot.store.script import once

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


@pytest.mark.parametrize(("point", "left"), [("migration.before_commit", 0), ("migration.after_commit", 1)])
async def test_killed_anywhere_a_migration_is_there_whole_or_not_at_all(
    empty_database_url: str, point: str, left: int
) -> None:
    command = [sys.executable, "-c", KILLED, empty_database_url, point]
    process = await asyncio.to_thread(
        subprocess.run, command, check=False, env={**os.environ, "PYTHONPATH": str(Path.cwd())}
    )
    assert process.returncode == -signal.SIGKILL
    assert await at(empty_database_url) == left
    assert await migrate(empty_database_url) == LATEST


async def test_two_processes_may_migrate_at_once(empty_database_url: str) -> None:
    assert await asyncio.gather(*(migrate(empty_database_url) for _ in range(3))) == [LATEST] * 3


async def test_a_later_program_s_database_is_left_alone(database_url: str) -> None:
    store = await Store.open(database_url)

    def later():
        yield once("INSERT INTO schema_version (version) VALUES (9999)")

    await store.database.transact(later)
    with pytest.raises(DatabaseNewer, match="9999"):
        await store.schema()
    await store.close()
    with pytest.raises(DatabaseNewer, match="install the later version"):
        await migrate(database_url)
