"""Whoever talks in a test falls in the arms of splits that the test names: the engine sends each customer where their
id says, so a customer is found whose id says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.engine.steps.deciding import arm_of
from bot.playbook.compiled import Playbook, Split
from bot.studio.playbook_tests.coverage import unwatched
from bot.studio.rehearsals.persona import name_id

MOST_TRIES: Final = 100_000


def seed_in_arms(playbook: Playbook, wanted: Mapping[str, str], seed: str) -> str:
    """Return the seed, or the first after it whose customer falls in the `wanted` arms, by split. Raises `ValueError`
    where there is none: the arms together are too rare.
    """
    steps = [step for flow in playbook.flows.values() for step in unwatched(flow).values() if isinstance(step, Split)]
    chosen = [(step, wanted[step.name]) for step in steps if step.name in wanted]
    for number in range(MOST_TRIES):
        tried = f"{seed}/{number}" if number else seed
        customer = name_id(tried)
        if all((arm := arm_of(customer, step)) is not None and arm.name == name for step, name in chosen):
            return tried
    raise ValueError(f"no customer falls in all of {', '.join(f'{split}: {arm}' for split, arm in wanted.items())}")
