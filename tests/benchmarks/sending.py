"""How much of a provider's limit is used, and whether it is ever overstepped: `python -m tests.benchmarks.sending`.

The whole way out is measured: parts in an SQLite outbox, claimed and committed, the socket, the answer, settled. The
provider counts in three ways, at its own end of the wire; the ratio is what it showed a second, once the first second
has passed, over what it allows. Goal: 0.95 or more, and nothing refused, lost or shown twice.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import structlog

from bot.store import Store, migrate
from tests.emulators.limits import Limit, Punishing, StrictWindow, TokenBucket
from tests.emulators.telegram import TelegramEmulator
from tests.work.sending.sending_shop import Shop, telegram_at

SERVERS: dict[str, Callable[[int], Limit]] = {
    "strict window": lambda rate: StrictWindow(rate),
    "token bucket": lambda rate: TokenBucket(rate, rate),
    "punishing": lambda rate: Punishing(rate),
}


class Measured(NamedTuple):
    ratio: float
    refused: int
    lost: int
    twice: int


async def measure(limit: Limit, rate: int, seconds: float) -> Measured:
    """Send for so many seconds as fast as the limit allows."""
    count = int(rate * seconds)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'parcours.db'}"
        await migrate(url)
        store = await Store.open(url)
        async with TelegramEmulator(limit=limit, validate=False) as telegram:
            channel = telegram_at(telegram, rate=float(rate))
            shop = Shop(store, {"telegram": channel}, datetime.now(UTC))
            for number in range(count):
                await shop.plans(str(number + 1), str(number))
            async with shop.sending(), asyncio.timeout(seconds * 3 + 10):
                while len(telegram.ledger.shown) < count:
                    await asyncio.sleep(0.05)
            await channel.close()
        await store.close()
    return _read(telegram, rate, count)


def _read(telegram: TelegramEmulator, rate: int, count: int) -> Measured:
    times = sorted(entry["at"] for entry in telegram.ledger.shown)
    steady = [at for at in times if at >= times[0] + 1.0]
    ratio = (len(steady) - 1) / (steady[-1] - steady[0]) / rate
    shown = Counter(entry["text"] for entry in telegram.ledger.shown)
    return Measured(ratio, telegram.refused, count - len(shown), sum(times - 1 for times in shown.values()))


async def main(rates: list[int], seconds: float) -> None:
    print(f"{'server':<15}{'limit/s':>9}{'ratio':>8}{'refused':>9}{'lost':>6}{'twice':>7}")
    for rate in rates:
        for name, server in SERVERS.items():
            ratio, refused, lost, twice = await measure(server(rate), rate, seconds)
            print(f"{name:<15}{rate:>9}{ratio:>8.3f}{refused:>9}{lost:>6}{twice:>7}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=int, action="append", help="messages a second that the server allows")
    parser.add_argument("--seconds", type=float, default=6.0, help="how long to send for, each server")
    given = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    asyncio.run(main(given.rate or [25], given.seconds))
