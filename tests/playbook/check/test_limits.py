"""A policy can only narrow."""

from __future__ import annotations

import pytest

from bot.playbook.check.limits import unkept_logs, wide_caps, wide_hours
from tests.playbook.check.cases import Case, prove
from tests.playbook.playbooks import POLICY, draft

CASES = [
    Case(
        wide_hours,
        'quiet:\n  marketing: ▸{ weekdays: "07:00-23:00" }\n',
        "wider than FR allows for marketing, and cut to it: monday 08:00-22:00",
        'quiet:\n  marketing: { weekdays: "11:00-19:00" }\n',
        file=POLICY,
        severity="warning",
    ),
    Case(
        wide_hours,
        'quiet:\n  marketing: ▸{ sunday: "11:00-19:00" }\n',
        "sunday never",
        'quiet:\n  marketing: { sunday: never, saturday: "10:00-18:00" }\n',
        file=POLICY,
        severity="warning",
    ),
    Case(
        wide_hours,
        'quiet:\n  care: ▸"09:00-20:00"\n',
        "sunday never",
        'quiet:\n  service: "09:00-20:00"\n',
        file=POLICY,
        severity="warning",
    ),
    Case(
        wide_caps,
        "caps:\n  marketing: ▸[5 per 7 days]\n",
        "wider than the shipped caps for marketing, which hold as well: 1 per 7 days, 4 per 30 days",
        "caps:\n  marketing: [1 per 7 days, 3 per 30 days]\n  care: [1 per 3 days]\n",
        file=POLICY,
        severity="warning",
    ),
    Case(
        unkept_logs,
        "retention: { prospects: 36 months, logs: ▸6 months }\n",
        "the program keeps no log",
        "retention: { prospects: 36 months }\n",
        file=POLICY,
        severity="warning",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_policy_narrows(case: Case) -> None:
    prove(case)


def test_without_a_policy_there_is_nothing_to_tell() -> None:
    assert not [*wide_hours(draft({})), *wide_caps(draft({})), *unkept_logs(draft({}))]
