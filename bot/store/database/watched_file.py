"""The database's file deleted, or another put in its place, under the program: what it writes then is nobody's.

The system keeps a deleted file for as long as somebody has it open, so nothing fails by itself: messages would be
acknowledged for days and be gone at the next start. Who writes asks here first. Until the program ends its file can
still be saved, from `/proc/PID/fd` on Linux, which alone lets us look (`O_PATH`: closing it gives up none of SQLite's
locks, as closing any other handle on the file would).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

_LOOKING: Final[int | None] = getattr(os, "O_PATH", None)
#: Does something with the writer's connection, in its thread.
Work = Callable[[sqlite3.Connection], Any]


class WatchedFile:
    """The file at `path`, as it was when this was made. One whose system counts no names of it is not watched."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle = os.open(path, _LOOKING) if _LOOKING is not None else None
        if self._handle is not None and self._has_no_name(self._handle):
            self.close()

    def guard(self, work: Work) -> Work:
        """Return the work, or what refuses it (`sqlite3.OperationalError`) where the file is gone."""
        return self._refuse if self._handle is not None and self._has_no_name(self._handle) else work

    def _has_no_name(self, handle: int) -> bool:
        return os.fstat(handle).st_nlink == 0

    def _refuse(self, _: sqlite3.Connection) -> Any:
        lost = f"{self._path} was deleted, or another file put in its place"
        raise sqlite3.OperationalError(f"{lost}; before you stop the program save /proc/{os.getpid()}/fd/*")

    def close(self) -> None:
        """Watch no more."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
