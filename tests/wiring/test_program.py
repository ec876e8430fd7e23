"""Which loops run in which process: one program, or three with PostgreSQL between them."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.settings import SettingsFault, read_settings
from bot.wiring.program import COLLECTED_EVERY, GIVES_WAY_AFTER, serve, settle
from tests.crash.bench import PLAYBOOK, free_port
from tests.crash.customers import repeats_listed_for_staff
from tests.crash.process import Order
from tests.crash.starting import LEARNT, ON_TIME, Started, starter
from tests.emulators.language_model import KEY, ModelServer
from tests.emulators.telegram import TOKEN, TelegramEmulator
from tests.engine.chat import book_files


@asynccontextmanager
async def processes(environment: dict[str, str], folder: Path, *roles: str) -> AsyncIterator[list[Started]]:
    started = []
    for number, role in enumerate(roles):
        order = Order([role], {**environment, **LEARNT, **ON_TIME}, str(folder / f"{number}-{role}.log"))
        started.append(await asyncio.to_thread(starter().start, order))
    try:
        yield started
    finally:
        for process in started:
            process.send_signal(signal.SIGTERM)
        for process in started:
            await asyncio.wait_for(process.wait(), 60)


async def until_heard(telegram: TelegramEmulator, chat: int, text: str, folder: Path) -> None:
    await _until(lambda heard: any(one.startswith(text) for one in heard), telegram, chat, text, folder)


async def next_heard(telegram: TelegramEmulator, chat: int, folder: Path) -> str:
    """Return what comes after all that this chat has been shown so far."""
    before = len(telegram.ledger.texts(chat))
    await _until(lambda heard: len(heard) > before, telegram, chat, "any more", folder)
    return telegram.ledger.texts(chat)[before]


async def _until(
    holds: Callable[[list[str]], bool], telegram: TelegramEmulator, chat: int, text: str, folder: Path
) -> None:
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up:
        if holds(telegram.ledger.texts(chat)):
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
            running[1].send_signal(signal.SIGKILL)  # a worker dies; the other takes over, and sends
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


ANSWERS = """
- answer: prix
  question: Combien coûte la livraison ?
  also: [prix de la livraison, how much is delivery]
  say: La livraison coûte 4,90 € et prend 48 h.
"""
FLOW = """
flow: accueil
title: Accueil
purpose: service
starts: [{ event: chat.opened }]
steps:
  - say: Bonjour, c’est Maison Moka !
"""


async def test_a_language_model_rewords_and_its_absence_is_not_felt(tmp_path: Path) -> None:
    files = book_files(FLOW, answers=ANSWERS, policy="language_model: { reword: true, within: 1 second }\n")
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    async with TelegramEmulator() as telegram, ModelServer() as model:
        model.answers = lambda system, asked: "Comptez 4,90 € et 48 h pour la livraison."
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "DATABASE_URL": f"sqlite:///{tmp_path / 'shop.db'}",
            "PLAYBOOK": str(tmp_path),
            "PORT": str(free_port()),
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_URL": telegram.url,
            "LLM_URL": f"{model.url}/v1",
            "LLM_MODEL": "small",
            "LLM_API_KEY": KEY,
        }
        async with processes(environment, tmp_path, "run"):
            for _ in range(5):  # a machine that stands still for the second is an absence too
                telegram.writes(7, "Combien coûte la livraison ? Mon numéro : 06 12 34 56 78")
                if (await next_heard(telegram, 7, tmp_path)).startswith("Comptez 4,90 €"):
                    break
            else:
                raise AssertionError(telegram.ledger.texts(7))
            assert "06 12" not in str(model.asked) and "coûte la livraison" in str(model.asked)
            model.fail("hang")
            telegram.writes(7, "Combien coûte la livraison ?")
            assert (await next_heard(telegram, 7, tmp_path)).startswith("La livraison coûte 4,90 €")
        assert not model.breaches and KEY not in (tmp_path / "0-run.log").read_text("utf-8")


def test_a_thread_that_waits_gets_its_turn_soon() -> None:
    before, thresholds = sys.getswitchinterval(), gc.get_threshold()
    try:
        settle()
        assert sys.getswitchinterval() == pytest.approx(GIVES_WAY_AFTER)
        assert gc.get_threshold() == COLLECTED_EVERY
    finally:
        sys.setswitchinterval(before)
        gc.set_threshold(*thresholds)
        gc.unfreeze()
