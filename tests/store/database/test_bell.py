import asyncio

import pytest

from bot.store import Store
from bot.store.database.bell import Bell, PostgresBell
from tests.store.samples import wrote


async def test_rings_between_two_waits_count_as_one_and_none_is_lost() -> None:
    bell = Bell()
    with bell.listen("inbox", "outbox") as listener:
        bell.ring("inbox")
        bell.ring("outbox")
        assert await listener.rung(0.01)
        assert not await listener.rung(0.01)
        bell.ring("outbox")
        assert await listener.rung(0.01)


async def test_who_has_stopped_listening_is_forgotten() -> None:
    bell = Bell()
    with bell.listen("inbox"):
        pass
    bell.ring("inbox")
    assert not bell._listeners


async def test_a_bell_rings_in_other_processes_on_postgresql(postgres_url: str) -> None:
    here, there = await Store.open(postgres_url), await Store.open(postgres_url)
    with there.bell.listen("inbox") as listener:
        await here.inbox.put([wrote("bonjour")])
        assert await listener.rung(5)
    await here.close()
    await there.close()


async def test_a_bell_finds_its_way_back_when_its_connection_is_lost(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.database.bell.RECONNECT", 0.01)
    here, there = await Store.open(postgres_url), await Store.open(postgres_url)
    await here.database.read(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid() AND query NOT LIKE '%pg_terminate%'"
    )
    async with asyncio.timeout(30):
        with there.bell.listen("inbox") as listener:
            while not await listener.rung(0.1):
                here.bell.ring("inbox")
                there.bell.ring("something")
    await here.close()
    await there.close()


async def test_a_bell_that_only_listens_hears_at_once_that_its_connection_is_lost(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.database.bell.RECONNECT", 0.01)
    here = await Store.open(postgres_url)
    idle = PostgresBell(postgres_url)
    await idle.open()
    await here.database.read(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE 'LISTEN%'"
    )
    async with asyncio.timeout(30):
        with idle.listen("inbox") as listener:
            while not await listener.rung(0.1):  # it has rung nothing itself
                here.bell.ring("inbox")
    await idle.close()
    await here.close()
