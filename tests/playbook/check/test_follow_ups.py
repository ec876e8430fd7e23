"""Follow-ups that could never be due."""

from __future__ import annotations

import pytest

from bot.playbook.check.follow_ups import dayless_follow_ups
from tests.playbook.check.cases import Case, prove
from tests.playbook.playbooks import FLOW, JOURNEY, flow

HEAD = "journey: purchase\nstages: [discovery]\n"
CASES = [
    Case(
        dayless_follow_ups,
        flow("  - stop: x", "starts: [{ event: order.paid, before: ▸1 day }]"),
        "`order.paid` carries no day to count back from; `appointment.booked`",
        flow("  - stop: x", "starts: [{ event: appointment.due, before: 1 day }]"),
    ),
]
CASES += [
    Case(
        dayless_follow_ups,
        f"{HEAD}follow_ups: [{{ start: order, on: {event}, before: ▸10 days }}]\n",
        f"`{event}` carries no day to count back from; `appointment.booked`",
        f"{HEAD}follow_ups: [{{ start: order, on: {good}, before: 10 days }}]\n",
        file=JOURNEY,
        others={FLOW: flow("  - stop: x")},
    )
    for event, good in (
        ("cart.abandoned", "renewal.due"),
        ("stage.entered", "x.contract_ends"),
        ("order.paid", "subscription.ends"),
    )
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_follow_up_can_begin(case: Case) -> None:
    prove(case)
