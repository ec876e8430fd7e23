"""Questions and their choices."""

from __future__ import annotations

import pytest

from bot.playbook.check.questions import idle_questions, many_choices, reserved_choices, same_choices
from bot.rules.opt_out.opt_out import RESERVED_WORDS
from tests.playbook.check.cases import Case, prove
from tests.playbook.playbooks import FLOW, draft, flow


def choices(text: str) -> str:
    return flow(f"  - ask: Quoi ?\n    save: what\n    choices: {text}")


CASES = [
    Case(
        idle_questions,
        flow("  - ▸ask: Quoi ?\n    choices: [Un, Deux]"),
        "no choice has a branch",
        flow("  - ask: Quoi ?\n    choices: [Un, { Deux: { stop: two } }]"),
    ),
    Case(
        idle_questions,
        flow("  - ▸ask: Quoi ?"),
        "it is not kept (`save`)",
        flow("  - ask: Quoi ?\n    save: what"),
    ),
    Case(same_choices, choices("[Lyon, ▸Lyon]"), "reads like `Lyon`", choices("[Lyon, Annecy]")),
    Case(same_choices, choices("[À domicile, ▸a domicile !]"), "reads like `À domicile`", choices("[À domicile, x]")),
    Case(reserved_choices, choices("[Lyon, ▸Stop]"), "meaning of its own by SMS", choices("[Lyon, Arrêt de bus]")),
    Case(reserved_choices, choices('[Lyon, ▸"Arrêt !"]'), "meaning of its own by SMS", choices("[Lyon, Rien]")),
    Case(
        many_choices,
        flow(f"  - ask: Quoi ?\n    save: what\n    ▸choices: [{', '.join(f'numéro {n}' for n in range(11))}]"),
        "11 choices",
        choices("[Un, Deux]"),
        severity="warning",
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_question_can_be_answered(case: Case) -> None:
    prove(case)


@pytest.mark.parametrize("word", sorted(RESERVED_WORDS))
def test_no_word_of_the_carriers_is_a_choice(word: str) -> None:
    assert list(reserved_choices(draft({FLOW: choices(f'["{word.capitalize()}", Lyon]')})))


def test_questions_inside_branches_are_looked_at() -> None:
    steps = "  - ask: Quoi ?\n    choices: [{ Un: [{ ask: Et ?, choices: [Deux] }] }]"
    assert [fault.place.line for fault in idle_questions(draft({FLOW: flow(steps)}))] == [6]
