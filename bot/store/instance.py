"""One instance on one SQLite file: the operating system's lock on a file beside it, given back even by `kill -9`."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from bot.store.faults import AlreadyRunning


class Instance:
    """The right to run on a file, for as long as it is held."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, database: Path) -> Instance:
        """Take the right to run on this database. Raises `AlreadyRunning`, with the other's process id where known."""
        path = database.with_name(database.name + ".lock")
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            other = os.read(descriptor, 32).decode("ascii", "replace").strip()
            os.close(descriptor)
            who = f" (process {other})" if other else ""
            raise AlreadyRunning(
                f"another instance{who} runs on {database}; stop it, or give this one another DATABASE_URL"
            ) from fault
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        return cls(descriptor)

    def give_back(self) -> None:
        os.close(self._descriptor)
