"""Walks through a flow."""

from __future__ import annotations

from bot.playbook.check.walking import each_step, reached
from tests.playbook.playbooks import FLOW, draft, flow

AFTER = "\n  - id: end\n    stop: x"


def test_steps_are_walked_in_the_order_of_the_file() -> None:
    steps = "  - ask: a\n    choices: [{ b: [{ say: c }, { say: d }] }, { e: { say: f } }]\n  - say: g"
    (written,) = draft({FLOW: flow(steps)}).flows
    lines = [(step.node.line, step.node.column) for step in each_step(written.source.steps)]
    assert lines == sorted(lines)
    assert len(lines) == 5


def test_what_is_reached_follows_go() -> None:
    (written,) = draft({FLOW: flow("  - go: end\n  - say: never" + AFTER)}).flows
    assert reached(written.flow) == {"1", "end"}
