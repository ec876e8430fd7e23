"""SIGTERM under load: what is under way comes to its end, nothing is left in between, and the exit code is 0."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.store import Store
from tests.crash.bench import Bench, a_store
from tests.crash.customers import QUESTION, BySms, Customer, OnTelegram, all_follow_the_script, judge


async def in_between(bench: Bench) -> dict[str, int]:
    """Return how many messages are neither waiting nor settled."""
    store = await Store.open(bench.database_url)
    try:
        counts = await store.outbox.open_counts()
    finally:
        await store.close()
    return {state: count for state, count in counts.items() if state != "queued"}


async def stops_and_goes_on(bench: Bench, times: int) -> None:
    customers: list[Customer] = [
        *(OnTelegram(bench, 800 + number) for number in range(5)),
        *(BySms(bench, 80 + number) for number in range(5)),
    ]
    bench.patience = 240.0
    await bench.start()
    talk = asyncio.create_task(all_follow_the_script(customers))
    try:
        for number in range(times):
            await customers[number].hears(QUESTION)
            assert await bench.stop() == 0
            assert await in_between(bench) == {}
            await bench.start()
        await talk
    finally:
        talk.cancel()
    assert await bench.stop() == 0
    await judge(bench, customers, kills=0)


async def test_told_to_stop_under_load_it_finishes_and_leaves_with_0(tmp_path: Path) -> None:
    async with a_store(f"sqlite:///{tmp_path / 'shop.db'}", tmp_path) as bench:
        await stops_and_goes_on(bench, 1)


@pytest.mark.slow
@pytest.mark.timeout(900)
async def test_told_to_stop_again_and_again_nobody_hears_anything_twice(shop_url: str, tmp_path: Path) -> None:
    async with a_store(shop_url, tmp_path) as bench:
        await stops_and_goes_on(bench, 4)
