"""Finding a playbook's folder, and what stands in the way of using it."""

from pathlib import Path

import pytest

from bot.cli.failure import Failure
from bot.cli.playbooks import checked_playbook, folder_of
from tests.cli.playbook_folders import write
from tests.studio.cafe import SOURCES


def test_the_folder_is_the_one_named_else_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write(tmp_path)
    assert folder_of(tmp_path) == tmp_path
    monkeypatch.setenv("PLAYBOOK", str(tmp_path))
    assert folder_of(None) == tmp_path


def test_a_folder_without_flows_is_refused(tmp_path: Path):
    with pytest.raises(Failure, match="there is no flows/"):
        folder_of(tmp_path)


def test_a_playbook_comes_with_its_files(tmp_path: Path):
    playbook, sources = checked_playbook(write(tmp_path))
    assert sources == SOURCES
    assert set(playbook.flows) == {"coffee", "reminder", "stock"}


@pytest.mark.parametrize(("name", "words"), [("delais.yaml", "an error"), ("autre.yaml", "2 errors")])
def test_errors_are_printed_and_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, words: str):
    # Whether the answer is broken or there twice, each mistake is told.
    write(
        tmp_path,
        {**SOURCES, f"flows/answers/{name}": "- { answer: delais, question: Quand ?, say: Demain., oops: 1 }\n"},
    )
    with pytest.raises(Failure, match=words) as caught:
        checked_playbook(tmp_path)
    assert caught.value.code == 1
    assert "flows/answers/" in capsys.readouterr().err
