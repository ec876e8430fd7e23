"""A process that ends with the one that started it."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from tests.tied import tied

_STARTS = "import time; from tests.tied import tied; tied(['sh', '-c', 'echo up; exec sleep 60']); time.sleep(60)"


@pytest.mark.parametrize("with_signal", [signal.SIGTERM, signal.SIGKILL])
def test_whoever_started_it_is_killed_and_it_ends(with_signal: signal.Signals) -> None:
    process = subprocess.Popen([sys.executable, "-c", _STARTS], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    process.send_signal(with_signal)
    assert process.stdout.read() == ""  # nobody holds it open any more
    process.wait()


def test_what_ends_by_itself_lets_the_reader_see_its_end() -> None:
    process = tied(["echo", "hello"], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.read() == "hello\n"
    process.wait()
