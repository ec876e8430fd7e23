"""The process of a backtest: this program again, on the same database, out of the terminal's reach."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, Process

from bot.settings import Settings
from bot.wiring.clock import now
from bot.wiring.installation import Installation
from bot.work.backtests import BacktestRunner, Start
from bot.work.processes import Loop, led


def backtesting(installation: Installation) -> Loop:
    """Return the loop that runs what staff ask for; of several processes one does."""
    runner = BacktestRunner(installation.store, start=starting(installation.settings), clock=now)
    return led(installation.store, "backtests", runner.run)


def starting(settings: Settings) -> Start:
    """Return what starts the process of one. What it says of faults goes where our own log goes."""

    async def start(id_: str) -> Process:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "backtest", "--asked", id_),
            env={**os.environ, "DATABASE_URL": settings.database_url},
            stdin=DEVNULL,
            stdout=DEVNULL,
            start_new_session=True,
        )

    return start
