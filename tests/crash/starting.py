"""Starting processes of the program: orders to `tests.crash.process`, and what becomes of each."""

from __future__ import annotations

import asyncio
import os
import queue
import subprocess
import sys
import threading
from functools import cache
from pathlib import Path

import msgspec

from bot.wiring.learning import vectors_file
from tests.crash.process import BEGINNING, News, Order

#: Settings of a process that need not learn the examples again that an earlier one has learnt, in this user's cache.
LEARNT = {"XDG_CACHE_HOME": str(vectors_file().parents[1])}
#: Settings of a process whose clock is everybody's.
ON_TIME = {"PARCOURS_TEST_EPOCH": str(BEGINNING.timestamp()), "PARCOURS_TEST_SPEED": "1"}
ROOT = Path(__file__).resolve().parent.parent.parent


class Started:
    """A process of the program, as asyncio's own look."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    async def wait(self) -> int:
        while self.returncode is None:
            await asyncio.sleep(0.01)
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.returncode is None:
            os.kill(self.pid, number)


class Starter:
    """The process that starts the others, for as long as this one lives or until it is closed. `preload` is a library
    that all of them load before the C library (`LD_PRELOAD`)."""

    def __init__(self, preload: str = "") -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.process"],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1", "LD_PRELOAD": preload},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._born: queue.Queue[Started] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def start(self, order: Order) -> Started:
        """Start a process. Orders are given one after the other."""
        assert self._process.stdin is not None
        self._process.stdin.write(msgspec.json.encode(order) + b"\n")
        self._process.stdin.flush()
        return self._born.get(timeout=600)  # the first one waits until all is imported and learnt

    def close(self) -> None:
        """End it, and what it started."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()

    def _listen(self) -> None:
        alive: dict[int, Started] = {}
        assert self._process.stdout is not None
        for line in self._process.stdout:
            news = msgspec.json.decode(line, type=News)
            if news.code is None:
                alive[news.pid] = Started(news.pid)
                self._born.put(alive[news.pid])
            else:
                alive.pop(news.pid).returncode = news.code


@cache
def starter() -> Starter:
    """Return this session's."""
    return Starter()
