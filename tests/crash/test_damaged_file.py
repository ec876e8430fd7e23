"""A page of the database turns to rubbish under the running program: nothing is acknowledged that can't be written,
whoever watches is told, and the last backup brings back what there was when it was made (A21)."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import httpx

from tests.crash.bench import a_store
from tests.crash.customers import QUESTION, THANKS, OnTelegram

FORM = {"MessageSid": "SM" + "0" * 32, "From": "+33612009999", "Body": "bonjour", "To": "+33937000001"}


def spoil(path: Path, table: str) -> None:
    """Fill the first page of a table with chance, as a disk does that forgets."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        [(size,)] = database.execute("PRAGMA page_size")
        [(page,)] = database.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))
    with path.open("r+b", buffering=0) as file:
        file.seek((page - 1) * size)
        file.write(os.urandom(size))


async def test_a_page_that_is_rubbish_and_the_way_back(tmp_path: Path) -> None:
    path, copy = tmp_path / "shop.db", tmp_path / "copy.db"
    async with a_store(f"sqlite:///{path}", tmp_path) as bench:
        lea, paul = OnTelegram(bench, 451), OnTelegram(bench, 452)
        await bench.start()
        await lea.writes("bonjour")
        await lea.hears(QUESTION)
        await bench.until(lambda: bench.said('"event": "sent"'), "the question was not settled")
        assert (await bench.command("backup", str(copy)))[0] == 0
        spoil(path, "customers")
        await paul.writes("bonjour")
        assert await bench.twilio.signed(bench.twilio.webhook_url, FORM) == 503
        await bench.until(lambda: bench.said("the database file is damaged"), "nobody was told")
        async with httpx.AsyncClient(timeout=30) as client:
            ready = await client.get(f"{bench.url}/readyz")
        assert (ready.status_code, ready.json()["database"]) == (503, "damaged")
        code, told = await bench.command("doctor")
        assert (code, "the database file is damaged" in told) == (1, True)
        assert lea.heard() == [QUESTION]
        assert await bench.stop() == 0
        code, told = await bench.command("restore", str(copy))
        assert code == 0, told
        await bench.start()
        await lea.writes("Rouge")
        await lea.hears(THANKS)
        await paul.hears(QUESTION)
        await paul.writes("Rouge")
        await paul.hears("Votre commande")
        assert await bench.twilio.signed(bench.twilio.webhook_url, FORM) == 200
        assert await bench.stop() == 0
