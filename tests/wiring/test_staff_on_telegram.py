"""Staff on Telegram and the running program: a chat linked by its link hears of a handover, and is no customer's."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx

from bot.model.address import Address
from bot.model.staff import Role
from bot.store import Store, migrate
from bot.store.database.identity import customer_id_of
from bot.web.console.threads.staff_chat import LINKED, OVER, WHERE
from bot.web.console.words import words
from tests.crash.bench import free_port
from tests.emulators.telegram import TOKEN, TelegramEmulator
from tests.engine.chat import book_files
from tests.web.console.people import hired, session_at, token_in
from tests.wiring.test_program import processes, until_heard

STAFF, COLLEAGUE, LEA = 900, 901, 7
SAY = words("fr").gettext
FLOW = """
flow: person
title: Une personne
purpose: service
starts: [{ event: chat.opened }]
steps:
  - hand_over: { team: magasin, reason: mise de côté }
"""
SHOP = (
    "store: Maison Moka\nlanguages: [fr, en]\ncountry: FR\ntimezone: Europe/Paris\ncurrency: EUR\n"
    "teams:\n  - { id: magasin, name: Magasin, for: [person] }\n"
)


def written(folder: Path) -> Path:
    for path, text in {**book_files(FLOW), "flows/store.yaml": SHOP}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


async def with_a_session(url: str) -> str:
    """Return the token of somebody's session, who is hired for it."""
    await migrate(url)
    store, token = await Store.open(url), secrets.token_urlsafe(32)
    try:
        staff = await hired(store, Role.AGENT, name="Zoé", language="fr", teams=("magasin",))
        await store.sessions.open(staff.id, token, session_at(datetime.now(UTC), "link"))
    finally:
        await store.close()
    return token


@asynccontextmanager
async def browser(address: str, token: str) -> AsyncIterator[httpx.AsyncClient]:
    """A browser in which somebody is signed in, at the running program."""
    async with httpx.AsyncClient(base_url=address, headers={"origin": address}, timeout=30) as client:
        client.cookies.set("sid", token)
        yield client


async def until_up(client: httpx.AsyncClient) -> None:
    async with asyncio.timeout(60):
        while True:
            with contextlib.suppress(httpx.TransportError):
                if (await client.get("/console/account")).status_code == httpx.codes.OK:
                    return
            await asyncio.sleep(0.1)


async def sends(client: httpx.AsyncClient, path: str, **fields: str) -> httpx.Response:
    csrf = token_in(await client.get("/console/account"))
    return await client.post(path, data={"csrf": csrf, **fields}, follow_redirects=True)


async def test_a_linked_chat_is_told_of_a_handover_and_what_is_typed_there_is_no_customers(tmp_path: Path) -> None:
    url, port = f"sqlite:///{tmp_path / 'shop.db'}", free_port()
    token, address = await with_a_session(url), f"http://127.0.0.1:{port}"
    lea = customer_id_of(Address("telegram", str(LEA)))
    async with TelegramEmulator() as telegram:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "DATABASE_URL": url,
            "SECRET_KEY": "the secret key of this test of staff's chats",
            "PLAYBOOK": str(written(tmp_path)),
            "PORT": str(port),
            "PUBLIC_URL": address,
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_URL": telegram.url,
        }
        async with processes(environment, tmp_path, "run"), browser(address, token) as zoe:
            await until_up(zoe)
            page = (await sends(zoe, "/console/account/telegram")).text
            start = page.partition("https://t.me/MokaBot?start=")[2].partition('"')[0]
            assert start.startswith("staff_")
            telegram.writes(STAFF, f"/start {start}")
            await until_heard(telegram, STAFF, SAY(LINKED), tmp_path)
            telegram.writes(COLLEAGUE, f"/start {start}")
            await until_heard(telegram, COLLEAGUE, SAY(OVER), tmp_path)
            telegram.writes(LEA, "/start")
            await until_heard(telegram, STAFF, "Léa attend l’équipe Magasin", tmp_path)
            [alert] = [text for text in telegram.ledger.texts(STAFF) if "Magasin" in text]
            assert "mise de côté\n" in alert
            assert alert.endswith(f"{address}/console/inbox/{lea}")
            assert "Martin" not in alert, "the first name alone"
            telegram.writes(STAFF, "J’arrive !")
            await until_heard(telegram, STAFF, SAY(WHERE), tmp_path)
            answered = await sends(zoe, f"/console/inbox/{lea}/reply", key="a" * 32, text="Bonjour, ici Zoé.")
            assert answered.status_code == httpx.codes.OK
            await until_heard(telegram, LEA, "Bonjour, ici Zoé.", tmp_path)
        assert sum("Magasin" in text for text in telegram.ledger.texts(STAFF)) == 1, "told once"
        assert telegram.breaches == []
    store = await Store.open(url)
    try:
        known = [row[0] for row in await store.database.read("SELECT id FROM customers ORDER BY id")]
    finally:
        await store.close()
    assert known == [lea]
