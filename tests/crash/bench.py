"""A store under test: the real program in a process, the emulated providers, customers with phones."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import os
import signal
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import msgspec
from standardwebhooks import Webhook

from tests.crash.process import PLAYBOOK, Order, shifted
from tests.crash.starting import LEARNT, Started, Starter, starter
from tests.emulators.telegram import TOKEN, TelegramEmulator
from tests.emulators.twilio import ACCOUNT, AUTH_TOKEN, NUMBER, TwilioEmulator
from tests.trust import NOBODY

ROOT = Path(__file__).resolve().parent.parent.parent
EVENTS_SECRET = "whsec_" + base64.b64encode(b"events secret of the crash tests").decode()
SPEED = 20
PATIENCE = 120.0  # real seconds that a test waits for what must come
STANDS_STILL = "T (stopped)"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Bench:
    """`start()` and `died()` are the process; `telegram` and `twilio` the world."""

    database_url: str
    telegram: TelegramEmulator
    twilio: TwilioEmulator
    folder: Path
    polling: bool = False
    patience: float = PATIENCE
    settings: dict[str, str] = field(default_factory=dict)  # beside those of `_environment`, or instead of them
    port: int = field(default_factory=free_port)
    process: Started | None = None
    starts: int = 0
    starter: Starter | None = None  # what starts its processes; else this session's

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self, crash_at: str = "") -> None:
        """Start the program and wait until it is ready, or until it died where it should."""
        self.starts += 1
        self.log = self.folder / f"log-{self.port}-{self.starts}.txt"
        self.process = await self._spawn("run", "--port", str(self.port), crash_at=crash_at, log=self.log)
        await self.until(lambda: self.is_over() or self._is_ready(), "the program is neither ready nor dead")

    async def command(self, *words: str, crash_at: str = "") -> tuple[int, str]:
        """Run a command beside the program; return its exit code (-9 for a kill) and all that it said."""
        log = self.folder / f"command-{words[0]}.txt"
        process = await self._spawn(*words, crash_at=crash_at, log=log)
        code = await asyncio.wait_for(process.wait(), PATIENCE)
        return code, log.read_text(encoding="utf-8")

    async def _spawn(self, *words: str, crash_at: str, log: Path) -> Started:
        order = Order([*words], self._environment(crash_at), str(log))
        log.touch()
        return await asyncio.to_thread((self.starter or starter()).start, order)

    def twin(self) -> Bench:
        """Another instance of the same installation, on a port of its own."""
        return replace(self, port=free_port(), process=None, starts=0)

    def passes(self, time: timedelta) -> None:
        """Let this much of everybody's time go by at once. Only while no program runs: it would not notice."""
        epoch = float(os.environ["PARCOURS_TEST_EPOCH"])
        os.environ["PARCOURS_TEST_EPOCH"] = str(epoch - time.total_seconds() / SPEED)

    def _environment(self, crash_at: str) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            **LEARNT,
            **NOBODY,
            "PARCOURS_CRASH_AT": crash_at,
            "PARCOURS_TEST_EPOCH": os.environ["PARCOURS_TEST_EPOCH"],
            "PARCOURS_TEST_SPEED": str(SPEED),
            "DATABASE_URL": self.database_url,
            "SECRET_KEY": "the secret key of the crash tests",
            "PLAYBOOK": str(PLAYBOOK),
            "PUBLIC_URL": "" if self.polling else self.url,
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_URL": self.telegram.url,
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": AUTH_TOKEN,
            "TWILIO_FROM": NUMBER,
            "TWILIO_API_URL": self.twilio.url,
            "TWILIO_RATE": "50",
            "TELEGRAM_CHAT_RATE": "20",
            "EVENTS_SECRET": EVENTS_SECRET,
            "LOG_FORMAT": "json",
            **self.settings,
        }

    def _is_ready(self) -> bool:
        return b"is open" in self.log.read_bytes()

    def is_over(self) -> bool:
        return self.process is not None and self.process.returncode is not None

    async def died(self) -> int:
        """Wait for the process to end; return its exit code (-9 for a kill)."""
        assert self.process is not None
        return await asyncio.wait_for(self.process.wait(), PATIENCE)

    def terminate(self) -> None:
        """Ask the process to stop."""
        assert self.process is not None
        if not self.is_over():
            self.process.send_signal(signal.SIGTERM)

    async def stop(self) -> int:
        """Ask the process to stop; return its exit code."""
        self.terminate()
        return await self.died()

    def signal(self, number: int) -> None:
        """Send a signal: SIGSTOP is a machine that stands still, SIGCONT one that wakes."""
        assert self.process is not None
        self.process.send_signal(number)

    def stands_still(self) -> bool:
        assert self.process is not None
        return STANDS_STILL in Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")

    def said(self, words: str) -> bool:
        """Tell whether the program's log has these words."""
        return words.encode() in self.log.read_bytes()

    async def kill(self) -> None:
        """Pull the plug."""
        if self.process is not None and not self.is_over():
            self.process.send_signal(signal.SIGKILL)
            await self.process.wait()

    async def shop_tells(
        self,
        client: httpx.AsyncClient,
        name: str,
        customer: dict[str, str],
        key: str,
        data: dict[str, str] | None = None,
    ) -> int:
        """Tell an event as a shop does, once; return the status of the answer."""
        body = msgspec.json.encode({"type": name, "customer": customer, "data": data or {}}).decode()
        now = datetime.now(UTC)  # what the library that checks the signature goes by
        headers = {
            "webhook-id": key,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Webhook(EVENTS_SECRET).sign(key, now, body),
            "content-type": "application/json",
        }
        return (await client.post(f"{self.url}/api/events", content=body, headers=headers)).status_code

    async def shop_says(
        self, name: str, customer: dict[str, str], key: str, data: dict[str, str] | None = None
    ) -> None:
        """Tell an event as a shop does: again and again until it is acknowledged."""
        async with httpx.AsyncClient() as client:
            give_up = time.monotonic() + self.patience
            while time.monotonic() < give_up:
                with contextlib.suppress(httpx.HTTPError):
                    status = await self.shop_tells(client, name, customer, key, data)
                    if status == 202:
                        return
                    assert status == 503, status
                await asyncio.sleep(0.1)
        raise AssertionError("the program never took the shop's event")

    async def until(self, holds: Callable[[], bool], otherwise: str) -> None:
        """Wait for something that must come about. Says why where it doesn't, with the end of the program's log."""
        give_up = time.monotonic() + self.patience
        while not holds():
            if time.monotonic() > give_up:
                raise AssertionError(f"{otherwise}\n{await self._state()}")
            await asyncio.sleep(0.02)

    async def _state(self) -> str:
        """Return what the program has said last, and what it is at or how it ended."""
        if self.process is None:
            return "no process was started yet"
        if self.is_over():
            end = f"it has ended with {self.process.returncode}"
        else:
            self.process.send_signal(signal.SIGUSR1)
            await asyncio.sleep(0.5)
            end = f"it lives, as process {self.process.pid}"
        return f"{self.log.read_text(encoding='utf-8', errors='replace')[-6000:]}\n{end}"


@asynccontextmanager
async def a_store(database_url: str, folder: Path, *, polling: bool = False, **settings: str) -> AsyncIterator[Bench]:
    """Open the world around a store; the program itself is started by the test."""
    os.environ.update(PARCOURS_TEST_EPOCH=str(time.time()), PARCOURS_TEST_SPEED=str(SPEED))
    ledgers = folder / "telegram.jsonl", folder / "twilio.jsonl"
    async with (
        TelegramEmulator(ledger=ledgers[0], now=shifted) as telegram,
        TwilioEmulator(ledger=ledgers[1], now=shifted) as twilio,
    ):
        bench = Bench(database_url, telegram, twilio, folder, polling, settings=dict(settings))
        twilio.webhook_url = "" if polling else f"{bench.url}/webhooks/twilio"
        try:
            yield bench
            assert telegram.breaches == []
            assert twilio.breaches == []
        finally:
            await bench.kill()
