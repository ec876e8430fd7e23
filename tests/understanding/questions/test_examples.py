"""What the matcher learns from."""

from pathlib import Path

from bot.playbook import load
from bot.understanding.questions.examples import Meaning, gathered, of_playbook
from bot.understanding.questions.small_talk import SMALL_TALK

ROOT = Path(__file__).parents[3]


def test_examples_of_one_meaning_stand_together_each_once() -> None:
    found = gathered(
        [(Meaning("answer", "a"), ["x", " x ", "y"]), (Meaning("answer", "b"), [" "]), (Meaning("flow", "c"), ["z"])]
    )
    assert found.texts == ("x", "y", "z")
    assert found.places == (0, 0, 1)
    assert [meaning.id for meaning in found.meanings] == ["a", "c"]


def test_an_example_of_two_meanings_is_exact_for_neither() -> None:
    found = gathered([(Meaning("answer", "a"), ["Le prix ?", "combien"]), (Meaning("answer", "b"), ["le prix"])])
    assert found.exact == {"combien": 0}


def test_a_playbooks_answers_flows_and_small_talk_are_learnt() -> None:
    playbook = load(ROOT).playbook
    assert playbook is not None
    found = of_playbook(playbook)
    kinds = {meaning.kind for meaning in found.meanings}
    assert kinds == {"answer", "flow", "small_talk"}
    assert {meaning.id for meaning in found.meanings if meaning.kind == "answer"} == set(playbook.answers)
    assert set(SMALL_TALK) <= set(found.texts)
