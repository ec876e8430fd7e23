"""Somebody deletes the database, or what SQLite keeps beside it, under the running program: nothing more is
acknowledged, what was is saved (A21)."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

import pytest

from tests.crash.bench import Bench, a_store
from tests.crash.customers import QUESTION, OnTelegram, judge

FORM = {"MessageSid": "SM" + "0" * 32, "From": "+33612009999", "Body": "bonjour", "To": "+33937000001"}
ENDINGS = ("", "-wal", "-shm")


def saved(bench: Bench) -> dict[Path, bytes]:
    """Return what the program still has open of its database, as an administrator copies it out of `/proc`."""
    assert bench.process is not None
    found = {}
    for handle in Path(f"/proc/{bench.process.pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # a socket that was closed meanwhile
            path, gone, more = str(handle.readlink()).partition(" (deleted)")
            if gone and path.endswith((".db", ".db-wal")) and not more:
                found[Path(path)] = handle.read_bytes()
    return found


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets us look")


async def test_a_database_that_is_deleted_under_the_program(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    async with a_store(f"sqlite:///{path}", tmp_path) as bench:
        lea = await begins(bench, 431)
        for ending in ENDINGS:
            Path(f"{path}{ending}").unlink(missing_ok=True)
        await is_refused(bench, lea)
        kept = saved(bench)
        await bench.kill()
        for file, content in kept.items():
            file.write_bytes(content)
        await goes_on(bench, lea)


@pytest.mark.parametrize("ending", ["-wal", "-shm"])
async def test_what_stands_beside_the_database_is_deleted_and_nothing_is_lost(ending: str, tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    async with a_store(f"sqlite:///{path}", tmp_path) as bench:
        lea = await begins(bench, 432)
        Path(f"{path}{ending}").unlink()
        await is_refused(bench, lea)
        assert bench.said("nothing is lost: stop the program and start it again")
        assert (await bench.command("doctor"))[0] == 0  # another process, which makes a file of its own there
        await bench.kill()
        await goes_on(bench, lea)


async def begins(bench: Bench, number: int) -> OnTelegram:
    lea = OnTelegram(bench, number)
    await bench.start()
    await lea.writes("bonjour")
    await lea.hears(QUESTION)
    return lea


async def is_refused(bench: Bench, lea: OnTelegram) -> None:
    await lea.writes("Rouge")
    assert await bench.twilio.signed(bench.twilio.webhook_url, FORM) == 503
    await bench.until(lambda: bench.said("was deleted, or another file put in its place"), "nobody was told")


async def goes_on(bench: Bench, lea: OnTelegram) -> None:
    await bench.start()
    await lea.hears("Votre commande")
    assert await bench.twilio.signed(bench.twilio.webhook_url, FORM) == 200
    assert await bench.stop() == 0
    await judge(bench, [lea])
