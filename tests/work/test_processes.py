import asyncio
import os
import signal

import pytest

from bot.store import Store
from bot.work import processes
from bot.work.processes import Loop, led, run_all, stopped_by_signals


async def until(stop: asyncio.Event, ended: list[str], name: str) -> None:
    await stop.wait()
    ended.append(name)


async def test_all_loops_come_to_their_end_when_told_to_stop() -> None:
    stop = asyncio.Event()
    ended: list[str] = []
    loops = [lambda stop, name=name: until(stop, ended, name) for name in "abc"]
    running = asyncio.create_task(run_all(loops, stop))
    await asyncio.sleep(0)
    stop.set()
    await running
    assert sorted(ended) == ["a", "b", "c"]


async def test_a_loop_that_fails_stops_the_others_and_is_told_of() -> None:
    stop = asyncio.Event()
    ended: list[str] = []

    async def fails(stop: asyncio.Event) -> None:
        raise LookupError("ours")

    with pytest.raises(ExceptionGroup) as told:
        await run_all([lambda stop: until(stop, ended, "a"), fails], stop)
    assert isinstance(told.value.exceptions[0], LookupError)
    assert ended == ["a"]


async def test_sigterm_sets_the_event_that_stops_the_loops() -> None:
    stop = asyncio.Event()
    with stopped_by_signals(stop):
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(stop.wait(), 30)


async def test_one_process_leads_and_another_takes_over_when_it_is_gone(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "ELECTION", 0.02)
    leading: list[str] = []

    def loop(name: str) -> Loop:
        async def run(stop: asyncio.Event) -> None:
            leading.append(name)
            await stop.wait()
            leading.remove(name)

        return run

    stores = [await Store.open(postgres_url) for _ in range(2)]
    stops = [asyncio.Event() for _ in range(2)]
    tasks = [
        asyncio.create_task(led(store, "clock", loop(str(n)))(stop))
        for n, (store, stop) in enumerate(zip(stores, stops, strict=True))
    ]
    async with asyncio.timeout(20):
        while not leading:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        [first] = leading
        stops[int(first)].set()
        while leading in ([], [first]):
            await asyncio.sleep(0.01)
        assert len(leading) == 1
        stops[1 - int(first)].set()
        await asyncio.gather(*tasks)
    for store in stores:
        await store.close()


async def test_on_sqlite_the_one_instance_leads(sqlite_url: str) -> None:
    store = await Store.open(sqlite_url)

    async def loop(stop: asyncio.Event) -> None:
        return None

    assert led(store, "clock", loop) is loop
    await store.close()


async def test_a_leader_that_gives_no_sign_of_life_is_replaced_and_stops_when_it_wakes(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "ELECTION", 0.02)
    monkeypatch.setattr(processes, "LEASE", 0.4)
    asleep, over, wakes = asyncio.Event(), asyncio.Event(), asyncio.Event()
    genuine = processes._give_signs_of_life

    async def falls_asleep(connection: object, over: asyncio.Event) -> None:
        asleep.set()
        await wakes.wait()
        await genuine(connection, over)

    async def first(stop: asyncio.Event) -> None:
        await stop.wait()
        over.set()

    second_leads = asyncio.Event()

    async def second(stop: asyncio.Event) -> None:
        second_leads.set()
        await stop.wait()

    stores = [await Store.open(postgres_url) for _ in range(2)]
    stop = asyncio.Event()
    monkeypatch.setattr(processes, "_give_signs_of_life", falls_asleep)
    monkeypatch.setattr("asyncpg.connection.Connection.add_termination_listener", lambda *_: None)
    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        group.create_task(led(stores[0], "clock", first)(stop))
        await asleep.wait()
        monkeypatch.setattr(processes, "_give_signs_of_life", genuine)
        group.create_task(led(stores[1], "clock", second)(stop))
        await second_leads.wait()
        assert not over.is_set()
        wakes.set()
        await over.wait()
        stop.set()
    for store in stores:
        await store.close()
