"""The disk is full: nobody is told that their message was kept, nothing is sent, and all goes on with room (A21).

The limit on the size of files that a process may write is taken down to nothing under the running program: every write
to its database fails, as on a full or broken disk. Where the machine lets us, a real small disk is filled as well.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import resource
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bot.store.database.database import Database
from tests.crash.bench import Bench, a_store
from tests.crash.customers import QUESTION, THANKS, OnTelegram, judge

FORM = {"MessageSid": "SM" + "0" * 32, "From": "+33612009999", "Body": "bonjour", "To": "+33937000001"}


def no_writing(bench: Bench) -> None:
    assert bench.process is not None
    _, most = resource.prlimit(bench.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(bench.process.pid, resource.RLIMIT_FSIZE, (1, most))


def writing(bench: Bench) -> None:
    assert bench.process is not None
    _, most = resource.prlimit(bench.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(bench.process.pid, resource.RLIMIT_FSIZE, (most, most))


async def test_a_disk_that_takes_nothing_and_then_does_again(tmp_path: Path) -> None:
    async with a_store(f"sqlite:///{tmp_path / 'shop.db'}", tmp_path) as bench:
        await goes_through_it(bench)


async def goes_through_it(bench: Bench) -> None:
    lea, paul = OnTelegram(bench, 401), OnTelegram(bench, 402)
    await bench.start()
    await lea.writes("bonjour")
    await lea.hears(QUESTION)
    no_writing(bench)
    await lea.writes("Rouge")
    await paul.writes("bonjour")
    assert await bench.twilio.signed(bench.twilio.webhook_url, FORM) == 503
    async with httpx.AsyncClient(timeout=30) as client:
        assert (await client.get(f"{bench.url}/healthz")).status_code == 200
    await asyncio.sleep(1)
    assert lea.heard() == [QUESTION]
    assert paul.heard() == []
    writing(bench)
    await lea.hears(THANKS)
    await paul.hears(QUESTION)
    await paul.writes("Rouge")
    for customer in (lea, paul):
        await customer.hears("Votre commande")
    assert await bench.twilio.signed(bench.twilio.webhook_url, FORM) == 200
    assert await bench.stop() == 0
    await judge(bench, [lea, paul], kills=0)


@contextlib.asynccontextmanager
async def small_disk(folder: Path) -> AsyncIterator[Path]:
    """A disk of 48 megabytes; skips where the machine gives us none."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting a disk of our own is not allowed here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


async def tells_until_refused(bench: Bench, most: int = 20_000) -> int:
    """A shop tells events until one is refused: what is written may yet fit where something was. Returns how many were
    kept, as it was told."""
    async with httpx.AsyncClient(timeout=30) as client:
        for number in range(most):
            status = await bench.shop_tells(client, "cart.updated", {"email": "zoe@example.com"}, f"told {number}")
            if status != 202:
                assert status == 503
                return number
    raise AssertionError(f"the disk took {most} events though it was full")


async def told(bench: Bench) -> int:
    """Return how many of the shop's events are kept."""
    database = await Database.open(bench.database_url)
    try:
        rows = await database.read(
            "SELECT COUNT(*) FROM (SELECT event FROM inbox UNION ALL SELECT event FROM events) e "
            'WHERE event LIKE \'{"type":"shop.reported"%\''
        )
        return int(rows[0][0])
    finally:
        await database.close()


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts disks")
async def test_a_disk_that_is_full_and_then_has_room(tmp_path: Path) -> None:
    async with small_disk(tmp_path / "disk") as disk, a_store(f"sqlite:///{disk / 'shop.db'}", tmp_path) as bench:
        lea = OnTelegram(bench, 401)
        await bench.start()
        await lea.writes("bonjour")
        await lea.hears(QUESTION)
        with contextlib.suppress(OSError), (disk / "ballast").open("wb", buffering=0) as ballast:
            while True:
                ballast.write(b"x" * 4096)
        kept = await tells_until_refused(bench)
        async with httpx.AsyncClient(timeout=30) as client:
            assert (await client.get(f"{bench.url}/healthz")).status_code == 200
        (disk / "ballast").unlink()
        await bench.shop_says("cart.updated", {"email": "zoe@example.com"}, f"told {kept}")
        await lea.writes("Rouge")
        await lea.hears("Votre commande")
        assert await bench.stop() == 0
        assert await told(bench) == kept + 1
        await judge(bench, [lea], kills=0)
