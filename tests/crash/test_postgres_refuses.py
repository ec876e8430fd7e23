"""PostgreSQL is there and will not do it: read-only since a fail-over, or locked by its administrator (F10).

The program lives through it and says 503 in time for the providers to ask again; then all goes on.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest

from tests.crash.bench import Bench, a_store
from tests.crash.customers import QUESTION, OnTelegram, judge

FORM = {"MessageSid": "SM" + "0" * 32, "From": "+33612009999", "Body": "bonjour", "To": "+33937000001"}
OTHERS_GO = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> $1"


@asynccontextmanager
async def read_only(administrator: Any) -> AsyncIterator[None]:
    name = await administrator.fetchval("SELECT current_database()")
    own = administrator.get_server_pid()
    await administrator.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    await administrator.fetch(OTHERS_GO, own)
    yield
    await administrator.execute("SET default_transaction_read_only = off")
    await administrator.execute(f'ALTER DATABASE "{name}" RESET default_transaction_read_only')
    await administrator.fetch(OTHERS_GO, own)


@asynccontextmanager
async def locked(administrator: Any) -> AsyncIterator[None]:
    async with administrator.transaction():
        await administrator.execute("LOCK TABLE inbox, outbox, customers IN ACCESS EXCLUSIVE MODE")
        yield


async def goes_through_it(bench: Bench, url: str, trouble: Callable[[Any], AbstractAsyncContextManager[None]]) -> None:
    lea, paul = OnTelegram(bench, 411), OnTelegram(bench, 412)
    await bench.start()
    await lea.writes("bonjour")
    await lea.hears(QUESTION)
    administrator = await asyncpg.connect(url)
    async with trouble(administrator):
        await lea.writes("Rouge")
        await paul.writes("bonjour")
        assert await asyncio.wait_for(bench.twilio.signed(bench.twilio.webhook_url, FORM), 60) == 503
        async with httpx.AsyncClient(timeout=30) as client:
            assert (await client.get(f"{bench.url}/healthz")).status_code == 200
        await asyncio.sleep(3)
        assert not bench.is_over()
        assert lea.heard() == [QUESTION]
        assert paul.heard() == []
    await administrator.close()
    await paul.hears(QUESTION)
    await paul.writes("Rouge")
    for customer in (lea, paul):
        await customer.hears("Votre commande")
    assert await bench.twilio.signed(bench.twilio.webhook_url, FORM) == 200
    assert await bench.stop() == 0
    await judge(bench, [lea, paul], kills=0)


@pytest.mark.slow
@pytest.mark.parametrize("trouble", [read_only, locked])
async def test_a_server_that_will_not_is_waited_for(
    trouble: Callable[[Any], AbstractAsyncContextManager[None]], postgres_url: str, tmp_path: Path
) -> None:
    async with a_store(postgres_url, tmp_path, PARCOURS_TEST_RETRY_AGE="24") as bench:
        await goes_through_it(bench, postgres_url, trouble)
