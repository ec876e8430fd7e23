from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import pytest

from bot.store import Store, StoreUnavailable
from bot.store.database.watched_file import WatchedFile
from tests.store.samples import wrote

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets us look")


def works(_: sqlite3.Connection) -> str:
    return "done"


def test_a_file_that_is_there_or_was_moved_is_written(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    path.touch()
    watched = WatchedFile(path)
    assert watched.guard(works) is works
    path.rename(tmp_path / "elsewhere.db")
    assert watched.guard(works) is works
    watched.close()
    assert watched.guard(works) is works


@pytest.mark.parametrize("how", ["deleted", "replaced"])
async def test_nothing_is_acknowledged_that_would_be_gone_at_the_next_start(sqlite_url: str, how: str) -> None:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    store = await Store.open(sqlite_url)
    await store.inbox.put([wrote("bonjour")])
    saved = path.with_name("saved.db")
    saved.hardlink_to(path)
    if how == "deleted":
        path.unlink()
    else:
        other = path.with_name("other.db")
        other.touch()
        other.replace(path)
    await store.inbox.put([wrote("merci")])  # it has a name yet: nothing is lost
    saved.unlink()
    with pytest.raises(StoreUnavailable, match="was deleted, or another file put in its place"):
        await store.inbox.put([wrote("au revoir")])
    await store.close()


@pytest.mark.parametrize("ending", ["-wal", "-shm"])
async def test_what_stood_beside_it_is_gone_and_all_that_was_taken_is_there(sqlite_url: str, ending: str) -> None:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    store = await Store.open(sqlite_url)
    await store.inbox.put([wrote("bonjour")])
    path.with_name(path.name + ending).unlink()
    with pytest.raises(StoreUnavailable, match=f"{ending} was deleted, .*; nothing is lost"):
        await store.inbox.put([wrote("merci")])
    other = await Store.open(sqlite_url)  # as the next start sees it, or a command
    assert await other.inbox.known(["42 bonjour", "42 merci"]) == {"42 bonjour"}
    await other.close()
    await store.close()
