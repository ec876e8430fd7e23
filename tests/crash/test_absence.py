"""The program was away for a while: what providers have kept comes in, and what they have not is told of (A13)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.crash.bench import a_store
from tests.crash.customers import QUESTION, BySms, OnTelegram, judge

AWAY = [
    pytest.param(timedelta(seconds=20), marks=pytest.mark.slow, id="20 s"),
    pytest.param(timedelta(minutes=5), marks=pytest.mark.slow, id="5 min"),
    pytest.param(timedelta(hours=6), marks=pytest.mark.slow, id="6 h"),
    pytest.param(timedelta(hours=30), id="30 h"),
]


def has_left_a_sign(database: Path) -> bool:
    with closing(sqlite3.connect(database)) as beside:
        return beside.execute("SELECT 1 FROM cursors WHERE name = 'alive'").fetchone() is not None


@pytest.mark.parametrize("polling", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["webhook", "polling"])
@pytest.mark.parametrize("away", AWAY)
async def test_what_was_written_while_nobody_was_there(away: timedelta, polling: bool, tmp_path: Path) -> None:
    async with a_store(f"sqlite:///{tmp_path / 'shop.db'}", tmp_path, polling=polling) as bench:
        lea, nora, paul = OnTelegram(bench, 201), BySms(bench, 20), OnTelegram(bench, 202)
        bench.passes(timedelta(hours=19))  # to 9:00: back after 6 or 30 hours, the evening is still far
        await bench.start()
        await bench.until(lambda: bench.said("telegram ready"), "Telegram is not set up")
        await bench.until(lambda: "list" in bench.twilio.requests, "Twilio was never asked")
        await bench.until(lambda: has_left_a_sign(tmp_path / "shop.db"), "nothing says that it was alive")
        await bench.kill()
        await lea.writes("bonjour")
        await nora.writes("bonjour")
        bench.passes(away)
        await paul.writes("bonjour")
        await bench.start()
        told = [paul, nora] if away > timedelta(hours=24) else [lea, nora, paul]
        for customer in told:
            await customer.hears(QUESTION)
        _, said = await bench.command("doctor")
        assert ("is lost" in said) is (lea not in told)
        assert bool(bench.telegram.expired) is (lea not in told)
        if not polling:
            for customer in told:
                await customer.writes("Rouge")
                await customer.hears("Votre commande")
            await judge(bench, told, kills=0)
        assert await bench.stop() == 0
