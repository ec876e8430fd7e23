"""Forgetting and copying."""

from __future__ import annotations

import os
from pathlib import Path

from bot.channels.photo_shelf import PhotoShelf
from bot.wiring.installation import opened
from bot.wiring.upkeep import COPIES_KEPT, copying, forgetting
from tests.wiring.test_installation import settings_of


async def test_copies_are_made_and_the_oldest_go(tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    for day in range(1, 10):
        (folder / f"parcours-2020-01-0{day}-0000.db").touch()
    async with opened(settings_of(tmp_path), migrating=True, reader_of=None) as installation:
        await copying(installation.store, folder).work()
    kept = sorted(path.name for path in folder.iterdir())
    assert len(kept) == COPIES_KEPT
    assert (folder / kept[-1]).stat().st_size > 0
    assert kept[0] == "parcours-2020-01-04-0000.db"


async def test_forgetting_an_empty_database_does_nothing(tmp_path: Path) -> None:
    async with opened(settings_of(tmp_path), migrating=True, reader_of=None) as installation:
        await forgetting(installation).work()
        assert await installation.store.customers.count() == 0


async def test_photos_go_when_the_lines_that_show_them_go(tmp_path: Path) -> None:
    async with opened(settings_of(tmp_path), migrating=True, reader_of=None) as installation:
        assert installation.settings.photos is not None
        shelf = PhotoShelf(installation.settings.photos)
        old, new = (shelf.keep("1" * 32, name * 32, b"a photo") for name in "ab")
        file = shelf.path(old)
        assert file is not None
        os.utime(file, (0, 0))
        await forgetting(installation).work()
        assert shelf.path(old) is None
        assert shelf.path(new) is not None
