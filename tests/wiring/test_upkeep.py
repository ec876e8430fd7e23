"""Forgetting and copying."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.channels.files.file_shelf import FileShelf, packed_beside
from bot.store import StoreUnavailable
from bot.store.messages.record import Record
from bot.store.people.retention import Kept
from bot.wiring import upkeep
from bot.wiring.clock import now
from bot.wiring.installation import opened
from bot.wiring.upkeep import COPIES_KEPT, DAY, copying, forgetting, kept_by, learning_words, making_months
from tests.store.samples import NOON, wrote
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


async def test_a_folder_for_backups_that_takes_none_is_told_of_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "copies").touch()
    async with opened(settings_of(tmp_path), migrating=True, reader_of=None) as installation:
        with pytest.raises(StoreUnavailable, match="no backup could be made in "):
            await copying(installation.store, tmp_path / "copies").work()


async def test_where_photos_do_not_fit_the_database_is_copied_and_once_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, photos, at = tmp_path / "copies", tmp_path / "photos", now()
    FileShelf(photos).put("web/" + "a" * 32 + "/" + "b" * 32 + ".jpg", b"a photo")
    monkeypatch.setattr(upkeep, "now", lambda: at)
    in_the_way = packed_beside(folder / f"parcours-{at:%Y-%m-%d-%H%M}.db")
    in_the_way.with_name(in_the_way.name + ".unfinished").mkdir(parents=True)
    async with opened(settings_of(tmp_path), migrating=True, reader_of=None) as installation:
        with capture_logs() as logs:
            for _ in range(3):
                await copying(installation.store, folder, photos).work()
    assert [line["event"] for line in logs if line["log_level"] == "error"] == ["the backup has no photos and files"]
    assert len(list(folder.glob("*.db"))) == 1


async def test_forgetting_an_empty_database_does_nothing(tmp_path: Path) -> None:
    async with opened(settings_of(tmp_path), migrating=True, reader_of=None) as installation:
        with capture_logs() as logs:
            await forgetting(installation).work()
        assert await installation.store.customers.count() == 0
    [told] = [line for line in logs if line["event"] == "forgotten"]
    assert (told["transcript"], told["ledger"], told["people"], told["archived"]) == (0, 0, 0, 0)


async def test_what_is_done_once_a_day_is_done_however_often_the_program_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, start = tmp_path / "copies", now()
    async with opened(settings_of(tmp_path), migrating=True, reader_of=None) as installation:
        for hours in (0, 1, 23, 25):
            monkeypatch.setattr(upkeep, "now", lambda hours=hours: start + timedelta(hours=hours))
            await copying(installation.store, folder).work()
        assert len(list(folder.iterdir())) == 2
        monkeypatch.setattr(upkeep, "now", lambda: start - 3 * DAY)  # a clock that was wrong has been mended
        await copying(installation.store, folder).work()
    assert len(list(folder.iterdir())) == 3


async def test_a_clock_that_leaps_by_years_empties_no_shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(settings_of(tmp_path), migrating=True, reader_of=None) as installation:
        told = []
        for days in (0, 1, 4000, 2, 3, 100, 101):
            monkeypatch.setattr(upkeep, "now", lambda days=days: NOON + days * DAY)
            with capture_logs() as logs:
                await forgetting(installation).work()
            told += [line["event"].split(":")[0] for line in logs]
    assert told == [
        "forgotten",
        "forgotten",
        "nothing forgotten today",
        *["forgotten"] * 2,
        "nothing forgotten today",
        "forgotten",
    ]


async def test_the_policy_says_how_long_what_is_kept(tmp_path: Path) -> None:
    async with opened(settings_of(tmp_path), migrating=True, reader_of=None) as installation:
        assert kept_by(installation.playbook) == Kept()


async def test_there_are_no_months_to_make_on_sqlite(tmp_path: Path) -> None:
    async with opened(settings_of(tmp_path), migrating=True, reader_of=None) as installation:
        with capture_logs() as logs:
            await making_months(installation.store).work()
    assert not logs


async def test_photos_go_when_the_lines_that_show_them_go(tmp_path: Path) -> None:
    async with opened(settings_of(tmp_path), migrating=True, reader_of=None) as installation:
        assert installation.settings.photos is not None
        shelf = FileShelf(installation.settings.photos)
        old, new = (shelf.keep("1" * 32, name * 32, b"a photo") for name in "ab")
        file = shelf.path(old)
        assert file is not None
        os.utime(file, (0, 0))
        await forgetting(installation).work()
        assert shelf.path(old) is None
        assert shelf.path(new) is not None


async def test_a_daily_copy_has_its_photos_beside_it_and_takes_them_with_it(tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    for day in range(1, 10):
        (folder / f"parcours-2020-01-0{day}-0000.db").touch()
        packed_beside(folder / f"parcours-2020-01-0{day}-0000.db").touch()
    async with opened(settings_of(tmp_path), migrating=True, reader_of=None) as installation:
        photos = tmp_path / "shelf"
        FileShelf(photos).keep("1" * 32, "a" * 32, b"a photo")
        await copying(installation.store, folder, photos).work()
    copies = {path for path in folder.iterdir() if path.suffix == ".db"}
    assert len(copies) == COPIES_KEPT
    assert {path for path in folder.iterdir() if path.suffix == ".tar"} == {packed_beside(copy) for copy in copies}


async def test_what_was_said_is_learnt_by_the_clock(tmp_path: Path) -> None:
    async with opened(settings_of(tmp_path), migrating=True, reader_of=None) as installation:
        record = Record()
        record.heard("1", wrote("la buse fuit").event, 1)  # type: ignore[arg-type]
        await installation.store.database.transact(record.write)
        await learning_words(installation.store).work()
        rows = await installation.store.database.read(
            "SELECT rowid FROM transcript_words WHERE transcript_words MATCH 'buse'"
        )
        assert len(rows) == 1
