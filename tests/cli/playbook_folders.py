"""Folders with a playbook in them, and the command line run on them."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from unittest.mock import patch

import pytest

from bot.cli.program import main
from tests.studio.cafe import SOURCES

PASSING = """\
- test: Un café doux
  customer: { first_name: Léa, language: fr }
  steps:
    - event: cart.updated
    - bot: { contains: Bonjour Léa }
    - bot: { choices: [Doux, Corsé, Je ne sais pas] }
    - customer: Doux
    - bot: { contains: Yirgacheffe }
    - expect: { outcome: converted }
"""
FAILING = PASSING.replace("Un café doux", "Un café amer").replace("Yirgacheffe", "Robusta")


def write(folder: Path, sources: Mapping[str, str] = SOURCES, **tests: str) -> Path:
    """Write a playbook into `folder`, with `tests` by their file's name."""
    for name, text in {**sources, **{f"flows/tests/{name}.yaml": text for name, text in tests.items()}}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def parcours(*arguments: object, at: Path, typed: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """Run `parcours` in this process, in the folder `at`, with these settings and no others."""
    words = [str(argument) for argument in arguments]
    out, err = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(at),
        patch.dict(os.environ, _environment(settings), clear=True),
        patch.object(sys, "stdin", io.StringIO(typed)),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        pytest.raises(SystemExit) as left,
    ):
        main(words)
    code = left.value.code
    return subprocess.CompletedProcess(words, code if isinstance(code, int) else 0, out.getvalue(), err.getvalue())


def spawned(*arguments: object, at: Path, typed: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """Run `parcours` in a process of its own, as a terminal does."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *map(str, arguments)],
        cwd=at,
        env=_environment(settings),
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    plain = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return {**plain, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUTF8": "1", **settings}
