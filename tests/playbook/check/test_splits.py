"""Splits whose shares do not make a whole."""

from __future__ import annotations

import pytest

from bot.playbook.check.splits import split_names, split_shares
from tests.playbook.check.cases import Case, prove
from tests.playbook.playbooks import flow


def split(rest: str, name: str = "tone") -> str:
    return f"  - split: {{ name: {name}, {rest} }}"


HALVES = "branches: [{ weight: 50, do: { stop: a } }, { weight: 50, do: { stop: b } }]"
CASES = [
    Case(
        split_shares,
        flow(split("▸branches: [{ weight: 50, do: { stop: a } }, { weight: 45, do: { stop: b } }]")),
        "the shares are 95 together; they should be 100",
        flow(split(HALVES)),
    ),
    Case(
        split_shares,
        flow(split(f"holdout: 5 %, ▸{HALVES}")),
        "105 together with the holdout's 5",
        flow(split("holdout: 5 %, branches: [{ weight: 50, do: { stop: a } }, { weight: 45 %, do: { stop: b } }]")),
    ),
    Case(
        split_shares,
        flow(split("branches: [{ weight: 100, do: { stop: a } }, { ▸weight: 0, do: { stop: b } }]")),
        "nobody takes an arm of weight 0",
        flow(split("branches: [{ weight: 100, do: { stop: a } }]")),
    ),
    Case(
        split_names,
        flow(f"{split(HALVES)}\n{split(HALVES, '▸tone')}"),
        "a split is called `tone` already",
        flow(f"{split(HALVES)}\n{split(HALVES, 'hour')}"),
    ),
    Case(
        split_names,
        flow(split("branches: [{ name: ▸holdout, weight: 100, do: { stop: a } }]")),
        "a name of its own",
        flow(split("branches: [{ name: warm, weight: 100, do: { stop: a } }]")),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_split_makes_a_whole(case: Case) -> None:
    prove(case)
