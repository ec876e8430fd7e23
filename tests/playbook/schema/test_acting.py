"""The verbs that decide, wait and act."""

from __future__ import annotations

import pytest

from tests.playbook.playbooks import FLOW, assert_told, flow

GET = 'get: "https://a.example/x"'
WRONG = [
    ("  - set: ▸{}", "nothing is written here"),
    ("  - set: { ▸cart.total: 3 }", "is not a place to keep a value"),
    ("  - set: ▸[a]", "expected a mapping"),
    ("  - choose: ▸[]", "nothing is written here"),
    ("  - choose: [▸{ if: a }]", "a case is `{ if: condition, then: branch }`"),
    ("  - choose: [▸{ then: { stop: a } }]", "a case is"),
    ("  - choose: [▸{ if: customer.id, else: { stop: a } }]", "a case is"),
    (
        "  - choose: [{ ▸else: { stop: a } }, { if: customer.id, then: { stop: b } }]",
        "the cases after it are never looked at",
    ),
    ("  - choose: [▸stop]", "expected a mapping"),
    ("  - split: ▸{ branches: [{ weight: 100, do: [] }] }", "`name` is missing"),
    ("  - split: { name: a, branches: [▸{ weight: 100 }] }", "`do` is missing"),
    ("  - split: { name: a, branches: ▸[] }", "nothing is written here"),
    ("  - wait: ▸{}", "expected exactly one of `for`, `until`, `event`, found none"),
    ("  - wait: ▸{ for: 1 day, event: order.paid }", "found `for` and `event`"),
    ("  - wait: ▸{ for: 1 day, at_most: 2 days }", "`at_most` and `late` belong to waiting for an `event`"),
    ("  - wait: { event: order.paid, ▸late: { stop: a } }", "`late` needs `at_most`"),
    ("  - wait: { until: ▸tomorrow }", "`until` is a time of day"),
    ("  - wait: ▸2 days", "expected a mapping"),
    ("  - move: ▸{ cause: x }", "`stage` is missing"),
    ("  - emit: ▸{ data: { a: 1 } }", "`name` is missing"),
    (f"  - fetch: ▸{{ {GET} }}", "`save` is missing"),
    ("  - fetch: ▸{ save: a }", "expected exactly one of `get`, `post`, found none"),
    (f"  - fetch: {{ {GET}, save: a, ▸body: {{ b: 1 }} }}", "`body` goes with `post`"),
    (f"  - fetch: {{ {GET}, save: a, within: ▸2 minutes }}", "a customer is waiting: at most 10 seconds"),
    ("  - consent: ▸{ channel: sms }", "expected exactly one of `ask`, `record`, `withdraw`"),
    ("  - consent: { ask: ▸service }", "`service` is not known here; known: care, marketing"),
    ("  - consent: { ask: marketing, channel: ▸email }", "`email` is not known here"),
    ("  - consent: ▸{ record: marketing, granted: { stop: a } }", "are the answers to `ask`"),
    ("  - hand_over: ▸{ reason: x }", "`team` is missing"),
    ("  - hand_over: { team: magasin, priority: ▸urgent }", "`urgent` is not known here"),
    ("  - go: ▸{ id: a }", "found a mapping"),
    ("  - call:▸", "found nothing"),
]


@pytest.mark.parametrize(("steps", "says"), WRONG)
def test_what_is_wrong_with_a_step_is_told(steps: str, says: str) -> None:
    assert_told(FLOW, flow(steps), says, {"flows/policy.yaml": "fetch: { hosts: [a.example] }\n"})
