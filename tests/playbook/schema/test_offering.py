"""The verbs about what is sold, as they are written."""

from __future__ import annotations

import pytest

from bot.playbook.compiled import Compare
from tests.playbook.playbooks import FLOW, assert_told, draft, flow

CATALOGUE = {"flows/catalog/a.csv": "id,name,price,attr.bruit (dB)\na,A,1,52\nb,B,2,50\n"}
WRONG = [
    ("  - compare: { ▸offers: [a], criteria: [price] }", "2 to 4 offers are compared; here is 1"),
    ("  - compare: { ▸offers: [a, b, c, d, e], criteria: [price] }", "here are 5"),
    ("  - compare: ▸{ offers: [a, b] }", "`criteria` is missing"),
    ("  - compare: { offers: ▸{ ids: [a], category: b }, criteria: [price] }", "expected exactly one of"),
    ("  - compare: { offers: [a, b], criteria: [price], ▸chose: [] }", "did you mean `chosen`?"),
]


@pytest.mark.parametrize(("steps", "says"), WRONG)
def test_what_is_wrong_with_a_comparison_is_told(steps: str, says: str) -> None:
    assert_told(FLOW, flow(steps), says, CATALOGUE)


@pytest.mark.parametrize(
    ("offers", "count", "categories"),
    [
        ("[a, b]", 2, ()),
        ('"{{ conversation.kept }}"', 1, ()),
        ("{ category: machine }", 0, ("machine",)),
        ("{ category: [machine, café] }", 0, ("machine", "café")),
    ],
)
def test_offers_have_three_forms(offers: str, count: int, categories: tuple[str, ...]) -> None:
    written = flow(f"  - compare: {{ offers: {offers}, criteria: [price], save: kept }}")
    (only,) = draft({**CATALOGUE, FLOW: written}).flows
    made = only.flow.steps["1"]
    assert isinstance(made, Compare)
    assert (len(made.offers.ids), made.offers.categories) == (count, categories)
