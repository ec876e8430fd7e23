"""The disk under the database fails: it hangs, goes read-only, gives errors back. Nothing is acknowledged that is not
kept, nobody waits longer than their provider does, what was asked is done once the disk is well again (A21).

A library of ours stands between the process and its disk (`failing_disk.c`). By hand the same was tried on a real ext4
that went read-only for its errors (`trigger_fs_error`, `errors=remount-ro`).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.crash.bench import ROOT, Bench, a_store
from tests.crash.customers import QUESTION, THANKS, OnTelegram, judge
from tests.crash.starting import Starter

FORM = {"MessageSid": "SM" + "0" * 32, "From": "+33612009999", "Body": "bonjour", "To": "+33937000001"}
WELL = "o"


@pytest.fixture(scope="module")
def on_a_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Starter]:
    """What starts processes that lie on such a disk. `.ci/run` sees to the compiler: there nothing is skipped."""
    compiler = shutil.which("cc")
    if compiler is None or sys.platform != "linux":
        pytest.skip("the failing disk is made by a C compiler, on Linux")
    library = tmp_path_factory.mktemp("disk") / "failing_disk.so"
    source = ROOT / "tests" / "crash" / "failing_disk.c"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    starter = Starter(str(library))
    yield starter
    starter.close()


def becomes(disk: Path, letter: str) -> None:
    new = disk.with_suffix(".next")
    new.write_text(letter, encoding="ascii")
    new.replace(disk)


async def states(bench: Bench) -> list[int]:
    async with httpx.AsyncClient(timeout=30) as client:
        return [(await client.get(bench.url + path)).status_code for path in ("/healthz", "/chat", "/readyz")]


@pytest.mark.parametrize(
    "letter",
    [
        pytest.param("h", id="hangs"),
        pytest.param("r", id="read-only"),
        pytest.param("e", id="no sync", marks=pytest.mark.slow),
        pytest.param("w", id="no write", marks=pytest.mark.slow),
    ],
)
async def test_a_disk_that_fails_and_then_is_well_again(letter: str, on_a_disk: Starter, tmp_path: Path) -> None:
    disk = tmp_path / "disk.txt"
    becomes(disk, WELL)
    settings: dict[str, Any] = {"PARCOURS_TEST_DISK": str(disk), "PARCOURS_TEST_PATIENCE": "2"}
    async with a_store(f"sqlite:///{tmp_path / 'shop.db'}", tmp_path, **settings) as bench:
        bench.starter = on_a_disk
        lea, paul = OnTelegram(bench, 441), OnTelegram(bench, 442)
        await bench.start()
        await lea.writes("bonjour")
        await lea.hears(QUESTION)
        becomes(disk, letter)
        await lea.writes("Rouge")
        await paul.writes("bonjour")
        assert await bench.twilio.signed(bench.twilio.webhook_url, FORM) == 503
        assert await states(bench) == [200, 200, 503]
        assert (lea.heard(), paul.heard()) == ([QUESTION], [])
        becomes(disk, WELL)
        await lea.hears(THANKS)
        await paul.hears(QUESTION)
        await paul.writes("Rouge")
        for customer in (lea, paul):
            await customer.hears("Votre commande")
        assert await bench.twilio.signed(bench.twilio.webhook_url, FORM) == 200
        assert await states(bench) == [200, 200, 200]
        assert await bench.stop() == 0
        await judge(bench, [lea, paul], kills=0)
