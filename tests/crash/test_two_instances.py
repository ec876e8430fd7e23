"""Two programs on one database: one of them does what only one may, and the other takes over (A15, A16)."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

import pytest

from tests.crash.bench import Bench, a_store
from tests.crash.customers import (
    QUESTION,
    THANKS,
    BySms,
    Customer,
    OnTelegram,
    all_follow_the_script,
    judge,
)


async def test_on_sqlite_a_second_one_refuses_with_the_reason_until_the_first_is_gone(tmp_path: Path) -> None:
    async with a_store(f"sqlite:///{tmp_path / 'shop.db'}", tmp_path) as bench:
        lea = OnTelegram(bench, 301)
        await bench.start()
        assert bench.process is not None
        await lea.writes("bonjour")
        await lea.hears(QUESTION)
        second = bench.twin()
        await second.start()
        assert await second.died() == 2
        assert second.said(f"another instance (process {bench.process.pid}) runs on")
        await lea.writes("Rouge")
        await lea.hears(THANKS)
        await bench.kill()
        await bench.start()
        await lea.hears("Votre commande")
        assert await bench.stop() == 0
        await judge(bench, [lea])


async def takes_over(first: Bench, second: Bench) -> None:
    """What a balancer does when one of two servers answers no more; Telegram is told by the program itself."""
    first.twilio.webhook_url = f"{second.url}/webhooks/twilio"


@pytest.mark.slow
async def test_on_postgresql_the_second_goes_on_when_the_leader_is_killed(postgres_url: str, tmp_path: Path) -> None:
    async with a_store(postgres_url, tmp_path) as first:
        second = first.twin()
        await first.start()
        await second.start()
        customers: list[Customer] = [OnTelegram(first, 302), OnTelegram(first, 303), BySms(first, 30)]
        talk = asyncio.create_task(all_follow_the_script(customers))
        try:
            await customers[0].hears(QUESTION)
            await first.kill()
            await takes_over(first, second)
            await talk
            assert await second.stop() == 0
        finally:
            talk.cancel()
            await second.kill()
        await judge(first, customers)


@pytest.mark.slow
async def test_a_leader_that_stood_still_for_longer_than_its_lease_is_fenced(postgres_url: str, tmp_path: Path) -> None:
    """It had claimed messages and not opened a socket; another has sent them by the time it wakes."""
    async with a_store(postgres_url, tmp_path, PARCOURS_TEST_LEASE="2") as first:
        second = first.twin()
        nora, lea = BySms(first, 31), OnTelegram(first, 304)
        await first.start(crash_at="outbox.after_claim:1:stop")
        await nora.writes("bonjour")
        try:
            await first.until(first.stands_still, "it never had anything to send")
            await second.start()
            await takes_over(first, second)
            await nora.hears(QUESTION)
            first.signal(signal.SIGCONT)
            await first.until(lambda: first.said("its claim has passed to another"), "it was not fenced")
            await asyncio.gather(lea.follows_the_script(), nora.writes("Rouge"))
            await nora.hears("Votre commande")
            assert await first.stop() == 0
            assert await second.stop() == 0
        finally:
            await second.kill()
        await judge(first, [nora, lea], kills=0)
