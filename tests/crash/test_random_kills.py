"""Under steady load the plug is pulled again and again, at moments that nobody chose (reliability, F2)."""

from __future__ import annotations

import asyncio
import itertools
import random
from pathlib import Path

import pytest

from tests.crash.bench import Bench, a_store
from tests.crash.customers import BySms, Customer, OnTelegram, judge

AT_ONCE = 4  # customers of each channel who are talking at any moment
TO_THE_END = 1200  # seconds for the last conversations, and for the judge
A_KILL = 30  # seconds: three for the life before it, the rest for a start on a machine with other work


class Crowd:
    """Customers who come one after the other; a share of those on Telegram gets an offer afterwards."""

    def __init__(self, bench: Bench, chance: random.Random) -> None:
        self.customers: list[Customer] = []
        self._bench = bench
        self._chance = chance
        self._numbers = itertools.count(1)
        self._closing = asyncio.Event()

    async def come_until_closing_time(self) -> None:
        async with asyncio.TaskGroup() as group:
            for kind in (OnTelegram, BySms) * AT_ONCE:
                group.create_task(self._come(kind))

    def close(self) -> None:
        """Let nobody in any more; who is here talks to the end."""
        self._closing.set()

    async def _come(self, kind: type[Customer]) -> None:
        while not self._closing.is_set():
            customer = kind(self._bench, next(self._numbers))
            self.customers.append(customer)
            await customer.follows_the_script()
            if isinstance(customer, OnTelegram) and self._chance.random() < 0.5:
                key = f"promo-{customer.number}"
                await self._bench.shop_says("x.promo", {"telegram_id": customer.address}, key)


async def kill_again_and_again(bench: Bench, chance: random.Random, times: int) -> None:
    """Every half to five seconds, counted from when it is open; one time in five while it is still starting."""
    for _ in range(times):
        before, starting = bench.process, asyncio.create_task(bench.start())
        await bench.until(lambda before=before: bench.process is not before, "no process was started")
        if chance.random() < 0.2:
            await asyncio.sleep(chance.uniform(0.5, 3.0))
        else:
            await starting
            await asyncio.sleep(chance.uniform(0.5, 5.0))
        await bench.kill()
        assert bench.process is not None
        assert bench.process.returncode == -9, "it ended by itself before it was killed"
        await starting
    await bench.start()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give the test its number of kills, and a limit that grows with it."""
    if "kills" in metafunc.fixturenames:
        kills = metafunc.config.getoption("--crash-kills")
        limit = pytest.mark.timeout(TO_THE_END + kills * A_KILL)
        metafunc.parametrize("kills", [pytest.param(kills, marks=limit)])


@pytest.mark.slow
async def test_killed_again_and_again_nothing_is_lost_and_repeats_are_as_promised(
    shop_url: str, tmp_path: Path, kills: int, pytestconfig: pytest.Config
) -> None:
    seed = pytestconfig.getoption("--crash-seed")
    seed = random.SystemRandom().randrange(10**6) if seed is None else seed
    print(f"\nrandom kills: --crash-seed={seed} --crash-kills={kills}")
    chance = random.Random(seed)
    async with a_store(shop_url, tmp_path, PARCOURS_TEST_RETRY_AGE="24") as bench:
        bench.patience = TO_THE_END / 2 + kills * A_KILL  # who waits may be answered only once nobody kills any more
        await bench.start()  # what was written to a shop that never was open is not its to answer
        await bench.until(lambda: "list" in bench.twilio.requests, "Twilio was never asked")
        await bench.kill()
        crowd = Crowd(bench, chance)
        talk = asyncio.create_task(crowd.come_until_closing_time())
        try:
            await kill_again_and_again(bench, chance, kills)
            crowd.close()
            await talk
        finally:
            talk.cancel()
        assert await bench.stop() == 0
        await judge(bench, crowd.customers, kills=kills)
        print(f"{kills} kills, {len(crowd.customers)} customers")
        assert len(crowd.customers) > 2 * AT_ONCE, "nobody finished a conversation"
