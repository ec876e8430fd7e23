"""Conditions that can never mean what they say."""

from __future__ import annotations

import pytest

from bot.playbook.check.comparisons import mismatched_comparisons, mixed_conditions
from tests.playbook.check.cases import Case, prove
from tests.playbook.playbooks import FLOW, draft, flow


def asked(as_: str, condition: str) -> str:
    return flow(f"  - ask: Quoi ?\n    as: {as_}\n    save: it\n  - if: {condition}\n    say: Oui")


CASES = [
    Case(
        mismatched_comparisons,
        flow('  - if: ▸customer.orders_count == "3"\n    say: Oui'),
        "is a number and is compared with a text",
        flow("  - if: customer.orders_count == 3\n    say: Oui"),
    ),
    Case(
        mismatched_comparisons,
        flow('  - if: ▸cart.total > "50"\n    say: Oui'),
        "write the number without quotes",
        flow("  - if: cart.total > 50\n    say: Oui"),
    ),
    Case(
        mismatched_comparisons,
        flow("  - if: ▸customer.language == 1\n    say: Oui"),
        "is a text and is compared with a number",
        flow('  - if: customer.language == "fr"\n    say: Oui'),
    ),
    Case(
        mismatched_comparisons,
        asked("number", '▸conversation.it == "deux"'),
        "is a number and is compared with a text",
        asked("number", "conversation.it == 2"),
    ),
    Case(
        mismatched_comparisons,
        asked("yes_no", '▸conversation.it == "oui"'),
        "is true or false and is compared with a text",
        asked("yes_no", "conversation.it == true"),
    ),
    Case(
        mismatched_comparisons,
        flow("  - set: { roast: dark }\n  - if: ▸conversation.roast > 3\n    say: Oui"),
        "is a text and is compared with a number",
        flow("  - set: { roast: 4 }\n  - if: conversation.roast > 3\n    say: Oui"),
    ),
    Case(
        mixed_conditions,
        flow("  - if: customer.phone and customer.email ▸or customer.city\n    say: Oui"),
        "write the brackets",
        flow("  - if: customer.phone and (customer.email or customer.city)\n    say: Oui"),
        severity="warning",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_condition_can_hold(case: Case) -> None:
    prove(case)


def test_a_value_that_steps_keep_as_different_kinds_may_be_compared_with_either() -> None:
    kept = "  - set: { it: dark }\n  - set: { it: 3 }\n"
    steps = f'{kept}  - if: conversation.it == 3 or conversation.it == "dark"\n    say: Oui'
    assert not list(mismatched_comparisons(draft({FLOW: flow(steps)})))


def test_a_list_may_contain_a_text() -> None:
    assert not list(mismatched_comparisons(draft({FLOW: flow('  - if: customer.tags contains "vip"\n    say: Oui')})))
