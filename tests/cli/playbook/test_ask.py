"""`parcours ask`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.failure import Failure
from bot.cli.playbook.ask import ask_command

STORE = """\
store: Maison Moka
languages: [fr, en]
country: FR
timezone: Europe/Paris
currency: EUR
"""
ANSWERS = """\
- answer: delais
  question: Quels sont les délais de livraison ?
  also: [c'est livré quand, how long does delivery take, je reçois mon colis quand]
  say: Trois à cinq jours.
- answer: horaires
  question: Quels sont vos horaires ?
  also: [vous ouvrez à quelle heure, le magasin est ouvert le dimanche]
  say: De 10 h à 19 h.
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was computed of the answers once is there for the next question, as at a terminal."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def shop(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    (tmp_path / "flows" / "answers").mkdir(parents=True)
    (tmp_path / "flows" / "store.yaml").write_text(STORE, encoding="utf-8")
    (tmp_path / "flows" / "answers" / "faq.yaml").write_text(ANSWERS, encoding="utf-8")
    return tmp_path


def ask(*arguments: str, said: bytes = b"") -> Result:
    return CliRunner().invoke(ask_command, list(arguments), input=said, standalone_mode=False)


def test_a_question_is_answered_in_words(shop: Path) -> None:
    result = ask("c'est livré quand ?", "--playbook", str(shop))
    assert result.output.splitlines()[0] == "answered with delais (100% sure)"
    assert "Quels sont les délais de livraison ?" in result.output


def test_one_object_a_line_in_order_for_lines_of_standard_input(shop: Path) -> None:
    said = "c'est livré quand\n\nracontez-moi une blague\nvos horaires svp\n\xff\n".encode("utf-8", "replace")
    lines = [json.loads(line) for line in ask("-", "--playbook", str(shop), said=said).output.splitlines()]
    assert [line["question"] for line in lines[:4]] == [
        "c'est livré quand",
        "",
        "racontez-moi une blague",
        "vos horaires svp",
    ]
    assert [line["outcome"] for line in lines[:3]] == ["answer", "handover", "handover"]
    assert lines[0]["answer"] == "delais"
    assert lines[3]["candidates"][0]["answer"] == "horaires"
    for line in lines:
        assert set(line) == {"question", "outcome", "answer", "score", "candidates"}
        assert all(set(found) == {"answer", "score"} for found in line["candidates"])
        assert (line["answer"] is None) == (line["outcome"] != "answer")


def test_json_gives_the_object_of_one_question(shop: Path) -> None:
    line = json.loads(ask("vous ouvrez à quelle heure", "--json", "--playbook", str(shop), "--lang", "fr").output)
    assert (line["outcome"], line["answer"], line["score"]) == ("answer", "horaires", 1.0)


def test_bytes_that_are_no_text_are_read_all_the_same(shop: Path) -> None:
    lines = ask("-", "--playbook", str(shop), said=b"\xff\xfe livr\xe9 quand\n").output.splitlines()
    assert len(lines) == 1


def test_a_folder_without_a_playbook_is_said_so(tmp_path: Path) -> None:
    result = ask("bonjour", "--playbook", str(tmp_path))
    assert isinstance(result.exception, Failure)
    assert "flows/" in str(result.exception)
