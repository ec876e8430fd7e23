"""The ways out of a step."""

from __future__ import annotations

import pytest

from bot.playbook.ways import named_ways, successors
from tests.playbook.playbooks import FLOW, draft, flow

AFTER = "\n  - id: end\n    stop: x"
WAYS = [
    ("  - say: x", {"end"}),
    ("  - if: customer.phone\n    stop: x", {"end"}),
    ("  - ask: x\n    save: a\n    choices: [b, { c: { stop: d } }]\n    silent: { stop: e }\n    otherwise: []",
     {"end", "1.c.1", "1.silent.1"}),
    ("  - choose: [{ if: customer.phone, then: { stop: a } }]", {"1.case_1.1", "end"}),
    ("  - choose: [{ if: customer.phone, then: { stop: a } }, { else: [] }]", {"1.case_1.1", "end"}),
    ("  - split: { name: a, holdout: 10 %, branches: [{ weight: 90, do: [] }] }", {"end", None}),
    ("  - wait: { event: x.a, at_most: 1 day, late: { stop: a } }", {"end", "1.late.1"}),
    ('  - fetch: { get: "https://a.example/", save: a, failed: { stop: b } }', {"end", "1.failed.1"}),
    ("  - consent: { ask: marketing, granted: { stop: a } }", {"end", "1.granted.1"}),
    ("  - compare: { offers: { category: a }, criteria: [price], chosen: { stop: b }, none: { stop: c } }\n"
     "    silent: { stop: d }", {"1.chosen.1", "1.none.1", "1.silent.1"}),
    ("  - compare: { offers: { category: a }, criteria: [price] }", {"end"}),
    ("  - recommend: { offers: { category: a }, criteria: [price], choices: [{ f: { stop: f } }], taken: { stop: b },\n"
     "      none: { stop: c }, nothing: { stop: e } }\n    silent: { stop: d }",
     {"1.taken.1", "1.none.1", "1.nothing.1", "1.f.1", "1.silent.1"}),
    ("  - recommend: { complements_of: order }", {"end"}),
    ("  - stop: x", set()),
]  # fmt: skip


@pytest.mark.parametrize(("steps", "ways"), WAYS)
def test_every_way_out_of_a_step_is_known(steps: str, ways: set[str | None]) -> None:
    (written,) = draft({FLOW: flow(steps + AFTER)}).flows
    assert set(successors(written.flow.steps["1"])) == ways


def test_a_choice_is_named_with_a_branch_or_without_and_the_verbs_own_ways_where_they_have_one() -> None:
    steps = "  - ask: x\n    save: a\n    choices: [b, { c: { stop: d } }]\n    silent: { stop: e }\n    otherwise: []"
    (written,) = draft({FLOW: flow(steps + AFTER)}).flows
    assert named_ways(written.flow.steps["1"]) == [("b", None), ("c", "1.c.1"), ("silent", "1.silent.1")]


def test_the_arm_that_is_held_out_ends_and_has_no_name() -> None:
    steps = "  - split: { name: a, holdout: 10 %, branches: [{ name: b, weight: 90, do: [{ stop: x }] }] }"
    (written,) = draft({FLOW: flow(steps + AFTER)}).flows
    step = written.flow.steps["1"]
    assert [name for name, _ in named_ways(step)] == ["b"]
    assert None in successors(step)
