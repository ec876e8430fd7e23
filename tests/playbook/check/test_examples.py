"""What the matcher can learn from."""

from __future__ import annotations

import pytest

from bot.playbook.check.examples import confusable_examples, few_examples, untitled_flows
from tests.playbook.check.cases import Case, prove
from tests.playbook.playbooks import ANSWERS, FLOW, draft, flow

GOOD = "- answer: a\n  question: Quoi ?\n  also: [c’est quoi, quoi donc]\n  say: Rien\n"

CASES = [
    Case(
        few_examples,
        "- answer: ▸a\n  question: Quoi ?\n  say: Rien\n",
        "only its question",
        GOOD,
        file=ANSWERS,
        severity="warning",
    ),
    Case(
        few_examples,
        "- answer: ▸a\n  question: Quoi ?\n  also: [c’est quoi]\n  say: Rien\n",
        "2 examples",
        GOOD,
        file=ANSWERS,
        severity="warning",
    ),
    Case(
        untitled_flows,
        "flow: ▸order\nstarts: [{ intent: x }]\nexamples: [je le prends]\nsteps:\n  - stop: done\n",
        "read `order`; add a `title`",
        flow("  - stop: done", head="title: Commander\nstarts: [{ intent: x }]\nexamples: [je le prends]"),
        severity="warning",
    ),
    Case(
        confusable_examples,
        f"{GOOD}- answer: b\n  question: Qui ?\n  also: [▸C'EST QUOI !, qui donc]\n  say: Moi\n",
        "is an example of the answer `a` too",
        f"{GOOD}- answer: b\n  question: Qui ?\n  also: [c’est qui, qui donc]\n  say: Moi\n",
        file=ANSWERS,
    ),
    Case(
        confusable_examples,
        flow("  - stop: done", head="starts: [{ intent: x }]\nexamples: [▸Quoi donc ?]"),
        "is an example of the answer `a` too",
        flow("  - stop: done", head="starts: [{ intent: x }]\nexamples: [quoi faire]"),
        others={ANSWERS: GOOD},
    ),
    Case(
        confusable_examples,
        flow("  - stop: done", head="starts: [{ intent: x }]\nexamples: [▸donc quoi ?]"),
        "has the same words as an example of the answer `a`",
        flow("  - stop: done", head="starts: [{ intent: x }]\nexamples: [autre chose]"),
        others={ANSWERS: GOOD},
        severity="warning",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_answers_can_be_told_apart(case: Case) -> None:
    prove(case)


def test_one_answer_may_say_a_thing_twice() -> None:
    twice = "- answer: a\n  question: Quoi ?\n  also: [quoi, Quoi !]\n  say: Rien\n"
    assert not list(confusable_examples(draft({ANSWERS: twice, FLOW: flow("  - stop: done")})))
