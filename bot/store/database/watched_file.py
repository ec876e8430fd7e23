"""The database's files deleted, or others put in their place, under the program: what it writes then is nobody's.

The system keeps a deleted file for as long as somebody has it open, so nothing fails by itself: messages would be
acknowledged for days and be gone at the next start. Who writes asks here first. Linux alone lets us look (`O_PATH`:
closing it gives up none of SQLite's locks, as closing any other handle on the file would).

- The file itself: until the program ends it can be saved from `/proc/PID/fd`.
- Its log (`-wal`): what is there and not yet in the file is brought over at once, so nothing is lost.
- The log's index (`-shm`): the log is whole, but a command beside us makes an index of its own, and neither would see
  what the other writes.

After the last two the program must be started again: new names can't be given to what it has open.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

_LOOKING: Final[int | None] = getattr(os, "O_PATH", None)
_LOG: Final = "-wal"
#: Does something with the writer's connection, in its thread.
Work = Callable[[sqlite3.Connection], Any]


class WatchedFile:
    """The database at `path` and what SQLite keeps beside it, as they were when this was made. A file whose system
    counts no names of it is not watched."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handles = {
            ending: handle for ending in ("", _LOG, "-shm") if (handle := _watch(path, ending)) is not None
        }

    def guard(self, work: Work) -> Work:
        """Return the work, or what refuses it (`sqlite3.OperationalError`) where a file is gone."""
        for ending, handle in self._handles.items():
            if _has_no_name(handle):
                return partial(self._refuse, ending)
        return work

    def _refuse(self, ending: str, connection: sqlite3.Connection) -> Any:
        lost = f"{self._path}{ending} was deleted, or another file put in its place"
        if not ending:
            raise sqlite3.OperationalError(f"{lost}; before you stop the program save /proc/{os.getpid()}/fd/*")
        if ending == _LOG:
            connection.execute("PRAGMA wal_checkpoint(FULL)")
        raise sqlite3.OperationalError(f"{lost}; nothing is lost: stop the program and start it again")

    def close(self) -> None:
        """Watch no more."""
        while self._handles:
            os.close(self._handles.popitem()[1])


def _watch(path: Path, ending: str) -> int | None:
    if _LOOKING is None:
        return None
    try:
        handle = os.open(f"{path}{ending}", _LOOKING)
    except FileNotFoundError:
        return None
    if _has_no_name(handle):
        os.close(handle)
        return None
    return handle


def _has_no_name(handle: int) -> bool:
    return os.fstat(handle).st_nlink == 0
