"""Somebody sets the machine's clock by hours under the running program: answers go on, no offer leaves (B2).

The seconds that nobody sets go on as they did, and so do the providers' clocks, by which the program knows.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.crash.bench import Bench, a_store
from tests.crash.customers import OFFER, QUESTION, READY, THANKS, BySms, OnTelegram, judge

HOUR = 3600


def set_by(bench: Bench, hours: float) -> None:
    """Set the program's clock, and nobody else's, so many hours wrong."""
    file = Path(bench.settings["PARCOURS_TEST_SET_BY"])
    file.with_suffix(".next").write_text(str(hours * HOUR), encoding="utf-8")
    file.with_suffix(".next").replace(file)


async def goes_through_it(bench: Bench, hours: float) -> None:
    set_by(bench, 0)
    lea, paul, nora = OnTelegram(bench, 501), OnTelegram(bench, 502), BySms(bench, 50)
    await bench.start()
    await lea.writes("bonjour")
    await lea.hears(QUESTION)
    set_by(bench, hours)
    await lea.writes("Rouge")
    await lea.hears(THANKS)
    await bench.until(lambda: bench.said("the machine's clock was set"), "nobody saw it")
    await paul.follows_the_script()
    await bench.shop_says("x.promo", {"telegram_id": paul.address}, "promo")
    await bench.until(lambda: bench.said('"rule": "clock"'), "the offer was not stopped")
    await bench.until(lambda: bench.said("our clock can't be trusted: no marketing"), "nobody was told")
    await nora.writes("bonjour")
    await nora.hears(QUESTION)
    set_by(bench, 0)
    await nora.writes("Rouge")
    await nora.hears(THANKS)
    await lea.hears(READY)
    assert await bench.stop() == 0
    assert OFFER not in paul.heard()
    await judge(bench, [lea, paul], kills=0)


@pytest.mark.parametrize("hours", [2, pytest.param(-2, marks=pytest.mark.slow)])
async def test_the_clock_is_set(hours: float, tmp_path: Path) -> None:
    settings: dict[str, Any] = {"PARCOURS_TEST_SET_BY": str(tmp_path / "set_by.txt"), "PARCOURS_TEST_WATCH": "3"}
    async with a_store(f"sqlite:///{tmp_path / 'shop.db'}", tmp_path, **settings) as bench:
        await goes_through_it(bench, hours)
