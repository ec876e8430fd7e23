"""What holds customers' words is read by nobody else."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store import Store, migrate
from bot.store.database.private_file import make_private
from tests.store.samples import NOON


@pytest.fixture
def open_handed() -> Iterator[None]:
    """A umask that lets everybody read."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.usefixtures("open_handed")
def test_a_file_is_made_for_us_alone_and_one_that_is_there_stays(tmp_path: Path) -> None:
    make_private(tmp_path / "new")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o600
    (tmp_path / "old").write_text("kept")
    make_private(tmp_path / "old")
    assert (tmp_path / "old").read_text() == "kept"
    make_private(tmp_path / "nowhere" / "x")


@pytest.mark.usefixtures("open_handed")
async def test_a_database_its_log_and_its_copy_are(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    await migrate(url)
    store = await Store.open(url)
    await store.backup(tmp_path / "copy.db", NOON)
    made = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    await store.close()
    assert {"shop.db", "shop.db-wal", "copy.db"} <= set(made)
    assert set(made.values()) == {0o600}
