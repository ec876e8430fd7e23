"""Branches: one step, a list of steps, or nothing more than `{ go: id }`."""

from __future__ import annotations

import pytest

from tests.playbook.playbooks import FLOW, assert_told, flow, one_flow

FORMS = {
    "{ go: end }": "end",
    "{ stop: x }": "1.a.1",
    "[{ say: x }, { go: end }]": "1.a.1",
    "[{ go: end }]": "end",
    "[]": None,
}


@pytest.mark.parametrize("form", FORMS)
def test_a_branch_has_four_forms(form: str) -> None:
    steps = f"  - ask: Quoi ?\n    save: a\n    choices: [{{ a: {form} }}, b]\n  - id: end\n    stop: done"
    assert one_flow(steps).steps["1"].options[0].target == FORMS[form]


@pytest.mark.parametrize("form", ["▸end", "▸3"])
def test_a_bare_word_is_no_branch(form: str) -> None:
    assert_told(
        FLOW, flow(f"  - ask: Quoi ?\n    choices: [{{ a: {form} }}]"), "expected a branch (`{ go: id }`, a step"
    )
