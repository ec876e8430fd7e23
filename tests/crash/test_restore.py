"""A copy is made under load, the database is lost, the copy is put back: nobody hears anything a second time (F11)."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections.abc import Mapping, Sequence, Set
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.crash.bench import a_store
from tests.crash.customers import QUESTION, BySms, Customer, OnTelegram, all_follow_the_script
from tests.crash.scenes import is_sound


def waited_in(copy: Path) -> set[str]:
    """Whose message was in the copy and not met yet: on a busy machine it waits for seconds."""
    with closing(sqlite3.connect(copy)) as database:
        waiting = "SELECT a.id FROM inbox i JOIN addresses a ON a.customer = i.customer WHERE i.state = 'waiting'"
        return {str(row[0]) for row in database.execute(f"{waiting} AND i.source <> 'timer'")}


def hears_nothing_more(customers: Sequence[Customer], heard: Mapping[str, list[str]], unmet: Set[str]) -> None:
    """Whoever's message the copy had and no answer to is owed one, and what follows from it: nobody else."""
    for customer in customers:
        before, now = heard[str(customer)], customer.heard()
        assert now[: len(before)] == before
        assert len(now) - len(before) <= (2 if customer.address in unmet else 0), f"{customer}: {now}"


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
        unmet = waited_in(copy)
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
        hears_nothing_more(customers, heard, unmet)
        newcomer = OnTelegram(bench, 700 + random.randrange(99))
        await newcomer.follows_the_script()
        assert await bench.stop() == 0
        hears_nothing_more(customers, heard, unmet)
