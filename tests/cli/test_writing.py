"""Files that a command is told to write, refused before the work."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.failure import Failure
from bot.cli.writing import in_a_folder, to_write
from tests.cli.installation.test_operations import Says, says
from tests.wiring.test_playbooks import a_playbook

__all__ = ["says"]

WRITERS = (
    ["chat", "--record"],
    ["test", "--junit"],
    ["draw", "journey", "-o"],
    ["backtest", "--html"],
    ["backup"],
    ["export", "1", "-o"],
)


def test_what_can_be_written_is_let_through(tmp_path: Path) -> None:
    to_write(None)
    to_write(tmp_path / "here.svg")
    in_a_folder(tmp_path / "here.svg")


@pytest.mark.parametrize(
    ("name", "said"),
    [("nowhere/x.svg", "there is no folder nowhere; make it, or name another"), ("", "name of the file to write is")],
)
def test_a_file_that_can_t_be_made_is_refused_before_the_work(says: Says, tmp_path: Path, name: str, said: str) -> None:
    a_playbook(tmp_path)
    for words in WRITERS:
        code, told, failed = says(*words, name)
        assert (code, told) == (2, ""), words
        assert said in failed, words


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="is a folder; name a file in it"):
        to_write(tmp_path)


def test_nothing_is_written_over_a_database(says: Says, tmp_path: Path) -> None:
    a_playbook(tmp_path)
    says("migrate")
    before = (tmp_path / "parcours.db").read_bytes()
    for words in WRITERS:
        code, told, failed = says(*words, "parcours.db")
        assert (code, told) == (2, ""), words
        assert failed.startswith("parcours: parcours.db is "), words
    assert (tmp_path / "parcours.db").read_bytes() == before
