"""The console's workbench: a process that checks, draws and talks, kept warm; one of its own for each run of tests.

A playbook of hundreds of steps takes the better part of a second of the processor to check, its tests a minute: in the
web's own process that would halt every stream and webhook, threads or not. A process that hangs is
ended and made anew; what asked is told `Busy`.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib.metadata
import multiprocessing
from collections.abc import AsyncIterator, Callable, MutableSequence, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import datetime
from typing import Any, Final, TypeVar, cast

from bot.store import Store
from bot.studio import publishing
from bot.web.workbench import Asked, Busy, Checkup, Refused, Report, Sources, Tell, Trial
from bot.wiring import workbench_tasks

T = TypeVar("T")
#: Seconds: of a check or a conversation, and of all tests of a playbook.
PATIENCE: Final = 60.0
PATIENCE_OF_TESTS: Final = 900.0
#: Seconds between two news of how far tests are.
TELLS_EVERY: Final = 2.0
#: A fresh process, without our open files and threads.
_SPAWNING: Final = multiprocessing.get_context("spawn")
#: Seconds without anything to do after which the process gives its memory back.
IDLE: Final = 600.0


class ProcessWorkbench:
    """See `bot.web.workbench.Workbench`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pool: ProcessPoolExecutor | None = None
        self._resting: asyncio.TimerHandle | None = None
        self._testing = asyncio.Lock()  # one run of tests at a time: they take a whole processor

    @property
    def program(self) -> str:
        return importlib.metadata.version("parcours")

    async def check(self, sources: Sources) -> Checkup:
        return await self._quickly(workbench_tasks.check, dict(sources))

    async def draw(self, sources: Sources, flow: str, before: Sources | None, language: str) -> str:
        other = None if before is None else dict(before)
        return await self._quickly(workbench_tasks.draw, dict(sources), flow, other, language)

    async def converse(self, sources: Sources, asked: Asked) -> Trial | None:
        return await self._quickly(workbench_tasks.converse, dict(sources), asked)

    async def test(self, sources: Sources, tell: Tell) -> Report:
        counts = cast("MutableSequence[int]", _SPAWNING.Array("i", 3))
        async with _told(counts, tell), self._testing:
            pool = ProcessPoolExecutor(
                max_workers=1, mp_context=_SPAWNING, initializer=workbench_tasks.count_in, initargs=(counts,)
            )
            try:
                return await _patiently(pool, PATIENCE_OF_TESTS, workbench_tasks.test, dict(sources))
            finally:
                _end(pool)

    async def publish(self, version: str, sources: Sources, *, note: str, at: datetime, by: str) -> None:
        await publishing.publish(self._store, version, sources, note=note, at=at, by=by)

    async def roll_back(self, version: str, *, at: datetime, by: str) -> None:
        try:
            await publishing.roll_back(self._store, version, at=at, by=by)
        except publishing.NoSuchVersion as fault:
            raise Refused(str(fault)) from None

    def close(self) -> None:
        """End the process that is kept; the next work makes another."""
        if self._resting is not None:
            self._resting.cancel()
        if self._pool is not None:
            _end(self._pool)
            self._pool = None

    async def _quickly(self, work: Callable[..., T], *given: Any) -> T:
        self._pool = self._pool or _pool()
        if self._resting is not None:
            self._resting.cancel()
        self._resting = asyncio.get_running_loop().call_later(IDLE, self.close)
        pool = self._pool
        try:
            return await _patiently(pool, PATIENCE, work, *given)
        except Busy:
            if self._pool is pool:
                self.close()
            raise


@contextlib.asynccontextmanager
async def _told(counts: Sequence[int], tell: Tell) -> AsyncIterator[None]:
    """Tell how far the tests are, also while they wait for others: who hears nothing takes them for lost."""

    async def telling() -> None:
        while True:
            await tell(*counts[:])
            await asyncio.sleep(TELLS_EVERY)

    task = asyncio.create_task(telling())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


def _pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(max_workers=1, mp_context=_SPAWNING)


async def _patiently(pool: ProcessPoolExecutor, seconds: float, work: Callable[..., T], *given: Any) -> T:
    try:
        async with asyncio.timeout(seconds):
            return await asyncio.get_running_loop().run_in_executor(pool, work, *given)
    except (TimeoutError, BrokenProcessPool) as fault:
        raise Busy(str(fault)) from fault


def _end(pool: ProcessPoolExecutor) -> None:
    processes = list((pool._processes or {}).values())  # the library has no other way to end one that hangs
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        with contextlib.suppress(OSError):
            process.terminate()
