"""`recommend` as it is written."""

from __future__ import annotations

import pytest

from bot.playbook.compiled import Recommend
from tests.playbook.playbooks import FLOW, assert_told, draft, flow

CATALOGUE = {"flows/catalog/a.csv": "id,name,price,attr.bruit (dB)\na,A,1,52\nb,B,2,50\n"}
WRONG = [
    ("  - recommend: ▸{ criteria: [price] }", "expected exactly one of `offers`, `complements_of`"),
    ("  - recommend: ▸{ offers: [a] }", "`criteria` is missing"),
    ("  - recommend: { complements_of: order, ▸criteria: [price] }", "complements are the catalogue's own"),
    ("  - recommend: { offers: [a], criteria: [▸{ price: x, bruit: y }] }", "expected `price` or an attribute"),
    ("  - recommend: { offers: [a], criteria: [price], ▸take: [] }", "did you mean `taken`?"),
    ("  - recommend: { offers: [a], criteria: [price, ▸bruits] }", "did you mean `bruit`?"),
    ("  - recommend: { offers: [a], criteria: [price], needs: [▸mousse] }", "no offer has the attribute `mousse`"),
    ("  - recommend: { offers: [a], criteria: [{ price: ▸conversation.quit }] }", "no step of this flow keeps"),
]


@pytest.mark.parametrize(("steps", "says"), WRONG)
def test_what_is_wrong_with_a_recommendation_is_told(steps: str, says: str) -> None:
    assert_told(FLOW, flow(steps), says, CATALOGUE)


def test_criteria_count_always_or_where_something_holds() -> None:
    written = flow('  - recommend: { offers: [a, b], criteria: [price, { bruit: customer.language == "fr" }] }')
    (only,) = draft({**CATALOGUE, FLOW: written}).flows
    made = only.flow.steps["1"]
    assert isinstance(made, Recommend)
    price, noise = made.advised.criteria
    assert (price.name, price.condition, noise.name) == ("price", None, "bruit")
    assert noise.condition is not None
    assert noise.condition.holds({"customer": {"language": "fr"}})
