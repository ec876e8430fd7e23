"""A backtest is asked for beside a running program, and computed by a real process of its own."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings
from bot.store import Store
from bot.store.playbooks.backtests import Asked
from bot.wiring.backtests import starting
from bot.wiring.clock import now
from bot.work.backtests import BacktestRunner
from tests.cli.installation.test_operations import Says, says
from tests.store.samples import NOON
from tests.studio.backtests.test_backtest import FOLLOW_UP, SOONER, lived, with_
from tests.work.shop import SOURCES, open_shop

_ = says


def _settings(**values: Any) -> Settings:
    return Settings(**values)


def files(flow: str) -> dict[str, str]:
    return {**SOURCES, "flows/conversations/after.yaml": flow}


@pytest.mark.parametrize("flow", [SOONER, "flow: ["], ids=["sound", "broken"])
def test_what_staff_ask_for_is_computed_by_a_process_of_its_own(says: Says, tmp_path: Path, flow: str) -> None:
    says("migrate")
    kept = asyncio.run(_ran(f"sqlite:///{tmp_path / 'parcours.db'}", flow))
    if flow == SOONER:
        assert (kept.state, kept.people, kept.figures.met, kept.figures.differ) == ("done", 1, 1, 1)
    else:
        assert (kept.state, kept.fault) == ("failed", "unreadable")


async def _ran(url: str, flow: str) -> Asked:
    store = await Store.open(url, alone=True)  # the program runs on it
    try:
        used = with_(FOLLOW_UP).version
        await store.playbooks.put(used, files(FOLLOW_UP), "", NOON)
        await store.playbooks.make_current(used, NOON)
        async with open_shop(store) as shop:
            await lived(shop)
        until = NOON + timedelta(days=9)
        asked = Asked(id="b1", by="ana", at=NOON, title="", used=used, tried="t", since=NOON, until=until)
        await store.backtests.ask(asked, files(flow))
        runner = BacktestRunner(store, start=starting(_settings(database_url=url)), clock=now)
        assert await runner.run_one(asyncio.Event())
        kept = await store.backtests.get("b1")
    finally:
        await store.close()
    assert kept is not None
    return kept
