"""Which loops run in which process: one program, or three with PostgreSQL between them."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.settings import SettingsFault, read_settings
from bot.wiring.program import serve
from tests.crash.bench import PLAYBOOK, ROOT, free_port
from tests.crash.customers import repeats_listed_for_staff
from tests.emulators.telegram import TOKEN, TelegramEmulator


@asynccontextmanager
async def processes(
    environment: dict[str, str], folder: Path, *roles: str
) -> AsyncIterator[list[asyncio.subprocess.Process]]:
    started = []
    for number, role in enumerate(roles):
        with (folder / f"{number}-{role}.log").open("wb") as log:
            started.append(
                await asyncio.create_subprocess_exec(
                    sys.executable, "-m", "bot", role, cwd=ROOT, env=environment, stdout=log, stderr=log
                )
            )
    try:
        yield started
    finally:
        for process in started:
            if process.returncode is None:
                process.terminate()
        for process in started:
            await asyncio.wait_for(process.wait(), 30)


async def until_heard(telegram: TelegramEmulator, chat: int, text: str, folder: Path) -> None:
    for _ in range(1500):
        if any(one.startswith(text) for one in telegram.ledger.texts(chat)):
            return
        await asyncio.sleep(0.02)
    logs = "\n".join(path.read_text(encoding="utf-8")[-1500:] for path in sorted(folder.glob("*.log")))
    raise AssertionError(f"{chat} never heard {text!r} but {telegram.ledger.texts(chat)}\n{logs}")


async def test_web_workers_and_clock_share_the_work_on_postgresql(postgres_url: str, tmp_path: Path) -> None:
    async with TelegramEmulator() as telegram:
        port = free_port()
        environment = {
            **{name: os.environ[name] for name in ("PATH",)},
            "HOME": str(tmp_path),
            "DATABASE_URL": postgres_url,
            "SECRET_KEY": "the secret key of this test of processes",
            "PLAYBOOK": str(PLAYBOOK),
            "PORT": str(port),
            "PUBLIC_URL": f"http://127.0.0.1:{port}",
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_URL": telegram.url,
            "TELEGRAM_CHAT_RATE": "20",
        }
        async with processes(environment, tmp_path, "web", "worker", "worker", "clock") as running:
            for chat in range(1, 11):
                telegram.writes(chat, "bonjour")
            for chat in range(1, 11):
                await until_heard(telegram, chat, "Quelle couleur", tmp_path)
                telegram.writes(chat, "Bleu")
            for chat in range(1, 11):
                await until_heard(telegram, chat, "Merci, Bleu.", tmp_path)
            running[1].kill()  # a worker dies; the other takes over, and sends
            telegram.writes(11, "bonjour")
            await until_heard(telegram, 11, "Quelle couleur", tmp_path)
        assert [process.returncode for process in running] == [0, -9, 0, 0]
        # the kill may strike between what a phone shows and our writing it down: a repeat, which staff are told of
        listed = await repeats_listed_for_staff(postgres_url)
        for chat in range(1, 12):
            assert telegram.ledger.texts(chat)[0].startswith("Quelle couleur")
            heard = telegram.ledger.texts(chat)
            assert len(heard) - len(set(heard)) <= listed[str(chat)], heard
        assert telegram.breaches == []


async def test_one_process_of_several_refuses_sqlite(tmp_path: Path) -> None:
    settings = read_settings(database_url=f"sqlite:///{tmp_path / 'shop.db'}")
    with pytest.raises(SettingsFault, match="parcours run"):
        await serve(settings, frozenset({"worker"}), lambda *_: None)
    assert not list(tmp_path.iterdir())
