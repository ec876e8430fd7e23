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
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest

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


async def goes_through_it(bench: Bench, fill: Callable[[Bench], None], empty: Callable[[Bench], None]) -> None:
    lea, paul = OnTelegram(bench, 401), OnTelegram(bench, 402)
    await bench.start()
    await lea.writes("bonjour")
    await lea.hears(QUESTION)
    fill(bench)
    await lea.writes("Rouge")
    await paul.writes("bonjour")
    assert await bench.twilio.signed(bench.twilio.webhook_url, FORM) == 503
    async with httpx.AsyncClient() as client:
        assert (await client.get(f"{bench.url}/healthz")).status_code == 200
    await asyncio.sleep(1)
    assert lea.heard() == [QUESTION]
    assert paul.heard() == []
    empty(bench)
    await lea.hears(THANKS)
    await paul.hears(QUESTION)
    await paul.writes("Rouge")
    for customer in (lea, paul):
        await customer.hears("Votre commande")
    assert await bench.twilio.signed(bench.twilio.webhook_url, FORM) == 200
    assert await bench.stop() == 0
    await judge(bench, [lea, paul], kills=0)


async def test_a_disk_that_takes_nothing_and_then_does_again(tmp_path: Path) -> None:
    async with a_store(f"sqlite:///{tmp_path / 'shop.db'}", tmp_path) as bench:
        await goes_through_it(bench, no_writing, writing)


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


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts disks")
async def test_a_disk_that_is_full_and_then_has_room(tmp_path: Path) -> None:
    async with small_disk(tmp_path / "disk") as disk, a_store(f"sqlite:///{disk / 'shop.db'}", tmp_path) as bench:

        def fill(bench: Bench) -> None:
            with contextlib.suppress(OSError), (disk / "ballast").open("wb", buffering=0) as ballast:
                while True:
                    ballast.write(b"x" * 4096)

        await goes_through_it(bench, fill, lambda _: (disk / "ballast").unlink())
