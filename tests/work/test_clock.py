import asyncio
from datetime import timedelta

from bot.store import Store, StoreUnavailable
from bot.work.clock import Clock, Tick, look_at_what_is_due


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
        await Clock([Tick("fails", every, fails, at_start=True), Tick("works", every, works)]).run(stop)
    assert len(came) > 3


async def test_what_is_due_is_looked_at(sqlite_url: str) -> None:
    store = await Store.open(sqlite_url)
    with store.bell.listen("inbox") as inbox, store.bell.listen("outbox") as outbox:
        await look_at_what_is_due(store).work()
        assert await inbox.rung(1)
        assert await outbox.rung(1)
    await store.close()
