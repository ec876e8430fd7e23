"""Where tests keep their files: in memory, where the machine has enough of it to lend.

SQLite waits for the disk at each commit, as the program must; ten thousand tests with a file of their own wait for it a
third of their time. What is killed here is a process and never the machine, so the memory keeps what a disk would.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
#: Bytes that must be free in it: a whole run with a server of PostgreSQL takes less than one of these gigabytes.
ROOM = 4 * 1024**3


def free_memory() -> int:
    """Return the bytes that may be lent: what the folder still takes, and no more than the machine has."""
    lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    available = next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    return min(available, shutil.disk_usage(MEMORY).free)


def keep_files_in_memory() -> None:
    """Let this process and those that it starts make their temporary files there. Whoever named a place is obeyed."""
    if "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK | os.X_OK) or free_memory() < ROOM:
        return
    os.environ["TMPDIR"] = str(MEMORY)
    tempfile.tempdir = None  # asked for again
