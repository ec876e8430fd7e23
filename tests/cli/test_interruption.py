"""Ctrl-C, while a command loads what it needs and while it works."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bot.cli.interruption import at_once, interruptible

ROOT = Path(__file__).resolve().parent.parent.parent
#: Sends itself what Ctrl-C sends, as the module that is named is about to be loaded.
_AT_IMPORT = """
import os, signal, sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder())
from bot.cli import main
main(["check"])
"""


@pytest.mark.parametrize("module", ["bot.cli.program", "pydantic", "bot.cli.playbook.check"])
def test_it_ends_without_a_word_also_amid_an_import(tmp_path: Path, module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _AT_IMPORT.format(module=module)],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, b"", b"")


def test_what_has_to_be_put_away_is_told_and_the_handler_from_before_comes_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    with at_once():
        assert signal.getsignal(signal.SIGINT) is signal.SIG_DFL
        with pytest.raises(KeyboardInterrupt), interruptible():
            signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_DFL
    assert signal.getsignal(signal.SIGINT) is before


def test_another_thread_has_no_say_in_it() -> None:
    seen: list[object] = []

    def ask() -> None:
        with at_once():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert seen == [signal.getsignal(signal.SIGINT)]
