"""`parcours draw`, as it is typed."""

import shutil
from pathlib import Path

import pytest

from tests.cli.playbook_folders import parcours, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path)


def test_without_a_file_it_prints_mermaid(folder: Path) -> None:
    done = parcours("draw", "coffee", at=folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith('---\ntitle: "Choisir un café"\n---\nflowchart TD\n')


@pytest.mark.parametrize(("name", "begins"), [("a.mmd", b"---\ntitle"), ("a.dot", b"digraph flow {")])
def test_text_is_written_into_a_file(folder: Path, name: str, begins: bytes) -> None:
    assert parcours("draw", "coffee", "-o", name, at=folder).returncode == 0
    assert (folder / name).read_bytes().startswith(begins)


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
@pytest.mark.parametrize(("name", "begins"), [("a.svg", b"<?xml"), ("a.png", b"\x89PNG")])
def test_graphviz_draws_into_a_file(folder: Path, name: str, begins: bytes) -> None:
    assert parcours("draw", "coffee", "-o", name, at=folder).returncode == 0
    assert (folder / name).read_bytes().startswith(begins)


def test_without_graphviz_one_line_says_what_to_do(folder: Path) -> None:
    done = parcours("draw", "coffee", "-o", "a.svg", at=folder, PATH="/nonexistent")
    assert done.returncode == 1
    assert done.stderr == (
        "parcours: SVG and PNG need Graphviz; install it (apt install graphviz), or write .mmd or .dot\n"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["coffe"], "no flow is called coffe; did you mean `coffee`?"),
        (["coffee", "-o", "a.gif"], "a drawing ends in .svg, .png, .mmd or .dot, not .gif"),
        (["coffee", "-o", "a"], "not nothing"),
        ([], "FLOW"),
    ],
)
def test_wrong_usage_leaves_with_two(folder: Path, arguments: list[str], words: str) -> None:
    done = parcours("draw", *arguments, at=folder)
    assert done.returncode == 2
    assert words in done.stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("journye", "no flow is called journye; did you mean `journey`?"),
        ("cofee", "no flow is called cofee; did you mean `coffee`?"),
        ("zzz", "no flow is called zzz; "),
    ],
)
def test_what_can_not_be_drawn_is_one_line_that_says_what_can(folder: Path, name: str, said: str) -> None:
    done = parcours("draw", name, at=folder)
    assert done.returncode == 2
    assert done.stderr.startswith(f"parcours: {said}")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("what", ["journey", "touchpoints"])
@pytest.mark.parametrize(("name", "begins"), [("a.svg", b"<svg"), ("a.png", b"\x89PNG"), ("a.mmd", b"flowchart LR")])
def test_maps_are_drawn_without_a_database_and_without_graphviz(
    folder: Path, what: str, name: str, begins: bytes
) -> None:
    done = parcours("draw", what, "-o", name, at=folder, PATH="/nonexistent")
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / name).read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--only", "purchas"], "no journey is called purchas; did you mean `purchase`?"),
        (["--only", "x"], "no journey is called x; known: purchase"),
        (["--since", "soon"], "--since soon is no number of days; write 30d or 365d"),
        (["-o", "a.dot"], "this drawing ends in .svg, .png or .mmd, not .dot"),
    ],
)
def test_a_map_that_can_not_be_drawn_is_one_line(folder: Path, arguments: list[str], words: str) -> None:
    done = parcours("draw", "journey", *arguments, at=folder)
    assert done.returncode == 2
    assert words in done.stderr


def test_a_database_gives_the_map_its_figures(folder: Path) -> None:
    assert parcours("migrate", at=folder).returncode == 0
    done = parcours("draw", "journey", "--lang", "en", at=folder)
    assert "0 customers" in done.stdout, done.stderr
    assert "0 customers" not in parcours("draw", "journey", "--bare", at=folder).stdout
