"""Photos on disk: whole or not there, in a visitor's own folder, under names of ours."""

from __future__ import annotations

import io
import os
import tarfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.channels.files import file_shelf
from bot.channels.files.file_shelf import FileShelf, ShelfFull, name_in, packed_beside, ref_of, ref_of_staff

LEA, TOM, PHOTO, OTHER = ("1" * 32), ("2" * 32), ("a" * 32), ("b" * 32)


def test_what_is_kept_is_found_by_its_reference(tmp_path: Path) -> None:
    shelf = FileShelf(tmp_path / "photos")
    ref = shelf.keep(LEA, PHOTO, b"a photo")
    assert ref == f"web/{LEA}/{PHOTO}.jpg"
    found = shelf.path(ref)
    assert found is not None
    assert found.read_bytes() == b"a photo"
    assert [file.name for file in found.parent.iterdir()] == [found.name]
    assert found.stat().st_mode & 0o077 == 0


def test_what_is_there_already_stays(tmp_path: Path) -> None:
    shelf = FileShelf(tmp_path)
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
    shelf = FileShelf(tmp_path)
    shelf.keep(LEA, PHOTO, b"a photo")
    assert shelf.path(ref) is None


@pytest.mark.parametrize("name", ["../x", "", "A" * 32, "a" * 31, "a" * 33])
def test_a_name_that_is_not_ours_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        FileShelf(tmp_path).keep(LEA, name, b"a photo")
    with pytest.raises(ValueError, match="no name"):
        FileShelf(tmp_path).keep(name, PHOTO, b"a photo")
    assert list(tmp_path.iterdir()) == []


def test_a_visitor_has_only_so_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_shelf, "MOST", 1)
    shelf = FileShelf(tmp_path)
    shelf.keep(LEA, PHOTO, b"a photo")
    with pytest.raises(ShelfFull):
        shelf.keep(LEA, OTHER, b"another")
    shelf.keep(TOM, OTHER, b"somebody else's")


def test_a_visitor_has_only_so_many_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_shelf, "ROOM", 10)
    shelf = FileShelf(tmp_path)
    shelf.keep(LEA, PHOTO, b"a film", "mov")
    with pytest.raises(ShelfFull):
        shelf.keep(LEA, OTHER, b"a long one", "mov")
    shelf.keep(LEA, OTHER, b"four", "m4a")


def test_a_disk_that_fails_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    shelf = FileShelf(tmp_path)
    with pytest.raises(OSError, match="No space"):
        shelf.keep(LEA, PHOTO, b"a photo")
    assert list((tmp_path / LEA).iterdir()) == []


def test_old_photos_are_forgotten(tmp_path: Path) -> None:
    shelf = FileShelf(tmp_path)
    old, new = shelf.keep(LEA, PHOTO, b"old"), shelf.keep(LEA, OTHER, b"new")
    file = shelf.path(old)
    assert file is not None
    os.utime(file, (0, 0))
    assert shelf.forget(datetime.now(UTC) - timedelta(days=1)) == 1
    assert shelf.path(old) is None
    assert shelf.path(new) is not None
    assert FileShelf(tmp_path / "never made").forget(datetime.now(UTC)) == 0


def test_a_reference_names_a_visitors_own_photo_or_none() -> None:
    assert name_in(ref_of(LEA, PHOTO), LEA) == f"{PHOTO}.jpg"
    assert name_in(ref_of(LEA, PHOTO, "mov"), LEA) == f"{PHOTO}.mov"
    assert name_in(ref_of(LEA, PHOTO), TOM) is None
    assert name_in("AgACAgQAAxkBAAIB", LEA) is None


def test_all_of_a_visitor_are_forgotten_and_nobody_elses(tmp_path: Path) -> None:
    shelf = FileShelf(tmp_path)
    shelf.keep(LEA, PHOTO, b"1")
    shelf.keep(LEA, OTHER, b"2")
    theirs = shelf.keep(TOM, PHOTO, b"3")
    assert [shelf.forget_owner(LEA), shelf.forget_owner(LEA)] == [2, 0]
    assert shelf.path(theirs) is not None
    assert [shelf.forget_owner(name) for name in ("../x", "*", "")] == [0, 0, 0]
    assert shelf.path(theirs) is not None


def test_what_staff_send_lies_beside_it_under_its_own_ending_and_is_told_whole(tmp_path: Path) -> None:
    shelf = FileShelf(tmp_path)
    ref = ref_of_staff(LEA, PHOTO, "pdf")
    shelf.put(ref, b"a bill")
    shelf.put(ref, b"another")
    file = shelf.path(ref)
    assert file is not None
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"a bill", 0o600)
    (file.parent / f"{PHOTO}.7.part").write_bytes(b"half of it")
    assert shelf.of(LEA) == [file]
    assert list(shelf.told([LEA, TOM, "none of ours"])) == [{"file": f"{LEA}/{PHOTO}.pdf", "content": "YSBiaWxs"}]
    shelf.forget_one(ref)
    shelf.forget_one("AgACAgQAAxkB")
    assert shelf.of(LEA) == []


def test_all_are_packed_in_one_file_and_put_back_as_old_as_they_were(tmp_path: Path) -> None:
    shelf, other = FileShelf(tmp_path / "here"), FileShelf(tmp_path / "there")
    refs = [shelf.keep(LEA, PHOTO, b"1"), shelf.keep(TOM, OTHER, b"2")]
    shelf.put(ref_of_staff(TOM, PHOTO, "docx"), b"3")
    before = shelf.path(refs[0])
    assert before is not None
    os.utime(before, (1_700_000_000, 1_700_000_000))
    archive = packed_beside(tmp_path / "copy.db")
    assert shelf.pack(archive) == 3
    assert archive.stat().st_mode & 0o077 == 0
    assert [other.unpack(archive), other.unpack(archive)] == [3, 0]
    after = other.path(refs[0])
    assert after is not None
    assert (after.read_bytes(), after.stat().st_mtime) == (b"1", 1_700_000_000)


def test_without_photos_there_is_no_file_and_an_old_one_goes(tmp_path: Path) -> None:
    archive = packed_beside(tmp_path / "copy.db")
    archive.write_bytes(b"of last time")
    assert FileShelf(tmp_path / "none").pack(archive) == 0
    assert not archive.exists()


@pytest.mark.parametrize("name", ["../evil.jpg", f"{LEA}/x.jpg", f"/{LEA}/{PHOTO}.jpg", f"{LEA}/{PHOTO}.jpg/.."])
def test_a_packed_name_that_is_none_of_ours_is_left_out(tmp_path: Path, name: str) -> None:
    archive = tmp_path / "forged.tar"
    with tarfile.open(archive, "w") as tar:
        member = tarfile.TarInfo(name)
        member.size = 1
        tar.addfile(member, io.BytesIO(b"x"))
    assert FileShelf(tmp_path / "shelf").unpack(archive) == 0
    assert not (tmp_path / "shelf").exists()
