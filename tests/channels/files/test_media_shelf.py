from pathlib import Path

import pytest

from bot.channels.files.file_shelf import FileShelf, ref_of_staff
from bot.channels.files.media_shelf import LARGEST_UPLOAD, MediaShelf

PUBLIC = "https://bot.example.com"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "shelf" / "machines").mkdir(parents=True)
    (tmp_path / "shelf" / "machines" / "aroma 2.jpg").write_bytes(b"jpg")
    (tmp_path / "secret.key").write_text("secret")
    return tmp_path / "shelf"


def test_a_file_of_the_playbook_has_a_path_and_an_address(folder: Path) -> None:
    shelf = MediaShelf(folder, PUBLIC)
    assert shelf.path("machines/aroma 2.jpg") == folder / "machines" / "aroma 2.jpg"
    assert shelf.url("machines/aroma 2.jpg") == "https://bot.example.com/media/machines/aroma%202.jpg"


def test_an_address_stays_one_and_has_no_path(folder: Path) -> None:
    shelf = MediaShelf(folder, PUBLIC)
    assert shelf.url("https://cdn.example.com/a.jpg") == "https://cdn.example.com/a.jpg"
    assert shelf.path("https://cdn.example.com/a.jpg") is None


@pytest.mark.parametrize(
    "ref", ["../secret.key", "machines/../../secret.key", "/etc/hostname", "missing.jpg", "machines", ""]
)
def test_nothing_outside_the_folder_is_reached(folder: Path, ref: str) -> None:
    shelf = MediaShelf(folder, PUBLIC)
    assert shelf.path(ref) is None
    assert shelf.url(ref) is None


def test_without_a_public_address_a_file_can_only_be_uploaded(folder: Path) -> None:
    shelf = MediaShelf(folder)
    assert shelf.url("machines/aroma 2.jpg") is None
    assert shelf.path("machines/aroma 2.jpg") is not None
    assert MediaShelf().path("machines/aroma 2.jpg") is None


def test_a_file_too_large_to_upload_is_left_out(folder: Path) -> None:
    with (folder / "film.mp4").open("wb") as file:
        file.truncate(LARGEST_UPLOAD + 1)
    assert MediaShelf(folder).path("film.mp4") is None


def test_what_staff_attached_has_a_path_and_no_address_but_its_own(folder: Path, tmp_path: Path) -> None:
    kept = FileShelf(tmp_path / "kept")
    ref = ref_of_staff("c" * 32, "d" * 32, "pdf")
    kept.put(ref, b"a bill")
    shelf = MediaShelf(folder, PUBLIC, kept)
    assert shelf.path(ref) == kept.path(ref)
    assert shelf.url(ref) is None
    assert MediaShelf(folder, PUBLIC).path(ref) is None


def test_a_name_that_no_file_can_have_is_no_fault(folder: Path) -> None:
    shelf = MediaShelf(folder, "https://shop.example")
    assert [shelf.path(ref) for ref in ("a" * 5000, "a\x00b")] == [None, None]
