"""Memory that is free goes back to the system."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

from bot.understanding.questions import embedding
from bot.wiring.memory import READ_AGAIN, give_back, give_back_what_is_free, giving_back

KEPT = 64 * 2**10  # bytes a piece: small enough for glibc to keep what is free
PIECES = 1000


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1])


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="only glibc keeps what is free"
)
def test_what_is_free_goes_back() -> None:
    pieces = [b"x" * KEPT for _ in range(PIECES)]
    last = [b"x" * KEPT for _ in range(2)]  # above the others, so that the heap can't shrink by itself
    filled = resident()
    pieces.clear()
    give_back()
    assert resident() < filled - PIECES * KEPT // 4096 // 2
    assert len(last) == 2


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="only glibc keeps what is free"
)
async def test_a_tick_gives_back_what_is_free_and_leaves_the_model_where_it_is() -> None:
    loaded = embedding.load()
    loaded.embed(["où est mon colis ?"])
    pieces = [b"x" * KEPT for _ in range(PIECES)]
    last = [b"x" * KEPT for _ in range(2)]
    filled, model = resident(), resident_of_the_model()
    pieces.clear()
    await giving_back().work()
    assert resident() < filled - PIECES * KEPT // 4096 // 2
    assert resident_of_the_model() > model - 1_000
    assert len(last) == 2


def resident_of_the_model() -> int:
    """Kilobytes of the model's file that are in memory."""
    parts = Path("/proc/self/smaps").read_text().split(READ_AGAIN[0])[1:]
    return sum(int(part.split("Rss:")[1].split()[0]) for part in parts)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what is in memory")
def test_the_pages_of_the_model_go_back_and_are_read_again() -> None:
    loaded = embedding.load()
    text = "où est mon colis, et quand ouvrez-vous le samedi ?"
    before = loaded.embed([text])
    filled = resident_of_the_model()
    give_back()
    assert resident_of_the_model() < filled - 10_000
    assert (loaded.embed([text]) == before).all()


def test_elsewhere_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(ctypes, "CDLL", None)
    give_back()
    give_back_what_is_free()


def test_what_is_for_a_channel_that_is_off_or_is_seldom_needed_is_not_loaded_at_the_start() -> None:
    seldom = {"telegram", "twilio.rest", "aiohttp", "zxcvbn", "cryptography"}
    loaded = f"import sys, bot.cli.installation.serving; print(*{seldom} & sys.modules.keys())"
    found = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == ""


THREAD = """
import threading
import numpy as np
from tests.wiring.test_memory import resident
from bot.wiring.memory import give_back, take_singly

def learn():
    for megabytes in (30, 16, 16):
        np.ones(megabytes * 2**17)

take_singly()
before = resident()
thread = threading.Thread(target=learn)
thread.start()
thread.join()
give_back()
print((resident() - before) * 4096 // 2**20)
"""


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="only glibc keeps what is free"
)
def test_what_was_large_goes_back_from_a_thread_too() -> None:
    found = subprocess.run([sys.executable, "-c", THREAD], capture_output=True, text=True, check=True)
    assert int(found.stdout) < 8
