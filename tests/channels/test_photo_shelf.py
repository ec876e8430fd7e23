"""Photos on disk: whole or not there, in a visitor's own folder, under names of ours."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.channels import photo_shelf
from bot.channels.photo_shelf import PhotoShelf, ShelfFull, name_in, ref_of

LEA, TOM, PHOTO, OTHER = ("1" * 32), ("2" * 32), ("a" * 32), ("b" * 32)


def test_what_is_kept_is_found_by_its_reference(tmp_path: Path) -> None:
    shelf = PhotoShelf(tmp_path / "photos")
    ref = shelf.keep(LEA, PHOTO, b"a photo")
    assert ref == f"web/{LEA}/{PHOTO}.jpg"
    found = shelf.path(ref)
    assert found is not None
    assert found.read_bytes() == b"a photo"
    assert [file.name for file in found.parent.iterdir()] == [found.name]
    assert found.stat().st_mode & 0o077 == 0


def test_what_is_there_already_stays(tmp_path: Path) -> None:
    shelf = PhotoShelf(tmp_path)
    ref = shelf.keep(LEA, PHOTO, b"first")
    assert shelf.keep(LEA, PHOTO, b"second") == ref
    found = shelf.path(ref)
    assert found is not None
    assert found.read_bytes() == b"first"


@pytest.mark.parametrize(
    "ref",
    [
        f"web/{LEA}/{OTHER}.jpg",
        f"web/{LEA}/../{LEA}/{PHOTO}.jpg",
        f"web/{LEA.upper()}/{PHOTO}.png",
        "web/../../etc/passwd",
        "/etc/passwd",
        "",
        f"web/{LEA}/{PHOTO}.jpg\n",
        f"web/{LEA}/{PHOTO}.jpg\0",
    ],
)
def test_nothing_else_is_found(tmp_path: Path, ref: str) -> None:
    shelf = PhotoShelf(tmp_path)
    shelf.keep(LEA, PHOTO, b"a photo")
    assert shelf.path(ref) is None


@pytest.mark.parametrize("name", ["../x", "", "A" * 32, "a" * 31, "a" * 33])
def test_a_name_that_is_not_ours_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        PhotoShelf(tmp_path).keep(LEA, name, b"a photo")
    with pytest.raises(ValueError, match="no name"):
        PhotoShelf(tmp_path).keep(name, PHOTO, b"a photo")
    assert list(tmp_path.iterdir()) == []


def test_a_visitor_has_only_so_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo_shelf, "MOST", 1)
    shelf = PhotoShelf(tmp_path)
    shelf.keep(LEA, PHOTO, b"a photo")
    with pytest.raises(ShelfFull):
        shelf.keep(LEA, OTHER, b"another")
    shelf.keep(TOM, OTHER, b"somebody else's")


def test_a_disk_that_fails_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    shelf = PhotoShelf(tmp_path)
    with pytest.raises(OSError, match="No space"):
        shelf.keep(LEA, PHOTO, b"a photo")
    assert list((tmp_path / LEA).iterdir()) == []


def test_old_photos_are_forgotten(tmp_path: Path) -> None:
    shelf = PhotoShelf(tmp_path)
    old, new = shelf.keep(LEA, PHOTO, b"old"), shelf.keep(LEA, OTHER, b"new")
    file = shelf.path(old)
    assert file is not None
    os.utime(file, (0, 0))
    assert shelf.forget(datetime.now(UTC) - timedelta(days=1)) == 1
    assert shelf.path(old) is None
    assert shelf.path(new) is not None
    assert PhotoShelf(tmp_path / "never made").forget(datetime.now(UTC)) == 0


def test_a_reference_names_a_visitors_own_photo_or_none() -> None:
    assert name_in(ref_of(LEA, PHOTO), LEA) == PHOTO
    assert name_in(ref_of(LEA, PHOTO), TOM) is None
    assert name_in("AgACAgQAAxkBAAIB", LEA) is None


def test_all_of_a_visitor_are_forgotten_and_nobody_elses(tmp_path: Path) -> None:
    shelf = PhotoShelf(tmp_path)
    shelf.keep(LEA, PHOTO, b"1")
    shelf.keep(LEA, OTHER, b"2")
    theirs = shelf.keep(TOM, PHOTO, b"3")
    assert [shelf.forget_visitor(LEA), shelf.forget_visitor(LEA)] == [2, 0]
    assert shelf.path(theirs) is not None
    with pytest.raises(ValueError, match="no name"):
        shelf.forget_visitor("../x")
