"""Texts without a translation."""

from __future__ import annotations

import pytest

from bot.playbook.check.languages import missing_translations
from tests.playbook.check.cases import Case, prove
from tests.playbook.playbooks import FLOW, STORE, draft, flow

BOTH = {"flows/store.yaml": STORE.replace("[fr]", "[fr, en]")}
PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Bonjour"\nmsgstr "Hello"\n'
TRANSLATED = {**BOTH, "locales/en/LC_MESSAGES/flows.po": PO}

CASES = [
    Case(
        missing_translations,
        flow("  - say: ▸Bonsoir"),
        "no translation into en",
        flow("  - say: Bonjour"),
        severity="warning",
        others=TRANSLATED,
    ),
    Case(
        missing_translations,
        "id,name,attr.bruit (dB)\na,▸Tasse,70\n",
        "no translation into en",
        "id,name,attr.bruit (dB)\na,Bonjour,70\n",
        file="flows/catalog/a.csv",
        severity="warning",
        others={**TRANSLATED, "flows/catalog/attributes.yaml": "- { attribute: bruit, title: Bonjour }\n"},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_text_is_translated(case: Case) -> None:
    prove(case)


def test_it_is_told_once_and_not_for_values_and_addresses() -> None:
    linked = '  - say: Bonsoir\n    links: [{ Bonsoir: "https://a.example/x" }]\n'
    steps = linked + '  - say: "{{ customer.id }} 12 !"\n  - say: Bonsoir'
    assert len(list(missing_translations(draft({**BOTH, FLOW: flow(steps)})))) == 1


def test_a_store_of_one_language_needs_none() -> None:
    assert not list(missing_translations(draft({FLOW: flow("  - say: Bonsoir")})))
