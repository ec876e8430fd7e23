"""The names that a playbook declares."""

from __future__ import annotations

from tests.playbook.playbooks import ANSWERS, FLOW, assert_told, draft, faults_of, flow

OTHER = "flows/conversations/zz.yaml"


def test_a_flow_that_is_there_twice_is_told_with_the_place_of_the_first() -> None:
    assert_told(
        OTHER, "flow: ▸order\nsteps: [{ stop: x }]\n", f"there already, in {FLOW}:1", {FLOW: flow("  - stop: x")}
    )


def test_an_answer_that_is_there_twice_is_told() -> None:
    twice = "- { answer: a, question: Quoi, say: x }\n- { answer: ▸a, question: Qui, say: y }\n"
    assert_told(ANSWERS, twice, f"the answer `a` is there already, in {ANSWERS}:1")


def test_a_second_policy_is_told() -> None:
    told = faults_of({"flows/policy.yaml": "idle: 1 day\n", "flows/policy.yml": "idle: 2 days\n"})
    assert [str(fault) for fault in told] == [
        "flows/policy.yml:1:1: error: flows/policy.yaml is there already; keep one of the two"
    ]


def test_what_is_declared_is_known_by_kind() -> None:
    names = draft(
        {FLOW: flow("  - stop: x"), "flows/journeys/a.yaml": "journey: a\nstages: [b, c: { goal: d }]\n"}
    ).names
    assert names["flow"] == {"order"}
    assert names["stage"] == {"b", "c"}
    assert names["team"] == {"magasin"}
    assert "greeting" in names["situation"]


def test_the_stages_of_a_broken_journey_are_known_still() -> None:
    files = {FLOW: flow("  - move: b"), "flows/journeys/a.yaml": "journey: a\nstages: [b, c: { goal: d }]\nfoo: 1\n"}
    assert [fault.place.file for fault in faults_of(files)] == ["flows/journeys/a.yaml"]
