from __future__ import annotations

import asyncio
from datetime import datetime, timedelta, tzinfo

import pytest
from apscheduler.schedulers import base
from apscheduler.triggers import interval

from bot.store import Store, StoreUnavailable
from bot.work import clock
from bot.work.clock import Clock, Tick, look_at_what_is_due, what_was_set_back
from tests.store.samples import NOON, wrote


async def test_a_tick_comes_again_and_a_failing_one_keeps_none_from_coming() -> None:
    stop, came = asyncio.Event(), []

    async def fails() -> None:
        came.append("failed")
        raise StoreUnavailable("full") if len(came) % 2 else LookupError("ours")

    async def works() -> None:
        if len(came) > 3:
            stop.set()

    every = timedelta(milliseconds=20)
    async with asyncio.timeout(20):
        await Clock([Tick("fails", every, fails, at_start=True), Tick("works", every, works)], ahead=lambda: 0.0).run(
            stop
        )
    assert len(came) > 3


async def test_what_is_due_is_looked_at(sqlite_url: str) -> None:
    store = await Store.open(sqlite_url)
    with store.bell.listen("inbox") as inbox, store.bell.listen("outbox") as outbox:
        await look_at_what_is_due(store).work()
        assert await inbox.rung(1)
        assert await outbox.rung(1)
    await store.close()


class SetBack(datetime):
    """The wall clock as APScheduler reads it: set back by hours from some moment on."""

    by = timedelta()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> SetBack:
        return cls.fromtimestamp((datetime.now(tz) - cls.by).timestamp(), tz)


async def test_a_clock_that_is_set_back_by_hours_stops_no_tick(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (base, interval, clock):
        monkeypatch.setattr(module, "datetime", SetBack)
    monkeypatch.setattr(SetBack, "by", timedelta())
    monkeypatch.setattr(clock, "LOOK", 0.05)
    stop, came = asyncio.Event(), []

    async def works() -> None:
        came.append(1)
        SetBack.by = timedelta(hours=5)
        if len(came) > 4:
            stop.set()

    tick = Tick("works", timedelta(milliseconds=20), works)
    async with asyncio.timeout(20):
        await Clock([tick], ahead=lambda: -SetBack.by.total_seconds()).run(stop)
    assert len(came) == 5


async def test_what_a_clock_that_was_ahead_put_down_is_due_at_the_start(sqlite_url: str) -> None:
    store, stop = await Store.open(sqlite_url), asyncio.Event()
    await store.inbox.put([wrote("hello", when=NOON + timedelta(hours=5))])

    async def ends() -> None:
        stop.set()

    ticks = [what_was_set_back(store, lambda: NOON), Tick("ends", timedelta(hours=1), ends, at_start=True)]
    await Clock(ticks, ahead=lambda: 0.0).run(stop)
    assert await store.inbox.overdue(NOON) == 1
    await store.close()
