"""`parcours draw`, as it is typed."""

import shutil
from pathlib import Path

import pytest

from tests.cli.playbook_folders import parcours, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path)


def test_without_a_file_it_prints_mermaid(folder: Path):
    done = parcours("draw", "coffee", at=folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith('---\ntitle: "Choisir un café"\n---\nflowchart TD\n')


@pytest.mark.parametrize(("name", "begins"), [("a.mmd", b"---\ntitle"), ("a.dot", b"digraph flow {")])
def test_text_is_written_into_a_file(folder: Path, name: str, begins: bytes):
    assert parcours("draw", "coffee", "-o", name, at=folder).returncode == 0
    assert (folder / name).read_bytes().startswith(begins)


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
@pytest.mark.parametrize(("name", "begins"), [("a.svg", b"<?xml"), ("a.png", b"\x89PNG")])
def test_graphviz_draws_into_a_file(folder: Path, name: str, begins: bytes):
    assert parcours("draw", "coffee", "-o", name, at=folder).returncode == 0
    assert (folder / name).read_bytes().startswith(begins)


def test_without_graphviz_one_line_says_what_to_do(folder: Path):
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
def test_wrong_usage_leaves_with_two(folder: Path, arguments: list[str], words: str):
    done = parcours("draw", *arguments, at=folder)
    assert done.returncode == 2
    assert words in done.stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("journey", "drawing the journey is not available in this version; name a flow, such as coffee"),
        ("touchpoints", "drawing the map of contacts is not available in this version"),
        ("cofee", "no flow is called cofee; did you mean `coffee`?"),
        ("zzz", "no flow is called zzz; "),
    ],
)
def test_what_can_not_be_drawn_is_one_line_that_says_what_can(folder: Path, name: str, said: str):
    done = parcours("draw", name, at=folder)
    assert done.returncode == 2
    assert done.stderr.startswith(f"parcours: {said}")
    assert done.stderr.count("\n") == 1
