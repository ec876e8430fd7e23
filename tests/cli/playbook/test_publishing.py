"""`parcours publish`, `versions` and `rollback`, on a database of their own."""

from pathlib import Path

from tests.cli.playbook_folders import FAILING, PASSING, parcours, write
from tests.studio.cafe import SOURCES


def test_a_playbook_is_published_changed_and_taken_back(tmp_path: Path) -> None:
    folder = write(tmp_path, a=PASSING)
    assert "Nothing was published yet" in parcours("versions", at=folder).stdout
    first = parcours("publish", "--note", "the first", at=folder)
    assert first.returncode == 0, first.stderr
    assert first.stdout.startswith("1 test: 1 passed\nPublished ")
    again = parcours("publish", at=folder)
    assert "is in use already; nothing changed" in again.stdout
    answer = folder / "flows" / "answers" / "delais.yaml"
    answer.write_text(answer.read_text().replace("3 à 5", "2 à 4"))
    assert " in place of " in parcours("publish", "--note", "faster", at=folder).stdout
    newest, oldest = parcours("versions", at=folder).stdout.splitlines()
    assert newest.startswith("* ")
    assert newest.endswith("faster")
    assert oldest.startswith("  ")
    back = parcours("rollback", oldest.split()[0][:6], at=folder)
    assert back.stdout.startswith(f"Went back to {oldest.split()[0]}, in place of {newest.split()[1]}.")
    assert parcours("versions", at=folder).stdout.splitlines()[1].startswith("* ")


def test_a_playbook_whose_tests_fail_is_not_published(tmp_path: Path) -> None:
    folder = write(tmp_path, a=PASSING, b=FAILING)
    done = parcours("publish", at=folder)
    assert done.returncode == 1
    assert "✗ Un café amer" in done.stdout
    assert done.stderr == "parcours: 1 of 2 tests fails, so nothing was published; mend it first\n"
    assert "Nothing was published yet" in parcours("versions", at=folder).stdout


def test_a_playbook_with_errors_is_not_published(tmp_path: Path) -> None:
    folder = write(tmp_path, {**SOURCES, "flows/store.yaml": "store: x\n"})
    done = parcours("publish", at=folder)
    assert done.returncode == 1
    assert "mend them first" in done.stderr


def test_a_version_that_is_not_there_is_refused(tmp_path: Path) -> None:
    done = parcours("rollback", "abcdef", at=write(tmp_path))
    assert done.returncode == 1
    assert done.stderr == "parcours: no published playbook is called abcdef; parcours versions lists them\n"
