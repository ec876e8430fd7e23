"""Reading a playbook's folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.playbook import load
from bot.playbook.compiled import Place
from bot.playbook.source import files
from tests.playbook.playbooks import STORE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "flows" / "answers").mkdir(parents=True)
    (tmp_path / "flows" / "store.yaml").write_text(STORE, encoding="utf-8")
    return tmp_path


def test_texts_are_read_and_pictures_are_kept_as_their_hash(folder: Path) -> None:
    (folder / "flows" / "a.jpg").write_bytes(b"\xff\xd8")
    (folder / "locales" / "en" / "LC_MESSAGES").mkdir(parents=True)
    (folder / "locales" / "en" / "LC_MESSAGES" / "flows.po").write_text("", encoding="utf-8")
    sources = files.read_folder(folder)
    assert sorted(sources) == ["flows/a.jpg", "flows/store.yaml", "locales/en/LC_MESSAGES/flows.po"]
    assert sources["flows/store.yaml"] == STORE
    assert len(sources["flows/a.jpg"]) == len("sha256:") + 64


def test_hidden_files_and_what_we_have_no_use_for_stay_out(folder: Path) -> None:
    for name in (".store.yaml.swp", ".hidden.yaml", "notes.docx", "script.py"):
        (folder / "flows" / name).write_text("x", encoding="utf-8")
    assert sorted(files.read_folder(folder)) == ["flows/store.yaml"]


def test_a_link_out_of_the_folder_is_not_followed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    (folder / "flows" / "answers" / "secret.txt").symlink_to(secret)
    assert "flows/answers/secret.txt" not in files.read_folder(folder)


def test_a_wrong_encoding_is_told_where_it_begins(folder: Path) -> None:
    (folder / "flows" / "policy.yaml").write_bytes("idle: 20 minutes\nx: réclamation".encode("cp1252"))
    (fault,) = load(folder).faults
    assert fault.place == Place("flows/policy.yaml", 2, 5)
    assert fault.message == "byte 0xe9 is not UTF-8; save the file with the encoding UTF-8"


def test_a_byte_order_mark_moves_no_column(folder: Path) -> None:
    (folder / "flows" / "policy.yaml").write_bytes(b"\xef\xbb\xbfidel: 3 days\n")
    (fault,) = load(folder).faults
    assert fault.place == Place("flows/policy.yaml", 1, 1)


def test_windows_line_ends_move_no_line(folder: Path) -> None:
    (folder / "flows" / "policy.yaml").write_bytes(b"idle: 3 days\r\nexpire: 3 days\r\n")
    (fault,) = load(folder).faults
    assert fault.place == Place("flows/policy.yaml", 2, 1)


@pytest.mark.parametrize(("name", "size"), [("policy.yaml", 300), ("answers/a.txt", 6_000)])
def test_a_file_beyond_its_size_is_told_and_not_read(folder: Path, name: str, size: int) -> None:
    (folder / "flows" / name).write_bytes(b"# x\n" * (size * 256))
    faults = load(folder).faults
    assert [fault.place.file for fault in faults] == [f"flows/{name}"]
    assert "split it into several" in faults[0].message


def test_a_list_of_examples_may_be_longer_than_a_yaml_file(folder: Path) -> None:
    (folder / "flows" / "answers" / "a.txt").write_bytes(b"un exemple\n" * 40_000)
    assert load(folder).playbook is not None


def test_too_many_files_are_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "FILES_LIMIT", 1)
    (folder / "flows" / "answers" / "a.txt").write_text("x", encoding="utf-8")
    assert len(files.read(folder).faults) == 1


def test_a_file_that_can_not_be_read_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "can't be read: Permission denied" in files.read(folder).faults[0].message


def test_the_shipped_playbook_is_found() -> None:
    assert (files.default_folder() / "flows" / "store.yaml").exists()
    assert all(catalogue.language for catalogue in files.shipped_catalogues().values())
