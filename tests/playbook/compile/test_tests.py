"""The names that tests mention."""

from __future__ import annotations

from tests.playbook.playbooks import draft

TEXT = """test: a
customer: { language: fr }
steps:
  - bot: { flow: order, offers: [aroma] }
  - expect: { stage: decision, handed_over: magasin, outcome: done }
"""


def test_what_a_test_mentions_is_noted() -> None:
    made = draft({"flows/tests/a.yaml": TEXT})
    assert [(mention.kind, mention.name) for mention in made.mentions] == [
        ("language", "fr"),
        ("flow", "order"),
        ("offer", "aroma"),
        ("stage", "decision"),
        ("team", "magasin"),
    ]
    assert [test.source.test for test in made.tests] == ["a"]
