import asyncio
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from bot.store import AlreadyRunning, Store, StoreFault, migrate, restore
from tests.store.samples import NOON, plan, planned, wrote

ROOT = Path(__file__).resolve().parent.parent.parent.parent


async def test_a_backup_under_load_is_whole_and_what_was_to_be_sent_is_not_sent_again(
    sqlite_url: str, tmp_path: Path
) -> None:
    store = await Store.open(sqlite_url, alone=True)
    await plan(store, planned("queued"), planned("sending", chat=7))
    await store.outbox.claim(("telegram",), 1, NOON)
    writing = [store.inbox.put([wrote(str(n))]) for n in range(300)]
    await asyncio.gather(store.backup(tmp_path / "copy.db", NOON), *writing)
    await store.inbox.put([wrote("after")])
    await store.close()

    await restore(sqlite_url, tmp_path / "copy.db", NOON)
    store = await Store.open(sqlite_url, alone=True)
    assert await store.outbox.open_counts() == {"unknown": 2}
    assert [await store.outbox.resend_once(part, NOON) for part in await store.outbox.uncertain(NOON)] == [False, False]
    assert not await store.database.read("SELECT 1 FROM inbox WHERE id = '42 after'")
    await store.close()


async def test_a_database_in_use_is_not_replaced(sqlite_url: str, tmp_path: Path) -> None:
    store = await Store.open(sqlite_url, alone=True)
    await store.backup(tmp_path / "copy.db", NOON)
    with pytest.raises(AlreadyRunning):
        await restore(sqlite_url, tmp_path / "copy.db", NOON)
    await store.close()


@pytest.mark.parametrize("content", [b"not a database at all, only some words", b""])
async def test_a_file_that_is_no_backup_changes_nothing(sqlite_url: str, tmp_path: Path, content: bytes) -> None:
    store = await Store.open(sqlite_url)
    await store.inbox.put([wrote("kept")])
    await store.close()
    (tmp_path / "copy.db").write_bytes(content)
    with pytest.raises(StoreFault):
        await restore(sqlite_url, tmp_path / "copy.db", NOON)
    store = await Store.open(sqlite_url)
    assert await store.inbox.overdue(NOON) == 1
    await store.close()


async def test_a_backup_that_is_not_there_is_said_so(sqlite_url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreFault, match="there is no backup"):
        await restore(sqlite_url, tmp_path / "none.db", NOON)


async def written_meanwhile(path: Path, stop: threading.Event) -> None:
    def write() -> None:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=30)) as other:
            while not stop.wait(0.0005):  # without it nobody else ever has the lock
                other.execute("INSERT OR REPLACE INTO cursors (name, value) VALUES ('n', RANDOM())")

    await asyncio.to_thread(write)


async def test_a_copy_comes_to_its_end_while_another_process_writes_all_the_time(
    sqlite_url: str, tmp_path: Path
) -> None:
    store = await Store.open(sqlite_url)
    await store.inbox.put([wrote("x" * 100_000, id=str(n)) for n in range(200)])
    stop = threading.Event()
    writing = asyncio.create_task(written_meanwhile(Path(sqlite_url.removeprefix("sqlite:///")), stop))
    try:
        async with asyncio.timeout(60):
            await store.backup(tmp_path / "copy.db", NOON)
    finally:
        stop.set()
        await writing
    await store.close()
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("SELECT COUNT(*) FROM inbox").fetchone() == (200,)


async def test_a_file_that_is_no_database_is_no_backup(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database " * 100)
    with pytest.raises(StoreFault, match="is not a sound backup; nothing was changed"):
        await restore(sqlite_url, tmp_path / "notes.txt", NOON)


async def test_killed_before_the_copy_is_in_its_place_the_old_database_has_lost_nothing(
    sqlite_url: str, tmp_path: Path
) -> None:
    store = await Store.open(sqlite_url, alone=True)
    await store.backup(tmp_path / "copy.db", NOON)
    await store.close()
    path = sqlite_url.removeprefix("sqlite:///")
    code = (
        "import asyncio, os; from datetime import UTC, datetime; from bot.crash_points import arm;"
        "from bot.store import Store, restore; from tests.store.samples import wrote\n"
        f"async def die():\n store = await Store.open('sqlite:///{path}')\n"
        " await store.inbox.put([wrote('in the log only')])\n os._exit(7)\n"
        "asyncio.run(die())"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60, cwd=ROOT).returncode == 7
    assert Path(f"{path}-wal").stat().st_size
    code = (
        "import asyncio; from datetime import UTC, datetime; from bot.crash_points import arm;"
        "from pathlib import Path; from bot.store import restore; arm('restore.before_replace');"
        f"asyncio.run(restore('sqlite:///{path}', Path({str(tmp_path / 'copy.db')!r}), datetime.now(UTC)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60, cwd=ROOT).returncode == -9
    store = await Store.open(sqlite_url, alone=True)
    assert await store.inbox.overdue(NOON) == 1
    await store.close()


@pytest.mark.parametrize("name", ["shop.db", "shop.db-wal", "store.yaml", "shop.db.key"])
async def test_a_copy_takes_the_place_of_a_copy_alone(tmp_path: Path, name: str) -> None:
    for other in ("store.yaml", "shop.db.key"):
        (tmp_path / other).write_text("kept")
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    await migrate(url)
    store = await Store.open(url, alone=True)
    before = (tmp_path / name).read_bytes()
    try:
        with pytest.raises(StoreFault, match="is there already and is no backup; name another file"):
            await store.backup(tmp_path / name, NOON)
        assert (tmp_path / name).read_bytes() == before
        (tmp_path / "copy.db").touch()
        for _ in range(2):
            await store.backup(tmp_path / "copy.db", NOON)
    finally:
        await store.close()


async def test_a_database_is_not_its_own_backup(sqlite_url: str) -> None:
    await (await Store.open(sqlite_url)).close()
    with pytest.raises(StoreFault, match="is the database itself"):
        await restore(sqlite_url, Path(sqlite_url.removeprefix("sqlite:///")), NOON)
