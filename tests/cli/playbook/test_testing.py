"""`parcours test`, as it is typed."""

from pathlib import Path
from xml.etree.ElementTree import parse

import pytest

from tests.cli.playbook_folders import FAILING, PASSING, parcours, spawned, write
from tests.studio.cafe import SOURCES


def test_tests_that_pass_leave_with_zero_and_tell_what_is_not_reached(tmp_path: Path) -> None:
    done = parcours("test", at=write(tmp_path, a=PASSING))
    assert done.returncode == 0, done.stderr
    assert "✓ Un café doux" in done.stdout
    assert "1 test: 1 passed" in done.stdout
    assert "of 15 steps" in done.stdout
    assert "flows/conversations/coffee.yaml:11:5: coffee, branch Corsé" in done.stdout
    assert "\x1b[" not in done.stdout
    assert done.stderr == ""


def test_a_test_that_fails_leaves_with_one_and_shows_its_transcript(tmp_path: Path) -> None:
    done = parcours("test", tmp_path, "--junit", tmp_path / "report.xml", at=write(tmp_path, a=PASSING, b=FAILING))
    assert done.returncode == 1
    assert "✗ Un café amer  (flows/tests/b.yaml:1:3)" in done.stdout
    assert "expected  contains “Robusta”" in done.stdout
    assert "heard     “Le Yirgacheffe est tout en douceur.”" in done.stdout
    assert "2 tests: 1 passed, 1 failed" in done.stdout
    assert parse(tmp_path / "report.xml").getroot().get("failures") == "1"


def test_a_word_chooses_tests_by_name_or_file_and_leaves_coverage_out(tmp_path: Path) -> None:
    done = parcours("test", "-k", "DOUX", "-v", at=write(tmp_path, a=PASSING, b=FAILING))
    assert done.returncode == 0
    assert "1 test: 1 passed" in done.stdout
    assert "bot      Bonjour Léa !" in done.stdout
    assert "reached" not in done.stdout


def test_a_process_of_its_own_leaves_with_the_same_code(tmp_path: Path) -> None:
    """That of a failed test; a process that leaves with 0 is in `test_chat`."""
    done = spawned("test", at=write(tmp_path, a=PASSING, b=FAILING))
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr


def test_a_playbook_without_tests_says_so(tmp_path: Path) -> None:
    done = parcours("test", at=write(tmp_path))
    assert (done.returncode, "no tests: flows/tests/ holds none" in done.stdout) == (0, True)


def test_a_word_that_no_test_has_is_no_pass(tmp_path: Path) -> None:
    done = parcours("test", "-k", "panier", at=write(tmp_path, a=PASSING))
    assert (done.returncode, done.stdout) == (1, "")
    assert "parcours: no test has “panier” in its name or file; parcours test alone runs all 1" in done.stderr


def test_a_playbook_with_errors_is_not_tested(tmp_path: Path) -> None:
    broken = {**SOURCES, "flows/answers/delais.yaml": "- answer: delais\n"}
    done = parcours("test", at=write(tmp_path, broken, a=PASSING))
    assert done.returncode == 1
    assert "flows/answers/delais.yaml:1:" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("parcours: the playbook in ")
    assert "Traceback" not in done.stderr


def test_a_line_that_means_nothing_is_told_with_its_place(tmp_path: Path) -> None:
    done = parcours("test", at=write(tmp_path, a="test: a\nsteps: [ { event: { x.b: 3 } } ]\n"))
    assert done.returncode == 1
    assert "flows/tests/a.yaml:2:10: an event is its name" in done.stderr


@pytest.mark.parametrize("arguments", [["nowhere"], ["--format", "x"], ["."]])
def test_wrong_usage_leaves_with_two(tmp_path: Path, arguments: list[str]) -> None:
    done = parcours("test", *arguments, at=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("parcours: ")
    assert len(done.stderr.splitlines()) == 1


def test_its_help_has_an_example(tmp_path: Path) -> None:
    assert "Example: parcours test" in parcours("test", "--help", at=tmp_path).stdout
