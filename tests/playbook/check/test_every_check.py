"""No check without a snippet that it refuses and one that it leaves alone."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from bot.playbook.check import CHECKS, Check
from tests.playbook.check.cases import Case
from tests.playbook.playbooks import faults_of, flow


def all_cases() -> list[Case]:
    names = sorted(path.stem for path in Path(__file__).parent.glob("test_*.py") if path.stem != Path(__file__).stem)
    modules = [import_module(f"tests.playbook.check.{name}") for name in names]
    return [case for module in modules for case in getattr(module, "CASES", [])]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_check_has_a_case(check: Check) -> None:
    assert any(case.check is check for case in all_cases())


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_check_says_in_words_what_it_finds(check: Check) -> None:
    assert check.__doc__


def test_flows_that_call_each_other_for_ever_are_told_of_beside_a_damaged_step() -> None:
    told = [
        str(fault) for fault in faults_of({"flows/conversations/order.yaml": flow("  - sya: Oui\n  - call: order")})
    ]
    assert len(told) == 2
    assert "`sya`" in told[0]
    assert "`order` calls itself" in told[1]
