"""A copy is made under load, the database is lost, the copy is put back: nobody hears anything a second time (F11)."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta
from pathlib import Path

import pytest

from tests.crash.bench import a_store
from tests.crash.customers import QUESTION, BySms, Customer, OnTelegram, all_follow_the_script
from tests.crash.scenes import is_sound


@pytest.mark.parametrize("wait", [0.0, *(pytest.param(wait, marks=pytest.mark.slow) for wait in (0.5, 1.5, 3.0))])
async def test_a_copy_made_under_load_is_whole_and_what_left_since_is_not_sent_again(
    wait: float, tmp_path: Path
) -> None:
    async with a_store(f"sqlite:///{tmp_path / 'shop.db'}", tmp_path) as bench:
        customers: list[Customer] = [
            *(OnTelegram(bench, 600 + number) for number in range(4)),
            *(BySms(bench, 60 + number) for number in range(4)),
        ]
        copy = tmp_path / "copy.db"
        await bench.start()
        talk = asyncio.create_task(all_follow_the_script(customers))
        await customers[0].hears(QUESTION)
        await asyncio.sleep(wait)
        code, said = await bench.command("backup", str(copy))
        assert code == 0, said
        assert is_sound(copy)
        await talk  # everybody has heard everything, some of it after the copy was made
        await bench.kill()
        for leftover in tmp_path.glob("shop.db*"):
            if leftover.suffix != ".key":
                leftover.unlink()
        bench.passes(timedelta(minutes=30))
        assert (await bench.command("restore", str(copy)))[0] == 0
        heard = {str(customer): customer.heard() for customer in customers}
        await bench.start()
        await bench.until(lambda: "list" in bench.twilio.requests[-5:], "it did not sweep")
        await asyncio.sleep(4)
        assert {str(customer): customer.heard() for customer in customers} == heard
        newcomer = OnTelegram(bench, 700 + random.randrange(99))
        await newcomer.follows_the_script()
        assert await bench.stop() == 0
        assert {str(customer): customer.heard() for customer in customers} == heard
