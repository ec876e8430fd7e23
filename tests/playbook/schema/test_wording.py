"""Messages as they are written."""

from __future__ import annotations

import pytest

from tests.playbook.playbooks import FLOW, assert_told, flow, playbook

WRONG = [
    ("  - say: x\n    links: [▸{ label: a }]", "`url` is missing"),
    ("  - say: x\n    links: ▸{ a: https://a.example }", "expected a list"),
    ("  - say: { text: ▸[a] }", "expected a text, found a list"),
    ("  - say: x\n    image: ▸{ url: a }", "expected a text, found a mapping"),
]


@pytest.mark.parametrize(("steps", "says"), WRONG)
def test_what_is_wrong_with_a_message_is_told(steps: str, says: str) -> None:
    assert_told(FLOW, flow(steps), says)


def test_a_text_in_quotes_may_hold_anything() -> None:
    book = playbook({FLOW: flow('  - say: "# [x] @y: 3 %"')})
    assert book.flows["order"].steps["1"].wording.text.source == "# [x] @y: 3 %"
