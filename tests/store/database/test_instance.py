import errno
import fcntl
from pathlib import Path

import pytest

from bot.store.database.faults import AlreadyRunning, StoreUnavailable
from bot.store.database.instance import Instance


def test_the_right_to_run_is_had_once_and_can_be_given_back(tmp_path: Path) -> None:
    first = Instance.take(tmp_path / "x.db")
    with pytest.raises(AlreadyRunning, match=r"another instance \(process \d+\) runs on"):
        Instance.take(tmp_path / "x.db")
    first.give_back()
    Instance.take(tmp_path / "x.db").give_back()


def test_two_databases_are_two_rights(tmp_path: Path) -> None:
    one, two = Instance.take(tmp_path / "one.db"), Instance.take(tmp_path / "two.db")
    one.give_back()
    two.give_back()


def test_a_file_system_without_locks_is_no_other_instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_descriptor: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(StoreUnavailable, match=r"can't be locked \(No locks available\)"):
        Instance.take(tmp_path / "x.db")
