"""Running backtests that staff asked for, one at a time, each in a process of its own: turns are not held up.

What is reached is in the database. A process that is lost, or stopped with ours, is gone on with later; one that fails
for its own reasons is told so. Whoever cancels one writes it in the database, and its process sees it there.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Final, Protocol

import structlog

from bot.store import Store, StoreFault
from bot.store.playbooks.backtests import TOPIC
from bot.work.processes import ringing_when

EVERY: Final = 20.0  # seconds between looks for one whose process was lost
#: Why one did not come to its end, as the console knows it: its process ended before.
STOPPED: Final = "stopped"
_LEAVING: Final = 5.0  # seconds for a process to leave

_log = structlog.get_logger(__name__)


class Running(Protocol):
    """A process; `wait` returns its exit code."""

    def terminate(self) -> None: ...
    def kill(self) -> None: ...
    async def wait(self) -> int: ...


#: Starts the process that runs the backtest of this id.
Start = Callable[[str], Awaitable[Running]]


class BacktestRunner:
    """`start` begins the process that runs one."""

    def __init__(self, store: Store, *, start: Start, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._start = start
        self._clock = clock

    async def run(self, stop: asyncio.Event) -> None:
        """Run what is asked for, until `stop` is set; one under way is left to whoever comes next."""
        with self._store.bell.listen(TOPIC) as listener, ringing_when(stop, listener):
            while not stop.is_set():
                try:
                    while not stop.is_set() and await self.run_one(stop):
                        pass
                except StoreFault as fault:
                    _log.error("backtests not readable", fault=str(fault))
                await listener.rung(EVERY)

    async def run_one(self, stop: asyncio.Event) -> bool:
        """Run one to its end; False where none waits."""
        id_ = await self._store.backtests.claim(self._clock())
        if id_ is None:
            return False
        process = await self._start(id_)
        code = await _ended(process, stop)
        if code is None:
            await _end(process)
            await self._store.backtests.give_up(id_)
        else:
            _log.info("backtest", backtest=id_, code=code)
            if code != 0:
                await self._store.backtests.finish(id_, self._clock(), STOPPED)
        return True


async def _ended(process: Running, stop: asyncio.Event) -> int | None:
    """Return a process's exit code once it has ended; None where we are to stop before."""
    leaving, waiting = asyncio.ensure_future(stop.wait()), asyncio.ensure_future(process.wait())
    await asyncio.wait((leaving, waiting), return_when=asyncio.FIRST_COMPLETED)
    leaving.cancel()
    if waiting.done():
        return waiting.result()
    waiting.cancel()
    return None


async def _end(process: Running) -> None:
    process.terminate()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_LEAVING):
            await process.wait()
            return
    process.kill()
    await process.wait()
