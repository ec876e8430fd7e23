"""Runs a peer in an environment of its own: aiogram wants an older pydantic than ours.

The environment is made once, in the user's cache; a peer prints one JSON line.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import venv
from functools import cache
from pathlib import Path

from tests.benchmarks.crowd import Measured

HERE = Path(__file__).parent
ROOT = HERE.parents[2]


class Skipped(Exception):
    """The peers can't be installed here."""


@cache
def environment() -> Path:
    """Return the Python of the peers' environment. Raises `Skipped`."""
    wanted = (HERE / "requirements.txt").read_bytes() + sys.version.encode()
    folder = Path.home() / ".cache" / "parcours-peers" / hashlib.sha256(wanted).hexdigest()[:12]
    python = folder / "bin" / "python"
    if not (folder / "complete").exists():
        venv.create(folder, with_pip=True, clear=True)
        install = [str(python), "-m", "pip", "install", "-q", "-r", str(HERE / "requirements.txt")]
        done = subprocess.run(install, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Skipped(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "pip failed")
        (folder / "complete").touch()
    return python


def ask(name: str, *arguments: object) -> dict[str, float]:
    """Run a peer's script and return what it printed. Raises `Skipped`."""
    command = [str(environment()), "-m", f"tests.benchmarks.peers.{name}", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=600)
    if done.returncode:
        raise Skipped(done.stderr.strip().splitlines()[-1])
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def run_peer(name: str, seconds: float, known: int) -> Measured:
    return Measured(**ask(name, seconds, known))
