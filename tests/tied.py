"""A process that ends with the one that started it, however that one ends: a test run stopped by SIGTERM or SIGKILL
runs nothing at its exit, and would leave its browser behind.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from typing import IO, Final

#: Runs a command beside a pipe that nobody writes to: it closes when whoever holds it is gone, and the whole group of
#: processes ends. A signal of the kernel's (prctl) would come when the thread that forked ends, which is too soon.
_WATCH: Final = '( "$@"; kill -TERM 0 ) & exec >/dev/null; cat; kill -TERM 0'


def tied(command: Sequence[str], stdout: int | IO[bytes] | None = None) -> subprocess.Popen[str]:
    """Start a command in a process group of its own, which ends with this process; what it writes is text."""
    return subprocess.Popen(
        ["sh", "-c", _WATCH, "sh", *command],
        stdin=subprocess.PIPE,
        stdout=stdout,
        text=True,
        start_new_session=True,
    )
