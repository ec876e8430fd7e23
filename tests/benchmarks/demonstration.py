"""How long `parcours demo` takes until its shop can be entered.

`python -m tests.benchmarks.demonstration` starts the real process and waits for the link, some times; the floor is the
same program that only prints its help. The processor's time stands beside the clock's: others may be at work.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TIMES = 3


def took(words: str, *arguments: str) -> tuple[float, float]:
    """Return the seconds until a process has said something, by the clock and by the processor."""
    before, began = _used(), time.perf_counter()
    with tempfile.TemporaryDirectory() as home:
        environment = {"PATH": os.environ["PATH"], "HOME": home, "PYTHONPATH": str(Path.cwd()), "TMPDIR": home}
        command = [sys.executable, "-m", "bot", *arguments]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            assert process.stdout is not None
            for line in process.stdout:
                if words in line.decode():
                    break
            seconds = time.perf_counter() - began
            process.send_signal(signal.SIGKILL)
    return seconds, _used() - before


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    print(f"{'':24}{'clock':>8}{'CPU':>8}  seconds")
    for name, words, *arguments in (
        ("the floor: --help", "Usage", "--help"),
        ("demo", "Enter it", "demo", "--port", "0"),
    ):
        seconds, processor = min(took(words, *arguments) for _ in range(TIMES))
        print(f"{name:24}{seconds:8.1f}{processor:8.1f}")


if __name__ == "__main__":
    main()
