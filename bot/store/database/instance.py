"""One instance on one SQLite file: the operating system's lock on a file beside it, given back even by `kill -9`."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
from collections.abc import AsyncIterator
from pathlib import Path

from bot.store.database.faults import AlreadyRunning, StoreUnavailable


class Instance:
    """The right to run on a file, for as long as it is held."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, database: Path) -> Instance:
        """Take the right to run on this database. Raises `AlreadyRunning`, with the other's process id where known,
        `StoreUnavailable` where its file can't be locked.
        """
        path = database.with_name(database.name + ".lock")
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            other = os.read(descriptor, 32).decode("ascii", "replace").strip()
            os.close(descriptor)
            who = f" (process {other})" if other else ""
            raise AlreadyRunning(
                f"another instance{who} runs on {database}; stop it, or give this one another DATABASE_URL"
            ) from fault
        except OSError as fault:  # a file system without locks: nobody else need be there
            os.close(descriptor)
            raise StoreUnavailable(
                f"{path} can't be locked ({fault.strerror}); put the database on a file system that has locks"
            ) from fault
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        return cls(descriptor)

    def give_back(self) -> None:
        os.close(self._descriptor)


@contextlib.asynccontextmanager
async def in_turn(database: Path) -> AsyncIterator[None]:
    """Do something to this database that only one process does at a time: wait until the others have done it.

    Raises `StoreUnavailable` where the folder is missing or can't be written to.
    """
    path = database.with_name(database.name + ".migrating")
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as fault:
        raise StoreUnavailable(
            f"{database} can't be opened ({fault.strerror}); see the folder and its rights"
        ) from fault
    try:
        await asyncio.to_thread(fcntl.flock, descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
