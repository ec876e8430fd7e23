"""A test chooses the arms of splits, each of them reached."""

from __future__ import annotations

import pytest

from bot.studio.playbook_tests.arms import seed_in_arms
from bot.studio.playbook_tests.running import run
from bot.studio.playbook_tests.scripts import read_scripts
from tests.engine.chat import playbook

HELD_OUT = """
flow: tried
title: Essai
purpose: service
starts: [{ event: order.delivered }]
steps:
  - split:
      name: tone
      holdout: 1 %
      branches: [{ name: warm, weight: 98, do: { say: Coucou } }, { weight: 1, do: { say: Bonjour } }]
"""


@pytest.mark.parametrize(
    ("arm", "meets"),
    [("warm", "{ contains: Coucou }"), ("arm_2", "{ contains: Bonjour }"), ("holdout", "nothing\n    because: témoin")],
)
def test_each_arm_is_reached_by_its_name(arm: str, meets: str) -> None:
    text = (
        f"test: a\ncustomer: {{ language: fr }}\nsplits: {{ tone: {arm} }}\n"
        f"steps:\n  - customer: hum\n  - bot: anything\n  - event: order.delivered\n  - bot: {meets}\n"
    )
    (script,) = read_scripts({"flows/tests/a.yaml": text})
    result = run(script, playbook(HELD_OUT), None)
    assert result.passed, result.failures


def test_who_names_no_arm_is_who_they_were() -> None:
    assert seed_in_arms(playbook(HELD_OUT), {}, "a") == "a"


def test_arms_that_nobody_falls_in_are_said() -> None:
    with pytest.raises(ValueError, match="no customer falls in all of tone: none"):
        seed_in_arms(playbook(HELD_OUT), {"tone": "none"}, "a")
