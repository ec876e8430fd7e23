"""Answers, offers and repair wordings."""

from __future__ import annotations

from tests.playbook.playbooks import ANSWERS, FLOW, flow, playbook

TEXT = """- answer: a
  question: Quoi ?
  also: { file: a.txt }
  say: Rien
  sms: Rien.
  tags: [delivery]
  then: order
"""


def test_an_answer_learns_from_a_file_beside_it() -> None:
    examples = "# une ligne, un exemple\nc’est quoi\n\n  quoi donc  \nQuoi ?\n"
    book = playbook({ANSWERS: TEXT, "flows/answers/a.txt": examples, FLOW: flow("  - stop: x")})
    answer = book.answers["a"]
    assert answer.examples == ("Quoi ?", "c’est quoi", "quoi donc")
    assert (answer.then, answer.tags, str(answer.place)) == ("order", ("delivery",), f"{ANSWERS}:1:3")
    assert answer.wording.sms is not None
    assert answer.label is not None
    assert answer.label.source == "Quoi ?"
