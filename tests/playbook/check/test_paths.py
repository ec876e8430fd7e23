"""Ways through flows."""

from __future__ import annotations

import pytest

from bot.playbook.check.paths import endless_calls, endless_loops, silent_intents, unreachable_steps, unstarted_flows
from tests.playbook.check.cases import Case, prove
from tests.playbook.playbooks import ANSWERS, FLOW, draft, flow

OTHER = "flows/conversations/other.yaml"

CASES = [
    Case(
        unreachable_steps,
        flow("  - stop: done\n  - ▸say: Jamais\n  - say: Non plus"),
        "nothing leads to this step; the step before it, in line 5, goes elsewhere",
        flow("  - say: Oui\n  - stop: done"),
    ),
    Case(
        unreachable_steps,
        flow("  - go: end\n  - ▸id: lost\n    say: Jamais\n  - go: lost\n  - id: end\n    stop: done"),
        "nothing leads to this step",
        flow(
            "  - id: ask\n    ask: Quoi ?\n    choices: [{ Un: { go: end } }, { Deux: { go: ask } }]\n"
            "  - id: end\n    stop: done"
        ),
    ),
    Case(
        unreachable_steps,
        flow(
            "  - choose:\n    - { if: customer.phone, then: { stop: a } }\n"
            "    - { else: { stop: b } }\n  - ▸say: Jamais"
        ),
        "nothing leads to this step",
        flow("  - choose:\n    - { if: customer.phone, then: { stop: a } }\n  - say: Sinon"),
    ),
    Case(
        endless_loops,
        flow("  - ▸id: again\n    say: Encore\n  - set: { a: 1 }\n  - go: again"),
        "without a question or a wait",
        flow("  - id: again\n    say: Encore\n  - wait: { for: 1 day }\n  - go: again"),
    ),
    Case(
        endless_loops,
        flow("  - ▸id: again\n    choose:\n    - { if: customer.phone, then: { go: again } }\n  - stop: done"),
        "without a question or a wait",
        flow("  - id: again\n    ask: Quoi ?\n    choices: [{ Encore: { go: again } }, { Fini: { stop: done } }]"),
    ),
    Case(
        endless_calls,
        flow("  - ▸call: other"),
        "`order` → `other` → `order`",
        flow("  - stop: done"),
        others={OTHER: "flow: other\nsteps: [{ call: order }]\n"},
    ),
    Case(endless_calls, flow("  - ▸call: order"), "`order` calls itself, and would never end", flow("  - stop: done")),
    Case(
        unstarted_flows,
        "flow: ▸order\nsteps: [{ stop: done }]\n",
        "nothing starts `order` but staff",
        "flow: order\nsteps: [{ stop: done }]\n",
        severity="warning",
        others={},
    ),
    Case(
        silent_intents,
        flow("  - stop: done", head="starts: [{ intent: ▸buy }]"),
        "an intent needs `examples`",
        flow("  - stop: done", head="starts: [{ intent: buy }]\nexamples: [je le prends]"),
    ),
]
STARTED = {
    "an answer": {ANSWERS: "- { answer: a, question: Quoi, say: Oui, then: order }\n"},
    "another flow": {OTHER: "flow: other\nstarts: [{ intent: x }]\nexamples: [x y]\nsteps: [{ call: order }]\n"},
    "a follow-up": {
        "flows/journeys/a.yaml": "journey: a\nstages: [b]\nfollow_ups: [{ start: order, on: cart.abandoned }]\n"
    },
}


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.check is not unstarted_flows], ids=lambda case: case.name
)
def test_every_way_leads_somewhere(case: Case) -> None:
    prove(case)


def test_a_flow_that_nothing_starts_is_told() -> None:
    (told,) = unstarted_flows(draft({FLOW: "flow: order\nsteps: [{ stop: done }]\n"}))
    assert (told.place.line, told.place.column, told.severity) == (1, 7, "warning")


@pytest.mark.parametrize("by", STARTED)
def test_a_flow_that_something_starts_is_left_alone(by: str) -> None:
    files = {FLOW: "flow: order\nsteps: [{ stop: done }]\n", **STARTED[by]}
    assert not list(unstarted_flows(draft(files)))


def test_a_test_alone_starts_nothing() -> None:
    files = {
        FLOW: "flow: order\nsteps: [{ stop: done }]\n",
        "flows/tests/a.yaml": "test: a\nsteps: [{ bot: { flow: order } }]\n",
    }
    assert list(unstarted_flows(draft(files)))


def test_a_deep_flow_is_walked_without_recursion() -> None:
    steps = "\n".join(f"  - id: s{number}\n    say: x" for number in range(3_000))
    assert not list(endless_loops(draft({FLOW: flow(steps)})))
