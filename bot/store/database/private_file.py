"""Files that hold what customers said: for who runs the program alone, whatever the umask."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def make_private(path: Path) -> None:
    """Make an empty file there that others can't read. One that is there stays as it is, and where none can be made,
    whoever opens it next says so.
    """
    with contextlib.suppress(OSError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
