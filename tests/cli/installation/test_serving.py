"""Running the program, as an operator does."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.crash.starting import LEARNT

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60  # seconds


@contextmanager
def running(folder: Path, *words: str, **settings: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start a command in an empty folder; give the process and the address of its chat."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": str(ROOT), **settings}
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "bot", *words],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    said = ""
    try:
        while not (found := re.search(r"http://\S+/chat", said)):
            line = process.stdout.readline() if process.stdout else ""
            assert line, f"it ended without a word: {process.stderr.read() if process.stderr else ''}"
            said += line
        yield process, found[0]
    finally:
        process.kill()
        process.wait()


def test_the_demonstration_opens_on_the_web_chat_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with running(tmp_path, "demo", "--port", "0", **LEARNT) as (process, address):
        page = httpx.get(address, timeout=PATIENCE)
        assert page.status_code == 200
        assert "Maison Moka" in page.text
        console = address.replace("/chat", "/console")
        assert httpx.get(console, follow_redirects=True, timeout=PATIENCE).url.path == "/console/sign-in"
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
    assert not list(tmp_path.glob("*.db*"))


def test_run_needs_no_setting_refuses_a_second_one_on_its_file_and_starts_again_once_killed(tmp_path: Path) -> None:
    with running(tmp_path, "run", "--port", "0", **LEARNT) as (process, address):
        assert httpx.get(address.replace("/chat", "/readyz"), timeout=PATIENCE).status_code == 200
        second = subprocess.run(
            [sys.executable, "-m", "bot", "run", "--port", "0"],
            cwd=tmp_path,
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert second.returncode == 2
        assert re.fullmatch(r"parcours: another instance \(process \d+\) runs on .*; .*\n", second.stderr), (
            second.stderr
        )
        process.kill()
    with running(tmp_path, "run", "--port", "0", **LEARNT) as (process, address):
        assert httpx.get(address.replace("/chat", "/healthz"), timeout=PATIENCE).status_code == 200
        process.terminate()
        assert process.wait(PATIENCE) == 0
    assert (tmp_path / "parcours.db").exists()
