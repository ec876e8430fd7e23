from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from bot.store.database import disk
from bot.store.database.disk import free, trouble


def test_a_folder_that_takes_files_is_as_it_was(tmp_path: Path) -> None:
    assert trouble(tmp_path) is None
    assert list(tmp_path.iterdir()) == []
    assert free(tmp_path) > 0


def test_a_folder_that_takes_none_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert trouble(tmp_path / "gone") == "nothing can be written there (No such file or directory)"

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    assert trouble(tmp_path) == "nothing can be written there (No space left on device)"
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_hangs_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    awake = threading.Event()
    monkeypatch.setattr(os, "fsync", lambda _: awake.wait(60))
    monkeypatch.setattr(disk, "PATIENCE", 0.1)
    assert "seconds for a small file" in str(trouble(tmp_path))
    awake.set()
