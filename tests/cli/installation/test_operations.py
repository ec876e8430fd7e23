"""For whoever runs an installation."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.channels.files.file_shelf import FileShelf
from bot.cli.installation.operations import shown
from bot.cli.program import main
from bot.settings import Settings, read_settings
from tests.wiring.test_playbooks import a_playbook

Says = Callable[..., tuple[int, str, str]]


@pytest.fixture
def says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Says:
    """Run a command in an empty folder; return its exit code and what it said."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(list(words))
        told = capsys.readouterr()
        return int(left.value.code or 0), told.out, told.err

    return run


def test_migrate_makes_the_database_and_may_be_run_again(says: Says) -> None:
    assert says("migrate")[0] == 0
    code, told, _ = says("migrate")
    assert code == 0
    assert "The database has schema" in told


def test_a_backup_is_a_whole_database_and_goes_back_in_its_place(says: Says, tmp_path: Path) -> None:
    says("migrate")
    code, told, _ = says("backup", "copy.db")
    assert code == 0, told
    with sqlite3.connect(tmp_path / "copy.db") as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    (tmp_path / "parcours.db").unlink()
    assert says("restore", "copy.db")[0] == 0
    assert (tmp_path / "parcours.db").exists()


def test_there_is_nothing_to_back_up_where_there_is_no_database(says: Says, tmp_path: Path) -> None:
    code, _, told = says("backup", "copy.db")
    assert code == 2
    assert "there is no database at parcours.db" in told
    assert not (tmp_path / "copy.db").exists()


def test_a_file_that_is_no_backup_changes_nothing(says: Says, tmp_path: Path) -> None:
    says("migrate")
    before = (tmp_path / "parcours.db").read_bytes()
    (tmp_path / "letter.txt").write_text("Chère Léa")
    code, _, told = says("restore", "letter.txt")
    assert code == 1
    assert told.startswith("parcours: ")
    assert (tmp_path / "parcours.db").read_bytes() == before


def test_a_backup_that_is_not_there_is_wrong_usage(says: Says) -> None:
    code, _, told = says("restore", "none.db")
    assert (code, "there is no backup at none.db" in told) == (2, True)


def test_doctor_looks_at_everything(says: Says, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYBOOK", str(a_playbook(tmp_path / "shop")))
    code, told, _ = says("doctor")
    assert code == 0, told
    assert not list(tmp_path.glob("parcours.db*")), "doctor changes nothing"
    for subject in ("playbook", "database", "PUBLIC_URL", "holidays", "web chat", "Telegram is off", "Twilio is off"):
        assert subject in told
    monkeypatch.setenv("PLAYBOOK", str(a_playbook(tmp_path / "broken", "sotre: x\n")))
    code, told, _ = says("doctor")
    assert code == 1
    assert "parcours check lists them" in told


def test_settings_are_shown_with_their_origin_and_secrets_are_not(says: Says, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "123456789:AAcanarycanarycanary")
    monkeypatch.setenv("DATABASE_URL", "postgresql://shop:canary@db/parcours")
    monkeypatch.setenv("SECRET_KEY", "canary" * 8)
    code, told, _ = says("settings")
    assert code == 0
    assert "canary" not in told
    assert "DATABASE_URL=postgresql://shop:…@db/parcours  (environment)" in told
    assert "PORT=8000  (default)" in told
    assert all(field.description and field.description in told for field in Settings.model_fields.values())


def test_a_password_without_a_user_is_hidden_too() -> None:
    assert shown("postgresql://:secret@db/shop", "database_url") == "postgresql://:…@db/shop"
    assert shown("sqlite:///a@b.db", "host") == "sqlite:///a@b.db"
    assert shown(read_settings().public_url, "public_url") == ""


def test_a_backup_holds_the_photos_and_a_restore_puts_them_back(says: Says, tmp_path: Path) -> None:
    says("migrate")
    shelf = FileShelf(tmp_path / "parcours.db.photos")
    ref = shelf.keep("1" * 32, "a" * 32, b"photo")
    assert "Photos and files: 1, packed in copy.db.photos.tar" in says("backup", "copy.db")[1]
    shelf.forget_owner("1" * 32)
    assert "Photos and files put back: 1." in says("restore", "copy.db")[1]
    assert shelf.path(ref) is not None
    (tmp_path / "copy.db.photos.tar").write_bytes(b"torn")
    code, _, told = says("restore", "copy.db")
    assert (code, "its photos are not" in told) == (1, True)
