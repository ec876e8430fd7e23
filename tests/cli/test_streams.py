"""The streams of a command, whoever is at their other ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.wiring.test_playbooks import a_playbook


def start(*words: str, cwd: Path, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *words],
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C", **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize(("words", "code"), [(["settings"], 0), (["schema"], 0), (["check", "broken"], 1)])
def test_the_exit_code_tells_of_the_work_also_where_nobody_reads_on(
    tmp_path: Path, words: list[str], code: int
) -> None:
    a_playbook(tmp_path / "broken", "sotre: x\n" * 2_000)
    command = start(*words, cwd=tmp_path)
    assert command.stdout is not None
    command.stdout.close()
    assert command.wait(60) == code
    assert command.stderr is not None
    assert command.stderr.read() == b""


@pytest.mark.parametrize(
    "environment", [{"PYTHONIOENCODING": "ascii"}, {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}], ids=str
)
def test_a_terminal_that_knows_ascii_alone_is_talked_with_in_utf_8(tmp_path: Path, environment: dict[str, str]) -> None:
    a_playbook(tmp_path)
    told, failed = start("chat", cwd=tmp_path, **environment).communicate("Ça va\u00a0? Où êtes-vous\n".encode(), 60)
    assert failed == b""
    assert told.decode().startswith("bot  ")
