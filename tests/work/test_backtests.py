"""Backtests run one at a time, each in a process of its own."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.store import Store
from bot.store.playbooks.backtests import Asked
from bot.work import backtests
from bot.work.backtests import STOPPED, BacktestRunner
from tests.store.samples import NOON

ASKED = Asked(id="b1", by="ana", at=NOON, title="", used="u", tried="t", since=NOON - timedelta(days=9), until=NOON)


@dataclass
class Process:
    """A process that ends with a code when it is told to, or is made to leave."""

    code: asyncio.Future[int] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    stubborn: bool = False
    killed: bool = False

    def terminate(self) -> None:
        if not self.stubborn:
            self.code.set_result(-15)

    def kill(self) -> None:
        self.killed = True
        self.code.set_result(-9)

    async def wait(self) -> int:
        return await asyncio.shield(self.code)


@dataclass
class Shop:
    store: Store
    processes: list[tuple[str, Process]] = field(default_factory=list)
    stubborn: bool = False

    async def start(self, id_: str) -> Process:
        process = Process(stubborn=self.stubborn)
        self.processes.append((id_, process))
        return process

    def runner(self) -> BacktestRunner:
        return BacktestRunner(self.store, start=self.start, clock=lambda: NOON)

    async def begun(self, count: int) -> Process:
        while len(self.processes) < count:
            await asyncio.sleep(0.01)
        return self.processes[-1][1]


async def state(store: Store, id_: str) -> tuple[str, str]:
    kept = await store.backtests.get(id_)
    assert kept is not None
    return kept.state, kept.fault


async def test_one_after_the_other_and_a_failure_is_told(store: Store) -> None:
    shop, stop = Shop(store), asyncio.Event()
    await store.backtests.ask(ASKED, {})
    working = asyncio.create_task(shop.runner().run(stop))
    first = await shop.begun(1)
    await store.backtests.ask(replace(ASKED, id="b2"), {})
    await asyncio.sleep(0.05)
    assert len(shop.processes) == 1
    await store.backtests.finish("b1", NOON)
    first.code.set_result(0)
    second = await shop.begun(2)
    second.code.set_result(1)
    while (await state(store, "b2"))[0] == "running":
        await asyncio.sleep(0.01)
    stop.set()
    await working
    assert [id_ for id_, _ in shop.processes] == ["b1", "b2"]
    assert await state(store, "b1") == ("done", "")
    assert await state(store, "b2") == ("failed", STOPPED)


async def test_one_under_way_is_left_to_whoever_comes_next(store: Store) -> None:
    shop, stop = Shop(store), asyncio.Event()
    await store.backtests.ask(ASKED, {})
    working = asyncio.create_task(shop.runner().run(stop))
    await shop.begun(1)
    stop.set()
    await working
    assert await state(store, "b1") == ("waiting", "")
    assert await store.backtests.claim(NOON) == "b1"


async def test_what_was_cancelled_stays_so_however_its_process_ends(store: Store) -> None:
    shop = Shop(store)
    await store.backtests.ask(ASKED, {})
    running = asyncio.create_task(shop.runner().run_one(asyncio.Event()))
    process = await shop.begun(1)
    await store.backtests.cancel("b1", "ana", NOON)
    process.code.set_result(1)
    assert await running
    assert await state(store, "b1") == ("cancelled", "")
    assert not await shop.runner().run_one(asyncio.Event())


async def test_a_process_that_does_not_leave_is_made_to(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backtests, "_LEAVING", 0.01)
    shop, stop = Shop(store, stubborn=True), asyncio.Event()
    await store.backtests.ask(ASKED, {})
    running = asyncio.create_task(shop.runner().run_one(stop))
    process = await shop.begun(1)
    stop.set()
    await running
    assert process.killed
    assert await state(store, "b1") == ("waiting", "")
