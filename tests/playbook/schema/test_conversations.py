"""`conversations/*.yaml`."""

from __future__ import annotations

import pytest

from tests.playbook.playbooks import FLOW, assert_told, flow

REPAIR = "flows/conversations/repair/a.yaml"
WRONG = [
    (FLOW, flow("  - stop: x", "starts: [▸{ after: 3 hours }]"), "a start has either `intent` or `event`"),
    (FLOW, flow("  - stop: x", "starts: [▸{ intent: a, event: order.paid }]"), "either `intent` or `event`"),
    (FLOW, flow("  - stop: x", "starts: [▸{ intent: a, after: 1 day }]\nexamples: [b c]"), "belong to an `event`"),
    (FLOW, flow("  - stop: x", "starts: [▸buy]"), "expected a mapping"),
    (FLOW, flow("  - stop: x", "purpose: ▸reply"), "`reply` is not known here; known: care, marketing, service"),
    (FLOW, flow("  - stop: x", "purpose: ▸marketting"), "did you mean `marketing`?"),
    (FLOW, flow("  - stop: x", "when_interrupting: ▸stop"), "`stop` is not known here"),
    (FLOW, "flow: ▸mon flow\nsteps: [{ stop: x }]\n", "is not a name of letters"),
    (FLOW, "flow: a\nsteps: ▸[]\n", "nothing is written here"),
    (FLOW, "flow: a\nsteps: ▸{ say: x }\n", "expected a list"),
    (REPAIR, "▸repair: greeting\n", "`say` is missing"),
    (REPAIR, "repair: ▸[greeting]\nsay: x\n", "expected a situation, such as `not_understood`, found a list"),
    (REPAIR, "repair: ▸greting\nsay: x\n", "there is no situation `greting`; did you mean `greeting`?"),
    (REPAIR, "repair: greeting\nsay: x\n▸steps: []\n", "unknown key `steps`"),
]


@pytest.mark.parametrize(("file", "snippet", "says"), WRONG)
def test_what_is_wrong_with_a_conversation_is_told(file: str, snippet: str, says: str) -> None:
    assert_told(file, snippet, says)
