"""The connection to PostgreSQL is lost at COMMIT: whether it was written is found out (A25, F10)."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.crash.bench import a_store
from tests.crash.customers import OFFER, QUESTION, BySms, Customer, OnTelegram, all_follow_the_script, judge
from tests.emulators.wire import Moment, Wire


@pytest.mark.parametrize("moment", ["before", "after"])
async def test_every_third_commit_is_lost_and_nothing_else(moment: Moment, postgres_url: str, tmp_path: Path) -> None:
    async with Wire(postgres_url) as wire, a_store(wire.url, tmp_path) as bench:
        telegram = [OnTelegram(bench, 501), OnTelegram(bench, 502)]
        customers: list[Customer] = [*telegram, BySms(bench, 50)]
        await bench.start()
        wire.every, wire.moments = 3, [moment] * 12
        await all_follow_the_script(customers)
        for chat in telegram:
            await bench.shop_says("x.promo", {"telegram_id": chat.address}, f"promo-{chat.number}")
            await chat.hears(OFFER)
        await bench.until(lambda: len(wire.cuts) == 12, f"only {len(wire.cuts)} commits were cut")
        assert await bench.stop() == 0
        await judge(bench, customers, kills=0)


@pytest.mark.slow
async def test_the_database_is_gone_for_a_while_and_comes_back(postgres_url: str, tmp_path: Path) -> None:
    async with Wire(postgres_url) as wire, a_store(wire.url, tmp_path) as bench:
        customers: list[Customer] = [OnTelegram(bench, 503), OnTelegram(bench, 504), OnTelegram(bench, 505)]
        await bench.start()
        talk = asyncio.create_task(all_follow_the_script(customers))
        try:
            for _ in range(2):
                await customers[0].hears(QUESTION)
                await wire.tear()
                await asyncio.sleep(3)
                assert not bench.is_over(), "it should wait for its database"
                await wire.mend()
            await talk
        finally:
            talk.cancel()
        assert await bench.stop() == 0
        await judge(bench, customers, kills=2)
