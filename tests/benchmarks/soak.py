"""Steady talk for a long time, with the program as it is run (reliability, F16): does it grow, slow down or get stuck?

    python -m tests.benchmarks.soak [--minutes 60] [--rate 20] [--known 2000] [--database postgresql://…]

`parcours run` with the example store, and an emulated Telegram that brings `--rate` messages a second by its webhook.
Customers come to say a few things, and come back: examples of the store's own answers and flows, a button, a number, a
yes. Told after each tenth of the time: the memory that is the process's own (RssAnon) and what an SQLite file takes
with its log, how long an answer took from the customer's tap to the phone, and how many messages had no answer (the bot
is silent where staff have the thread, and nobody is staff here). At the end `/metrics` tells what is left undone.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import tempfile
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import httpx

from bot.cli.playbook.playbooks import checked_playbook
from bot.playbook.source.files import default_folder
from bot.understanding.questions.examples import of_playbook
from tests.benchmarks.web_memory import held
from tests.crash.bench import free_port
from tests.crash.process import Order
from tests.crash.starting import LEARNT, ON_TIME, starter
from tests.emulators.ledger import Ledger
from tests.emulators.telegram import TOKEN, TelegramEmulator

VISIT: Final = (2, 8)  # messages of a visit: least, most
PATIENCE: Final = 30.0  # seconds after which a message counts as never answered
SHORT: Final = ("1", "2", "oui", "non", "yes", "merci", "je ne sais pas", "plus tard")
PRESSED: Final = 0.5  # of messages to a bot that has just shown buttons
TENTHS: Final = 10
#: What `/metrics` says is left undone.
UNDONE: Final = ("inbox_overdue", "dead_letters", "outbox_queued", "outbox_sending", "outbox_unknown")


class Phones(Ledger):
    """A ledger that keeps no texts, and tells who waits that their phone has shown something."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[int, list[str]] = {}
        self.waiting: dict[int, asyncio.Future[float]] = {}

    def show(self, **entry: Any) -> None:
        """Keep the buttons that a phone shows last."""
        chat = int(entry["to"])
        self.buttons[chat] = [label for row in entry["buttons"] for label in row]
        waits = self.waiting.pop(chat, None)
        if waits is not None and not waits.done():
            waits.set_result(time.perf_counter())


class Street:
    """Customers who write, `rate` messages a second together."""

    def __init__(self, telegram: TelegramEmulator, phones: Phones, said: list[str], known: int, rate: float) -> None:
        self._telegram, self._phones, self._said, self._rate = telegram, phones, said, rate
        self._chance = random.Random(3)
        self._free = deque(range(1, known + 1))
        self._visits: dict[int, int] = {}  # messages still to be said
        self._tasks: set[asyncio.Task[None]] = set()
        self.took: list[float] = []  # seconds, since it was last looked at
        self.written = self.silent = 0

    async def live(self, seconds: float) -> None:
        """Let them write for so long; those who wait then get their answer, or none."""
        due, until = time.perf_counter(), time.perf_counter() + seconds
        while due < until:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            due += 1 / self._rate
            self.written += 1
            task = asyncio.create_task(self._write(self._next()))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def end(self) -> None:
        await asyncio.gather(*self._tasks)

    def _next(self) -> int:
        """Return who writes: who is on a visit goes on with it after some others."""
        chat = self._free.popleft()
        self._visits.setdefault(chat, self._chance.randint(*VISIT))
        return chat

    async def _write(self, chat: int) -> None:
        answered: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._phones.waiting[chat] = answered
        began = time.perf_counter()
        self._say(chat)
        try:
            async with asyncio.timeout(PATIENCE):
                self.took.append(await answered - began)
        except TimeoutError:
            self.silent += 1
            self._phones.waiting.pop(chat, None)
        self._visits[chat] -= 1
        if self._visits[chat] > 0:
            self._free.insert(min(len(self._free), 40), chat)
        else:
            del self._visits[chat]
            self._free.append(chat)

    def _say(self, chat: int) -> None:
        labels = self._phones.buttons.pop(chat, [])
        if labels and self._chance.random() < PRESSED:
            self._telegram.writes(chat, self._chance.choice(labels))
        else:
            self._telegram.writes(chat, self._chance.choice((*SHORT, *self._chance.sample(self._said, 8))))


@asynccontextmanager
async def program(url: str, telegram: TelegramEmulator, folder: Path) -> AsyncIterator[tuple[int, str]]:
    """Run it; yield its process's id and its address once it is open."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    log = folder / "log.txt"
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        **LEARNT,
        **ON_TIME,
        "DATABASE_URL": url,
        "SECRET_KEY": "the secret key of the long soak, long enough",
        "PLAYBOOK": str(default_folder()),
        "PUBLIC_URL": address,
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API_URL": telegram.url,
        "TELEGRAM_RATE": "1000",
        "TELEGRAM_CHAT_RATE": "30",
        "LOG_FORMAT": "json",
    }
    log.touch()
    order = Order(["run", "--port", str(port)], environment, str(log))
    process = await asyncio.to_thread(starter().start, order)
    try:
        async with asyncio.timeout(PATIENCE * 4):
            while b"is open" not in log.read_bytes():
                assert process.returncode is None, log.read_text()[-2000:]
                await asyncio.sleep(0.2)
        yield process.pid, address
    finally:
        process.send_signal(15)
        code = await process.wait()
        faults = [line for line in log.read_text().splitlines() if '"level": "error"' in line]
        print(f"ended with {code}; errors in its log: {len(faults)}", *faults[:3], sep="\n")


async def soak(url: str, folder: Path, minutes: float, rate: float, known: int) -> None:
    """Run it all and print a line a tenth."""
    examples = of_playbook(checked_playbook(default_folder())[0])
    said = [text for text, place in zip(examples.texts, examples.places, strict=True) if examples.meanings[place].id]
    async with TelegramEmulator(validate=False) as telegram:
        telegram.ledger = phones = Phones()
        async with program(url, telegram, folder) as (pid, address):
            street = Street(telegram, phones, said, known, rate)
            print(
                f"{'minutes':>8}{'messages':>10}{'MB held':>9}{'MB on disk':>12}{'p50 ms':>8}{'p99 ms':>8}{'silent':>8}"
            )
            print(f"{0:8.1f}{0:10}{held(pid):9.0f}{_on_disk(folder):12.0f}")
            for tenth in range(1, TENTHS + 1):
                await street.live(minutes * 60 / TENTHS)
                _tell(street, minutes * tenth / TENTHS, held(pid), _on_disk(folder))
            await street.end()
            await _tell_undone(address)


def _tell(street: Street, minutes: float, memory: float, disk: float) -> None:
    took, street.took = sorted(street.took), []
    p50, p99 = (1000 * took[len(took) * part // 100] for part in (50, 99)) if took else (0, 0)
    line = f"{minutes:8.1f}{street.written:10}{memory:9.0f}{disk:12.0f}{p50:8.0f}{p99:8.0f}{street.silent:8}"
    print(line, flush=True)


def _on_disk(folder: Path) -> float:
    return sum(one.stat().st_size for one in folder.glob("soak.db*")) / (1 << 20)


async def _tell_undone(address: str) -> None:
    async with httpx.AsyncClient() as client:
        lines = (await client.get(f"{address}/metrics")).text.splitlines()
    print(*(line for line in lines if line.startswith(tuple(f"parcours_{name} " for name in UNDONE))), sep="\n")


def _main(options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        url = options.database or f"sqlite:///{here / 'soak.db'}"
        asyncio.run(soak(url, here, options.minutes, options.rate, options.known))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Steady talk for a long time.")
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--rate", type=float, default=20.0, help="messages a second")
    parser.add_argument("--known", type=int, default=2000, help="customers")
    parser.add_argument("--database", help="the address of an empty PostgreSQL database; without it, an SQLite file")
    _main(parser.parse_args())
