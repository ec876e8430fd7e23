"""Names that nothing can have set."""

from __future__ import annotations

import pytest

from bot.playbook.check.values import unknown_values, written_values
from tests.playbook.check.cases import Case, prove
from tests.playbook.playbooks import ANSWERS, FLOW, JOURNEY, STORE, draft, flow

CASES = [
    Case(
        unknown_values,
        flow('  - say: "Bonjour {{ ▸customer.fist_name | default: 1 }}"'),
        "did you mean `customer.first_name`?",
        flow('  - say: "Bonjour {{ customer.first_name | default: 1 }}"'),
    ),
    Case(
        unknown_values,
        flow('  - say: "Bonjour {{ ▸client.first_name }}"'),
        "nothing is called `client`",
        flow('  - say: "Bonjour {{ customer.id }}"'),
    ),
    Case(
        unknown_values,
        flow('  - ask: Combien ?\n    save: people\n  - say: "Pour {{ ▸people }}"'),
        "did you mean `conversation.people`?",
        flow('  - ask: Combien ?\n    save: people\n  - say: "Pour {{ conversation.people }}"'),
    ),
    Case(
        unknown_values,
        flow("  - choose:\n    - { if: ▸conversation.people > 12, then: { stop: many } }\n  - stop: few"),
        "no step of this flow keeps `conversation.people`",
        flow(
            "  - ask: Combien ?\n    save: people\n  - choose:\n"
            "    - { if: conversation.people > 12, then: { stop: many } }"
        ),
    ),
    Case(
        unknown_values,
        flow('  - if: ▸customer.roast == "dark"\n    say: Du noir'),
        "`customer_facts: [name]`",
        flow('  - set: { customer.roast: dark }\n  - if: customer.roast == "dark"\n    say: Du noir'),
    ),
    Case(
        unknown_values,
        flow('  - say: "{{ ▸order.nubmer | default: 1 }}"'),
        "did you mean `order.number`?",
        flow('  - say: "{{ order.loyalty_points | default: 1 }}"'),
    ),
    Case(
        unknown_values,
        '- answer: a\n  question: Quoi ?\n  say: "{{ ▸conversation.people | default: 1 }}"\n',
        "an answer may be given in any conversation",
        '- answer: a\n  question: Quoi ?\n  say: "{{ answer.id }} {{ store.website }}"\n',
        file=ANSWERS,
    ),
    Case(
        unknown_values,
        '- segment: a\n  if: ▸event.name == "x"\n',
        "a segment looks at the customer",
        "- segment: a\n  if: customer.orders_count > 3\n",
        file="flows/segments.yaml",
    ),
    Case(
        unknown_values,
        '- segment: a\n  if: ▸customer.segments contains "b"\n',
        "a segment can't look at segments",
        "- segment: a\n  if: customer.orders_count > 3\n",
        file="flows/segments.yaml",
    ),
    Case(
        unknown_values,
        'repair: greeting\nsay: "Bonjour {{ ▸cart.total | default: 1 }}"\n',
        "these words may be needed in any conversation",
        'repair: greeting\nsay: "Bonjour, {{ store.name }}"\n',
        file="flows/conversations/repair/greeting.yaml",
    ),
    Case(
        unknown_values,
        'consent:\n  marketing: "Bonjour {{ ▸customer.first_name }}"\n',
        "kept as a proof",
        'consent:\n  marketing: "Par {{ channel }}"\n',
        file="flows/policy.yaml",
    ),
    Case(
        written_values,
        flow("  - set: { ▸journey.stage: decision }"),
        "a stage is changed by `move`",
        flow("  - set: { journey.budget: 3 }"),
    ),
    Case(
        written_values,
        flow("  - ask: Combien ?\n    save: ▸customer.orders_count"),
        "can't be written",
        flow("  - ask: Combien ?\n    save: customer.first_name"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_name_is_known(case: Case) -> None:
    prove(case)


def test_a_fact_that_the_store_lists_is_known() -> None:
    files = {
        "flows/store.yaml": f"{STORE}customer_facts: [roast]\n",
        FLOW: flow("  - if: customer.roast\n    say: Oui"),
    }
    assert not list(unknown_values(draft(files)))


def test_a_journey_sees_the_handover_that_a_moment_is_about() -> None:
    journey = (
        "journey: purchase\nstages: [discovery]\nmoments:\n  - { on: handover.waited, if: handover.minutes > 60 }\n"
    )
    assert not list(unknown_values(draft({JOURNEY: journey})))
    assert list(unknown_values(draft({FLOW: flow("  - if: handover.minutes > 3\n    say: Oui")})))


def test_names_that_a_text_makes_itself_are_known() -> None:
    looped = flow('  - say: "{% for line in order.lines %}{{ line.title }}{% endfor %}"')
    assert not list(unknown_values(draft({FLOW: looped})))


def test_a_slip_of_an_offer_s_id_is_told_where_one_is_near() -> None:
    answer = '- answer: a\n  question: Quoi ?\n  say: "{{ offers.brio-mni.price | default: 1 }}"\n'
    made = draft({ANSWERS: answer, "flows/catalog/offers.csv": "id,name,price\nbrio-mini,Brio Mini,279\n"})
    assert [fault.message for fault in unknown_values(made)] == [
        "`offers.brio-mni` is not known; did you mean `offers.brio-mini`?"
    ]
