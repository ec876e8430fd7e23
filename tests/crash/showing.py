"""The program dies while it takes a file: who sent it sends again, it is there once, whole, and its message has it;
what was left behind is swept."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import secrets
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
from PIL import Image

from bot.channels.files.file_shelf import FileShelf
from bot.model.address import Address
from bot.model.staff import Role, Staff
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.staff.staff_sessions import Session
from bot.wiring.orphans import sweep_orphans
from tests.crash.bench import Bench
from tests.crash.customers import QUESTION, OnTelegram
from tests.crash.process import shifted
from tests.crash.scenes import dies

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
CAPTION = "Voici votre facture."


def a_photo() -> str:
    made = BytesIO()
    Image.new("RGB", (60, 40), "red").save(made, "PNG")
    return base64.b64encode(made.getvalue()).decode()


def files(bench: Bench) -> list[Path]:
    """Return what lies on the shelf, whole or not."""
    return sorted(bench.folder.glob("shop.db.photos/*/*"))


async def swept(bench: Bench, store: Store) -> None:
    """Let two days pass on the shelf."""
    await sweep_orphans(store, FileShelf(bench.folder / "shop.db.photos"), datetime.now(UTC) + timedelta(days=2))


async def sends(bench: Bench, path: str, body: dict[str, str], token: str) -> None:
    """Do what the page does: send the same again until it was taken."""
    async with httpx.AsyncClient(timeout=30) as client, asyncio.timeout(bench.patience):
        while True:
            with contextlib.suppress(httpx.HTTPError):
                answer = await client.post(f"{bench.url}{path}", json=body, headers={"X-Visitor": token})
                if answer.is_success:
                    return
                assert answer.status_code in {429, 503}, answer.text
            await asyncio.sleep(0.1)


async def showing(bench: Bench, point: str) -> None:
    """A visitor of the web chat shows a photo."""
    token, key = secrets.token_urlsafe(32), secrets.token_hex(16)
    await bench.start(crash_at=point)
    sending = asyncio.create_task(sends(bench, "/chat/messages", {"key": key, "photo": a_photo()}, token))
    try:
        await dies(bench)
        await bench.start()
        await sending
    finally:
        sending.cancel()
    assert await bench.stop() == 0
    whole = [file for file in files(bench) if file.suffix == ".jpg"]
    assert len(whole) == 1
    with Image.open(whole[0]) as picture:
        picture.load()
    store = await Store.open(bench.database_url)
    try:
        assert await store.inbox.files() == {f"{whole[0].parent.name}/{whole[0].stem}"}
        await swept(bench, store)
        assert files(bench) == whole
    finally:
        await store.close()


class AtTheConsole(httpx.AsyncClient):
    """A member of staff who is signed in, and does again what had no answer."""

    def __init__(self, bench: Bench, token: str) -> None:
        super().__init__(base_url=bench.url, cookies={"sid": token}, timeout=30)
        self.patience = bench.patience

    async def does(self, path: str, **what: Any) -> httpx.Response:
        async with asyncio.timeout(self.patience):
            while True:
                with contextlib.suppress(httpx.HTTPError):
                    page = await self.get("/console/more")
                    csrf = page.text.partition('name="csrf" value="')[2].partition('"')[0]
                    headers = {**what.get("headers", {}), "x-csrf": csrf, "origin": str(self.base_url)}
                    if "data" in what:
                        what["data"]["csrf"] = csrf
                    answer = await self.post(path, **{**what, "headers": headers})
                    if answer.status_code in {200, 303}:
                        return answer
                    assert answer.status_code == 503, answer.text
                await asyncio.sleep(0.1)


async def hired(bench: Bench) -> str:
    """Hire somebody and sign them in; return their session's token."""
    token, now = secrets.token_urlsafe(32), shifted()
    store = await Store.open(bench.database_url)
    try:
        await store.staff.add(
            Staff(id="camille", email="camille@moka.example", name="Camille", role=Role.AGENT), "cli:test", now
        )
        session = Session(id="s", proof="link", browser="Firefox", place="203.0.113.9", created_at=now, seen_at=now)
        await store.sessions.open("camille", token, session)
    finally:
        await store.close()
    return token


async def attaching(bench: Bench, point: str) -> None:
    """Staff attach a file to their reply; it leaves once, and what was sent twice stands in the box."""
    lea = OnTelegram(bench, 121)
    await bench.start()
    await lea.writes("bonjour")
    await lea.hears(QUESTION)
    assert await bench.stop() == 0
    token, thread = await hired(bench), f"/console/inbox/{customer_id_of(Address('telegram', lea.address))}"
    await bench.start(crash_at=point)
    working = asyncio.create_task(replies(bench, token, thread))
    try:
        await dies(bench)
        await bench.start()
        await working
    finally:
        working.cancel()
    await lea.hears(CAPTION)
    assert await bench.stop() == 0
    assert lea.heard() == [QUESTION, CAPTION]
    store = await Store.open(bench.database_url)
    try:
        known = await store.attachments.among([file.stem for file in files(bench)])
        await swept(bench, store)
        assert known
        assert {file.stem for file in files(bench)} == known
    finally:
        await store.close()


async def replies(bench: Bench, token: str, thread: str) -> None:
    kind = {"content-type": "application/octet-stream", "x-file-name": "facture.pdf"}
    async with AtTheConsole(bench, token) as camille:
        attached = await camille.does(f"{thread}/attach", content=PDF, headers=kind)
        file = attached.text.partition('name="file" value="')[2].partition('"')[0]
        await camille.does(f"{thread}/reply", data={"key": "the reply", "text": CAPTION, "file": file})
