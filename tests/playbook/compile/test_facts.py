"""What the shop calls its customers' facts, compiled."""

from __future__ import annotations

from bot.playbook import build
from tests.playbook.playbooks import STORE, assert_told, playbook

FILE = "flows/store.yaml"
FACTS = (
    "customer_facts:\n  - card\n  - budget: { name: Budget, as: money, values: { 0: pas fixé } }\n"
    "  - quiet: { values: { true: au calme } }\n"
)


def test_names_and_values_are_texts() -> None:
    facts = playbook({FILE: STORE + FACTS}).facts
    assert facts["card"].name is None
    budget = facts["budget"]
    assert budget.name is not None
    assert (budget.name.render({}, "fr"), budget.shown_as) == ("Budget", "money")
    assert budget.values["0"].render({}, "fr") == "pas fixé"
    assert facts["quiet"].values["true"].render({}, "fr") == "au calme"


def test_they_are_read_in_every_language_of_the_store() -> None:
    store = STORE.replace("[fr]", "[fr, en]") + "customer_facts: [{ cups: Tasses par jour }]\n"
    lacks = build({FILE: store}).faults
    assert [(one.place.line, one.message) for one in lacks if "Tasses" not in one.message] == [
        (9, "no translation into en")
    ]
    known = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    known += 'msgid "Tasses par jour"\nmsgstr "Cups a day"\n'
    name = playbook({FILE: store, "locales/en/LC_MESSAGES/flows.po": known}).facts["cups"].name
    assert name is not None
    assert name.render({}, "en") == "Cups a day"


def test_one_name_is_for_all_customers() -> None:
    snippet = STORE + 'customer_facts:\n  - cups: ▸"Tasses de {{ customer.first_name }}"\n'
    assert_told(FILE, snippet, "one name for all customers")


def test_a_fact_is_declared_once() -> None:
    assert_told(FILE, STORE + "customer_facts:\n  - cups\n  - ▸cups: Tasses\n", "`cups` is declared twice")
