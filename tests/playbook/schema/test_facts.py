"""`customer_facts` of `store.yaml`: what may be written there, and what is told where it is wrong."""

from __future__ import annotations

import pytest

from tests.playbook.playbooks import STORE, assert_told, playbook

FILE = "flows/store.yaml"
WRONG = [
    ("customer_facts:\n  - ▸12\n", "a name of letters"),
    ("customer_facts:\n  - ▸[cups]\n", "expected a fact, or a fact with its name"),
    ("customer_facts:\n  - ▸{ cups: Tasses, drinks: Boisson }\n", "expected a fact, or a fact with its name"),
    ("customer_facts:\n  - cups:▸\n", "expected a text"),
    ("customer_facts:\n  - cups: { ▸nom: Tasses }\n", "`nom`"),
    ("customer_facts:\n  - budget: { as: ▸moneys }\n", "did you mean `money`?"),
    ("customer_facts:\n  - drinks: { values: { milk: ▸[] } }\n", "expected a text"),
]


@pytest.mark.parametrize(("snippet", "says"), WRONG)
def test_what_is_wrong_is_told_at_its_place(snippet: str, says: str) -> None:
    assert_told(FILE, STORE + snippet, says)


def test_a_fact_is_a_name_alone_or_more() -> None:
    text = "customer_facts:\n  - card\n  - cups: Tasses\n  - drinks: { name: Boisson, values: { milk: du lait } }\n"
    assert list(playbook({FILE: STORE + text}).facts) == ["card", "cups", "drinks"]
