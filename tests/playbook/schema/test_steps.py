"""A step has one verb."""

from __future__ import annotations

import pytest

from bot.playbook.schema.steps import LATER, VERBS
from tests.playbook.playbooks import FLOW, assert_told, flow

WRONG = [
    ("  - ▸sya: Bonjour", "`sya` is no verb; did you mean `say`?"),
    ("  - ▸handover: magasin", "did you mean `hand_over`?"),
    ("  - ▸zzz: 1", "`zzz` is no verb"),
    ("  - ▸id: a", "this step has no verb, such as `say` or `ask`"),
    ("  - say: a\n    ▸ask: b", "`say` and `ask` are two steps; begin each with `- `"),
    ("  - ▸Bonjour", "expected a step (a mapping such as `say: …`), found `Bonjour`"),
    ("  - ▸[a]", "found a list"),
    ("  -▸", "found nothing"),
    ("  - id: ▸1a\n    say: x", "is not a name of letters"),
]


@pytest.mark.parametrize(("steps", "says"), WRONG)
def test_a_step_that_is_none_is_told(steps: str, says: str) -> None:
    assert_told(FLOW, flow(steps), says)


@pytest.mark.parametrize("verb", sorted(LATER))
def test_a_verb_of_a_later_version_says_so(verb: str) -> None:
    assert_told(FLOW, flow(f"  - ▸{verb}: x"), f"`{verb}` is not available in this version")


def test_no_verb_is_both_there_and_to_come() -> None:
    assert not LATER & VERBS.keys()
