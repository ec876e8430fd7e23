"""The points where a test may kill the process."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.crash_points import POINTS, arm

ROOT = Path(__file__).resolve().parent.parent


def die_at(armed: str, *reached: str) -> int:
    calls = "; ".join(f"reached({point!r})" for point in reached)
    code = f"from bot.crash_points import arm, reached; arm({armed!r}); {calls}"
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=30, check=False).returncode


def test_an_armed_point_kills_at_once_and_no_other_does() -> None:
    assert die_at("turn.before_commit", "turn.after_commit") == 0
    assert die_at("turn.before_commit", "turn.after_commit", "turn.before_commit") == -signal.SIGKILL


def test_the_third_time_may_be_the_one() -> None:
    assert die_at("poll.after_commit:3", *["poll.after_commit"] * 2) == 0
    assert die_at("poll.after_commit:3", *["poll.after_commit"] * 3) == -signal.SIGKILL


def test_a_name_that_is_no_point_is_refused() -> None:
    with pytest.raises(ValueError, match=r"turn\.befor"):
        arm("turn.befor")
    arm(None)


def test_every_point_is_reached_somewhere() -> None:
    text = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py") if path.name != "crash_points.py"
    )
    spelt = set(re.findall(r'reached\("([a-z_.]+)"\)', text))
    families = set(re.findall(r'"([a-z]+)\.\{\}_commit"', text)) | set(re.findall(r'"([a-z_.]+)\{\}[a-z_]*"', text))
    for point in POINTS:
        family = point.split(".")[0]
        assert (
            point in spelt or any(name.rstrip(".").startswith(family) for name in families) or f'"{family}"' in text
        ), point


def test_a_process_may_stand_still_at_a_point_and_go_on_later() -> None:
    code = "from bot.crash_points import arm, reached; arm('outbox.after_claim:1:stop'); reached('outbox.after_claim')"
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    _, status = os.waitpid(process.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    process.send_signal(signal.SIGCONT)
    assert process.wait(30) == 0
