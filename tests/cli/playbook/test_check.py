"""`parcours check` and `parcours schema`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.cli.playbook.check import check_command, schema_command
from tests.playbook.playbooks import STORE, flow
from tests.playbook.test_building import MOKA


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    (tmp_path / "flows" / "conversations").mkdir(parents=True)
    (tmp_path / "flows" / "store.yaml").write_text(STORE, encoding="utf-8")
    conversation = flow("  - sya: x\n  - if: customer.phone and customer.email or customer.city\n    say: y")
    (tmp_path / "flows" / "conversations" / "a, b.yaml").write_text(conversation, encoding="utf-8")
    return tmp_path


def check(*arguments: str) -> Result:
    return CliRunner().invoke(check_command, list(arguments), standalone_mode=False)


def test_a_sound_playbook_ends_with_its_version_and_exit_code_0() -> None:
    result = check(str(MOKA))
    assert result.return_value == 0
    assert result.output.splitlines()[-1].endswith(": 3 flows, 2 answers")
    assert "warnings (--verbose lists each); version " in result.output


def test_faults_are_told_with_their_place_and_exit_code_1(broken: Path) -> None:
    result = check(str(broken))
    assert result.return_value == 1
    assert result.output.splitlines() == [
        "flows/conversations/a, b.yaml:6:43: warning: `and` beside `or`: `a and b or c` is read as `a and (b or c)`; "
        "write the brackets",
        "flows/conversations/a, b.yaml:5:5: error: `sya` is no verb; did you mean `say`?",
        "1 error, 1 warning; this playbook can't be used",
    ]


@pytest.fixture
def half_told(tmp_path: Path) -> Path:
    """A store of two languages whose texts are in one: three in one file, one in another."""
    (tmp_path / "flows" / "conversations").mkdir(parents=True)
    store = STORE.replace("languages: [fr]", "languages: [fr, en]")
    (tmp_path / "flows" / "store.yaml").write_text(store, encoding="utf-8")
    for name, texts in (("a", ("Un", "Deux", "Trois")), ("b", ("Quatre",))):
        steps = flow("\n".join(f"  - say: {text}" for text in texts)).replace("flow: order", f"flow: {name}")
        (tmp_path / "flows" / "conversations" / f"{name}.yaml").write_text(steps, encoding="utf-8")
    return tmp_path


def test_a_warning_that_a_file_has_many_of_stands_once_and_json_has_each(half_told: Path) -> None:
    *lines, last = check(str(half_told)).output.splitlines()
    lacking = [line.partition(": warning: ") for line in lines if "no translation" in line]
    assert [(where.partition(":")[0][-6:], said) for where, _, said in lacking] == [
        ("a.yaml", "no translation into en (and 2 more in this file)"),
        ("b.yaml", "no translation into en"),
    ]
    assert "warnings (--verbose lists each); " in last
    french = check(str(half_told), "--language", "fr").output
    assert "(et 2 autres dans ce fichier)" in french
    assert "(--verbose les donne une à une)" in french
    every = check(str(half_told), "--verbose").output
    assert every.count("no translation into en\n") == 4
    assert "--verbose" not in every
    assert check(str(half_told), "--format", "json").output.count("no translation into en") == 4


def test_json_is_one_array(broken: Path) -> None:
    result = check(str(broken), "--format", "json")
    assert result.return_value == 1
    assert [fault for fault in json.loads(result.output) if fault["severity"] == "error"] == [
        {
            "file": "flows/conversations/a, b.yaml",
            "line": 5,
            "column": 5,
            "severity": "error",
            "message": "`sya` is no verb; did you mean `say`?",
        }
    ]


def test_json_of_a_sound_playbook_without_warnings_is_an_empty_array(tmp_path: Path) -> None:
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "store.yaml").write_text(STORE, encoding="utf-8")
    assert json.loads(check(str(tmp_path), "--format", "json").output) == []


def test_github_gets_annotations_with_the_repositorys_paths(broken: Path) -> None:
    line = check(str(broken), "--format", "github").output.splitlines()[0]
    file = f"{broken.as_posix()}/flows/conversations/a%2C b.yaml"
    assert line == f"::error file={file},line=5,col=5::`sya` is no verb; did you mean `say`?"


def test_a_percent_sign_is_escaped_for_github(broken: Path) -> None:
    (broken / "flows" / "conversations" / "a, b.yaml").write_text(flow("  - stop: 100%"), encoding="utf-8")
    assert "`100%25` is not a name" in check(str(broken), "--format", "github").output


@pytest.mark.parametrize("arguments", [["nowhere"], ["."]])
def test_wrong_usage_is_one_line_and_exit_code_2(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as left:
        main(["check", *arguments])
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith("parcours: there is no ")
    assert said.count("\n") == 1


def test_the_folder_is_the_playbook_setting_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYBOOK", str(MOKA))
    assert check().return_value == 0


def test_schema_prints_all_kinds_or_one() -> None:
    whole = json.loads(CliRunner().invoke(schema_command, []).output)
    assert {"store", "policy", "conversation", "answers", "tests"} <= whole["$defs"].keys()
    one = json.loads(CliRunner().invoke(schema_command, ["answers"]).output)
    assert one["$ref"] == "#/$defs/answers"


def test_schema_of_a_kind_that_there_is_not_is_wrong_usage() -> None:
    assert CliRunner().invoke(schema_command, ["nothing"]).exit_code == 2


def test_faults_are_said_in_french_on_a_french_terminal_or_where_asked(
    broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    english = check(str(broken), "--language", "en").output.splitlines()
    french = check(str(broken), "--language", "fr").output.splitlines()
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert check(str(broken)).output.splitlines() == french
    assert "erreur\u00a0: `sya` n’est pas un verbe\u202f; vouliez-vous dire `say`\u202f?" in french[-2]
    assert french[-1].endswith("; ce playbook ne peut pas servir")
    assert [line.split(": ")[0] for line in english[:-1]] == [line.split(": ")[0] for line in french[:-1]]
    assert "is no verb" in check(str(broken), "--format", "json").output, "what programs read stays as it was"


def test_errors_stand_at_the_end_where_fifty_warnings_do_not_hide_them(broken: Path) -> None:
    (broken / "flows" / "store.yaml").write_text(STORE.replace("languages: [fr]", "languages: [fr, en]"))
    (broken / "flows" / "segments.yaml").write_text("- { segment: z, title: Fidèles, if: customer.orders_count > 3 }\n")
    told = [line.split(": ")[1] for line in check(str(broken)).output.splitlines()[:-1]]
    assert set(told) == {"warning", "error"}
    assert told == sorted(told, reverse=True)
