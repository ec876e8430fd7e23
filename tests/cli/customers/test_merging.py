"""Merging at a terminal: an event for the running program."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.store import Store
from bot.store.database.identity import customer_id_of
from tests.cli.installation.test_operations import Says, says
from tests.store.samples import lea, wrote
from tests.work.shop import open_shop

__all__ = ["says"]


async def _two(file: Path, *, meet: bool = False) -> list[str]:
    store = await Store.open(f"sqlite:///{file}")
    async with open_shop(store) as shop:
        await store.inbox.put([wrote("/start", chat=1), wrote("/start", chat=2)])
        if meet:
            from bot.wiring.clock import now

            shop.now = now()
            await shop.meet()
    lines = [line.text for line in await store.transcript.of(customer_id_of(lea(1)))]
    await store.close()
    return lines


def test_two_are_one_and_two_again(says: Says, tmp_path: Path) -> None:
    says("migrate")
    asyncio.run(_two(tmp_path / "parcours.db", meet=True))
    code, told, _ = says("merge", "1", "2", "--reason", "same person")
    assert (code, "Asked: 2 is 1" in told) == (0, True)
    assert asyncio.run(_two(tmp_path / "parcours.db", meet=True)) == ["/start", "/start"]
    assert "are the same customer already" in says("merge", "1", "2")[2]
    code, told, _ = says("unmerge", "2")
    assert (code, customer_id_of(lea(2)) in told) == (0, True)
    assert asyncio.run(_two(tmp_path / "parcours.db", meet=True)) == ["/start"]
    code, _, told = says("unmerge", "1")
    assert (code, "never merged" in told) == (1, True)


def test_nobody_is_merged_with_nobody(says: Says) -> None:
    says("migrate")
    assert "nobody is known as 8" in says("merge", "8", "9")[2]
