import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest

from bot.store import AlreadyRunning, Store
from bot.store import store as store_module

HOLDER = """
import asyncio, sys
from bot.store import Store
async def main():
    await Store.open(sys.argv[1], alone=True)
    print("held", flush=True)
    await asyncio.sleep(60)
asyncio.run(main())
"""


async def test_a_second_instance_on_one_file_refuses_with_the_reason_and_starts_once_the_first_is_killed(
    sqlite_url: str,
) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, sqlite_url], stdout=subprocess.PIPE, env=environment
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(AlreadyRunning, match=f"process {holder.pid}"):
            await Store.open(sqlite_url, alone=True)
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    store = await Store.open(sqlite_url, alone=True)
    await store.close()


async def test_commands_may_work_beside_a_running_instance(sqlite_url: str) -> None:
    running = await Store.open(sqlite_url, alone=True)
    beside = await Store.open(sqlite_url)
    await beside.cursors.set("a", "1")
    assert await running.cursors.get("a") == "1"
    await beside.close()
    await running.close()


async def test_a_store_that_could_not_open_gives_its_right_back(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"this is no database" * 100)
    for _ in range(2):
        with pytest.raises(Exception, match=r"not a database"):
            await Store.open(f"sqlite:///{tmp_path / 'x.db'}", alone=True)


async def test_any_number_of_processes_may_run_on_postgresql(postgres_url: str) -> None:
    one, two = await Store.open(postgres_url, alone=True), await Store.open(postgres_url, alone=True)
    await one.close()
    await two.close()


async def test_a_store_whose_bell_cannot_be_opened_leaves_no_connection(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused(_url: str, **_: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(store_module, "open_bell", refused)
    with pytest.raises(ConnectionRefusedError):
        await Store.open(postgres_url)
    connection = await asyncpg.connect(postgres_url)
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    async with asyncio.timeout(20):  # the server hears of the end a moment later
        while await connection.fetchval(others):
            await asyncio.sleep(0.01)
    await connection.close()
