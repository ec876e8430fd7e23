"""What a flow is for, where its author did not say."""

from __future__ import annotations

import pytest

from tests.playbook.playbooks import ANSWERS, FLOW, JOURNEY, flow, playbook

OTHER = "flows/conversations/other.yaml"
PLAIN = "flow: order\nsteps: [{ stop: x }]\n"


def caller(head: str) -> str:
    return f"flow: other\n{head}\nsteps: [{{ call: order }}]\n"


CASES = {
    "the customer's intent": ({FLOW: flow("  - stop: x")}, "service"),
    "an event": ({FLOW: flow("  - stop: x", "starts: [{ event: cart.abandoned }]")}, "marketing"),
    "an intent and an event": (
        {FLOW: flow("  - stop: x", "starts: [{ intent: a }, { event: x.a }]\nexamples: [b c]")},
        "marketing",
    ),
    "the chat's opening": ({FLOW: flow("  - stop: x", "starts: [{ event: chat.opened }]")}, "service"),
    "its author": ({FLOW: flow("  - stop: x", "purpose: care\nstarts: [{ event: order.delivered }]")}, "care"),
    "an answer": ({FLOW: PLAIN, ANSWERS: "- { answer: a, question: b, say: c, then: order }\n"}, "service"),
    "a follow-up": (
        {FLOW: PLAIN, JOURNEY: "journey: a\nstages: [b]\nfollow_ups: [{ start: order, on: cart.abandoned }]\n"},
        "marketing",
    ),
    "a moment": (
        {FLOW: PLAIN, JOURNEY: "journey: a\nstages: [b]\nmoments: [{ on: feedback.given, start: order }]\n"},
        "marketing",
    ),
    "a caller that is marketing": ({FLOW: PLAIN, OTHER: caller("starts: [{ event: x.a }]")}, "marketing"),
    "a caller that is care": ({FLOW: PLAIN, OTHER: caller("purpose: care\nstarts: [{ event: x.a }]")}, "care"),
    "a caller, but its author said": (
        {FLOW: f"purpose: service\n{PLAIN}", OTHER: caller("starts: [{ event: x.a }]")},
        "service",
    ),
    "nothing but staff": ({FLOW: PLAIN}, "service"),
}


@pytest.mark.parametrize("by", CASES)
def test_the_purpose_follows_from_what_starts_it(by: str) -> None:
    files, purpose = CASES[by]
    assert playbook(files).flows["order"].purpose == purpose


def test_the_purpose_goes_down_a_row_of_calls() -> None:
    third = {"flows/conversations/third.yaml": "flow: third\nstarts: [{ event: x.a }]\nsteps: [{ call: other }]\n"}
    book = playbook({FLOW: PLAIN, OTHER: caller("stage: decision"), **third})
    assert {flow.purpose for flow in book.flows.values()} == {"marketing"}
