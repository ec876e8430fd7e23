"""What customers go by, held against the offers."""

from __future__ import annotations

import pytest

from bot.playbook.check.catalogue import idle_attributes, shared_words, unknown_criteria, unranked_criteria
from tests.playbook.check.cases import Case, prove
from tests.playbook.playbooks import flow

FILE = "flows/catalog/attributes.yaml"
OFFERS = {"flows/catalog/a.csv": "id,name,attr.bruit (dB)\na,A,52\n"}
CASES = [
    Case(
        idle_attributes,
        "- { attribute: ▸bruits, better: lower }\n",
        "no offer of the catalogue has the attribute `bruits`; did you mean `bruit`?",
        "- { attribute: bruit, better: lower }\n",
        file=FILE,
        severity="warning",
        others=OFFERS,
    ),
    Case(
        unknown_criteria,
        flow("  - compare: { offers: { category: x }, criteria: [price, ▸bruits] }"),
        "no offer has the attribute `bruits`, and it is not `price`; did you mean `bruit`?",
        flow("  - compare: { offers: { category: x }, criteria: [price, bruit] }"),
        others=OFFERS,
    ),
    Case(
        unranked_criteria,
        flow("  - compare: { offers: { category: x }, criteria: [price, ▸bruit] }"),
        "nothing says whether less or more of `bruit` is better, so it ranks nothing; write `- { attribute: bruit,",
        flow("  - compare: { offers: { category: x }, criteria: [price] }"),
        severity="warning",
        others=OFFERS,
    ),
    Case(
        shared_words,
        "- { attribute: bruit, words: [discret] }\n- { attribute: largeur, words: [▸Discret] }\n",
        "`Discret` means `bruit` already",
        "- { attribute: bruit, words: [discret] }\n- { attribute: largeur, words: [étroite] }\n",
        file=FILE,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_told(case: Case) -> None:
    prove(case)
