"""Splits whose shares do not make a whole."""

from __future__ import annotations

import pytest

from bot.playbook.check.splits import silent_holdouts, split_names, split_shares, unknown_arms
from tests.playbook.check.cases import Case, prove
from tests.playbook.playbooks import FLOW, flow


def split(rest: str, name: str = "tone") -> str:
    return f"  - split: {{ name: {name}, {rest} }}"


HALVES = "branches: [{ weight: 50, do: { stop: a } }, { weight: 50, do: { stop: b } }]"
HELD_OUT = "  - split: { name: a, holdout: 10 %, branches: [{ weight: 90, do: { say: Voici. } }] }"
TEST = "flows/tests/one.yaml"
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
    Case(
        silent_holdouts,
        flow(HELD_OUT.replace("- split", "- ▸split")),
        "whoever falls in this holdout gets no answer",
        flow(f"  - say: Bonjour !\n{HELD_OUT}"),
    ),
    Case(
        silent_holdouts,
        flow(HELD_OUT.replace("- split", "- ▸split")),
        "keep the holdout to a flow that the bot starts by itself",
        flow(HELD_OUT, "starts: [{ event: cart.abandoned }]"),
    ),
    Case(
        unknown_arms,
        "test: a\nsplits: { ▸b: holdout }\nsteps: [{ customer: bonjour }]\n",
        "there is no split `b`",
        "test: a\nsplits: { a: holdout }\nsteps: [{ customer: bonjour }]\n",
        file=TEST,
        others={FLOW: flow(HELD_OUT)},
    ),
    Case(
        unknown_arms,
        "test: a\nsplits: { a: ▸warm }\nsteps: [{ customer: bonjour }]\n",
        "the split `a` has no arm `warm`; it has arm_1, holdout",
        "test: a\nsplits: { a: arm_1 }\nsteps: [{ customer: bonjour }]\n",
        file=TEST,
        others={FLOW: flow(HELD_OUT)},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_split_makes_a_whole(case: Case) -> None:
    prove(case)
