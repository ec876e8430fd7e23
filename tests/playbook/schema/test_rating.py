"""`rate` as it is written."""

from __future__ import annotations

import pytest

from tests.playbook.playbooks import faults_of, flow

GOOD = "scale: csat, ask: Content ?, low: { stop: low }"


def told(rate: str, more: str = "") -> list[str]:
    """Return the errors of a flow with one rating."""
    sources = {"flows/conversations/order.yaml": flow(f"  - rate: {{ {rate} }}\n{more}")}
    return [str(fault) for fault in faults_of(sources) if fault.severity == "error"]


@pytest.mark.parametrize(
    "rate",
    [
        GOOD,
        GOOD.replace("csat", "nps"),
        GOOD.replace("csat", "ces") + ", about: order, save: customer.effort",
        GOOD + ", why: Pourquoi ?",
        GOOD + ", why: { text: Pourquoi donc ?, sms: Pourquoi ? }",
        GOOD + ", why: { low: Que s’est-il passé ?, high: Tant mieux ! Pourquoi ? }",
        GOOD + ", middle: { stop: middle }, high: { stop: high }, silent: { stop: silent }, otherwise: { stop: none }",
        GOOD + ", remind: { after: 1 day, say: Votre note ? }, retries: 2",
    ],
)
def test_what_can_be_written(rate: str) -> None:
    assert told(rate) == []


@pytest.mark.parametrize(
    ("rate", "fault"),
    [
        ("scale: stars, ask: Content ?, low: { stop: low }", "csat"),
        ("ask: Content ?, low: { stop: low }", "scale"),
        ("scale: csat, low: { stop: low }", "ask"),
        ("scale: csat, ask: Content ?", "a disappointed customer needs a branch"),
        (GOOD + ", why: [a]", "found a list"),
        (GOOD + ", why: { lw: Pourquoi ? }", "lw"),
        (GOOD + ", medium: { stop: m }", "medium"),
        (GOOD + ", about: 7 jours", "a name of letters"),
        (GOOD + ", retries: 9", "from 0 to 5"),
    ],
)
def test_what_is_refused_and_where(rate: str, fault: str) -> None:
    found = told(rate)
    assert found
    assert fault in found[0]
    assert found[0].startswith("flows/conversations/order.yaml:")
