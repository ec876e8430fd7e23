"""Finding a playbook's folder, and what stands in the way of using it."""

from pathlib import Path

import pytest

from bot.cli.failure import Failure
from bot.cli.playbook import reading
from bot.cli.playbook.playbooks import checked_playbook, folder_of
from tests.cli.playbook_folders import parcours, write
from tests.studio.cafe import SOURCES


def test_the_folder_is_the_one_named_else_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path)
    assert folder_of(tmp_path) == tmp_path
    monkeypatch.setenv("PLAYBOOK", str(tmp_path))
    assert folder_of(None) == tmp_path


def test_a_folder_without_flows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="there is no flows/"):
        folder_of(tmp_path)


@pytest.mark.parametrize("command", ["check", "test", "publish", "backtest"])
@pytest.mark.parametrize("settings", [{}, {"PLAYBOOK": "."}])
def test_who_judges_or_changes_is_never_green_on_another_playbook(
    tmp_path: Path, command: str, settings: dict[str, str]
) -> None:
    done = parcours(command, at=tmp_path, **settings)
    assert (done.returncode, done.stdout) == (2, "")
    said = f"parcours: there is no flows/ in {tmp_path}; name the folder that holds it, or set PLAYBOOK to it\n"
    assert done.stderr == said
    assert not list(tmp_path.iterdir())  # no database was made on the way


@pytest.mark.parametrize(
    "command", ["check", "test", "publish", "backtest", "chat", "ask Quand --playbook", "draw journey --playbook"]
)
@pytest.mark.parametrize("named", [".", "nowhere"])
def test_a_folder_that_was_named_and_holds_no_flows_is_wrong_usage(tmp_path: Path, command: str, named: str) -> None:
    done = parcours(*command.split(), named, at=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"parcours: there is no flows/ in {named}; name the folder that holds it\n"


@pytest.mark.parametrize("command", [["chat"], ["draw", "journey"], ["ask", "Vous livrez en combien de temps ?"]])
def test_who_only_shows_takes_the_example_store_and_says_so(
    tmp_path: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        reading, "embedder", lambda: None
    )  # by its words alone: embedding all its answers takes its time
    done = parcours(*command, at=tmp_path, XDG_CACHE_HOME=str(tmp_path))
    assert done.returncode == 0
    assert done.stderr == "parcours: this is the example store; put your own flows/ here, or set PLAYBOOK\n"


def test_a_playbook_comes_with_its_files(tmp_path: Path) -> None:
    playbook, sources = checked_playbook(write(tmp_path))
    assert sources == SOURCES
    assert set(playbook.flows) == {"coffee", "reminder", "stock"}


@pytest.mark.parametrize(("name", "words"), [("delais.yaml", "an error"), ("autre.yaml", "2 errors")])
def test_errors_are_printed_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, words: str
) -> None:
    # Whether the answer is broken or there twice, each mistake is told.
    write(
        tmp_path,
        {**SOURCES, f"flows/answers/{name}": "- { answer: delais, question: Quand ?, say: Demain., oops: 1 }\n"},
    )
    with pytest.raises(Failure, match=words) as caught:
        checked_playbook(tmp_path)
    assert caught.value.code == 1
    assert "flows/answers/" in capsys.readouterr().err
