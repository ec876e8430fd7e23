"""A message is never sent with a hole in it."""

from __future__ import annotations

import pytest

from bot.playbook.check.presence import sure_values, values_that_may_be_absent
from tests.playbook.check.cases import Case, prove
from tests.playbook.playbooks import ANSWERS, FLOW, STORE, draft, flow, one_flow

SAYS_PEOPLE = '  - say: "Pour {{ conversation.people }}"'
ASKS_PEOPLE = "  - id: people\n    ask: Combien ?\n    as: number\n    save: people"
ABANDONED = "starts: [{ event: cart.abandoned }]"

CASES = [
    Case(
        values_that_may_be_absent,
        flow('  - say: "Bonjour {{ ▸customer.first_name }}"'),
        "write `{{ customer.first_name | default: '…' }}`",
        flow("  - say: \"Bonjour {{ customer.first_name | default: 'vous' }}\""),
    ),
    Case(
        values_that_may_be_absent,
        flow('  - say: "Bonjour {% if customer.phone %}{{ ▸customer.first_name }}{% endif %}"'),
        "may be absent",
        flow('  - say: "Bonjour {% if customer.first_name %}{{ customer.first_name }}{% endif %}"'),
    ),
    Case(
        values_that_may_be_absent,
        flow(f'{ASKS_PEOPLE}\n    otherwise: {{ go: said }}\n'
             '  - id: said\n    say: "Pour {{ ▸conversation.people }}"'),
        "may be absent",
        flow(f"{ASKS_PEOPLE}\n{SAYS_PEOPLE}"),
    ),
    Case(
        values_that_may_be_absent,
        flow(f'{ASKS_PEOPLE}\n  - set: {{ conversation.people: null }}\n'
             '  - say: "Pour {{ ▸conversation.people }}"'),
        "may be absent",
        flow(f"{ASKS_PEOPLE}\n    otherwise: {{ set: {{ conversation.people: 2 }} }}\n{SAYS_PEOPLE}"),
    ),
    Case(
        values_that_may_be_absent,
        flow('  - say: "Panier de {{ ▸cart.total | money }}"', head="starts: [{ intent: buy }]\nexamples: [oui]"),
        "may be absent",
        flow('  - say: "Panier de {{ cart.total | money }}"', head=ABANDONED),
    ),
    Case(
        values_that_may_be_absent,
        flow('  - say: "Panier de {{ ▸cart.url }}"', head=ABANDONED),
        "may be absent",
        flow('  - if: cart.url\n    say: "Panier de {{ cart.url }}"', head=ABANDONED),
    ),
    Case(
        values_that_may_be_absent,
        flow('  - choose:\n    - { if: customer.cups > 3, then: { go: many } }\n'
             '  - say: "{{ ▸customer.cups }}"\n  - stop: few\n'
             '  - id: many\n    say: "{{ customer.cups }}"\n  - set: { customer.cups: 3 }'),
        "may be absent",
        flow('  - choose:\n    - { if: customer.cups == nil, then: { stop: few } }\n  - say: "{{ customer.cups }}"\n'
             "  - set: { customer.cups: 3 }"),
    ),
    Case(
        values_that_may_be_absent,
        flow('  - fetch: { get: "https://a.example/x", save: stock, failed: { go: said } }\n'
             '  - id: said\n    say: "{{ ▸conversation.stock.lyon }}"'),
        "`conversation.stock.lyon` may be absent",
        flow('  - fetch: { get: "https://a.example/x", save: stock, failed: { stop: failed } }\n'
             '  - id: said\n    say: "{{ conversation.stock.lyon }}"'),
    ),
    Case(
        values_that_may_be_absent,
        '- answer: a\n  question: Quoi ?\n  say: "Votre commande {{ ▸order.number }}"\n',
        "may be absent",
        '- answer: a\n  question: Quoi ?\n  say: "Chez {{ store.name }}, {{ answer.question }}"\n',
        file=ANSWERS,
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_may_be_absent_needs_a_default(case: Case) -> None:
    prove(case)


def test_a_question_that_is_skipped_where_its_value_is_known_makes_the_value_sure() -> None:
    steps = '  - if: customer.cups == nil\n    ask: Combien ?\n    save: customer.cups\n  - say: "{{ customer.cups }}"'
    assert "customer.cups" in sure_values(one_flow(steps), called=False)["2"]


def test_a_flow_that_another_calls_can_not_count_on_its_event() -> None:
    files = {
        FLOW: flow('  - say: "{{ cart.total }}"', head=ABANDONED),
        "flows/conversations/other.yaml": "flow: other\nstarts: [{ intent: x }]\nexamples: [x y]\n"
        "steps: [{ call: order }]\n",
    }
    assert [fault.place.file for fault in values_that_may_be_absent(draft(files))] == [FLOW]


def test_the_outcome_of_a_call_is_there_after_it() -> None:
    files = {
        FLOW: flow('  - call: other\n  - say: "{{ conversation.outcome }}"'),
        "flows/conversations/other.yaml": "flow: other\nsteps: [{ stop: done }]\n",
    }
    assert not list(values_that_may_be_absent(draft(files)))


def test_a_condition_of_every_start_is_sure() -> None:
    head = "starts: [{ event: order.delivered, if: customer.machine }, { event: order.shipped, if: customer.machine }]"
    steps = '  - say: "{{ customer.machine }}"\n  - set: { customer.machine: x }'
    assert not list(values_that_may_be_absent(draft({FLOW: flow(steps, head)})))


CATALOGUE = "id,name,price\nbrio-mini,Brio Mini,279\nsecret,Secret,\n"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("{{ offers.brio-mini.price | money }}", []),
        ("{{ store.delivery.home.cost | money }}", []),
        ("{{ offers.secret.price | money }}", ["`offers.secret.price` may be absent"]),
        ("{{ offers.imported.price | money }}", ["`offers.imported.price` may be absent"]),
        ("{{ store.delivery.home.free_from | money }}", ["`store.delivery.home.free_from` may be absent"]),
    ],
)
def test_what_the_catalogue_and_the_ways_hold_is_surely_there(said: str, told: list[str]) -> None:
    answer = f'- answer: a\n  question: Quoi ?\n  say: "{said}"\n'
    store = STORE + "delivery: [{ way: home, cost: 4.90 }]\n"
    made = draft({ANSWERS: answer, "flows/store.yaml": store, "flows/catalog/offers.csv": CATALOGUE})
    found = [fault.message for fault in values_that_may_be_absent(made)]
    assert [message.partition(";")[0] for message in found] == told
