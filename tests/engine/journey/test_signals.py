"""What happens to a customer moves them along their journey."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.advance import advance, new_customer
from bot.engine.journey.journeys import impulse_of, weigh_impulses
from bot.engine.journey.mapping import begin_journey
from bot.engine.run import Run
from bot.engine.values import values
from bot.model.customer import Customer
from bot.model.events import CustomerImported, ShopReported
from bot.playbook.compiled import Playbook, Shelf
from tests.engine.chat import Chat, Opens, playbook
from tests.store.samples import NOON

JOURNEY = """
journey: purchase
title: Achat
for: customer.kind != "business"
stages:
  - discovery: { expected: 3 days }
  - comparison: { expected: 5 days }
  - decision: { expected: 2 days }
  - purchase: { expected: 4 days }
signals:
  - { on: answer.given, if: answer.tags contains "price", for: comparison, weight: 2 }
  - { on: cart.updated, if: cart.total > 100, for: decision, weight: 3 }
  - { on: order.confirmed, moves: purchase }
  - { on: order.cancelled, moves: comparison }
  - { on: customer.replied, for: discovery, weight: 0.5 }
  - { on: handover.waited, if: handover.minutes > 60, moves: discovery }
  - { on: chat.opened, if: event.payload == "soldes", moves: decision }
half_life: 10 days
"""
ANSWERS = """
- answer: prix
  question: Combien coûte la machine ?
  say: Elle coûte 349 euros.
  tags: [price]
- answer: adresse
  question: Où êtes-vous ?
  say: Rue Mercière.
"""


@pytest.fixture(scope="module")
def path() -> Playbook:
    return playbook(journey=JOURNEY, answers=ANSWERS)


def stage(lea: Chat) -> str:
    return lea.customer.journeys[0].stage


def test_two_questions_about_the_price_lead_on(chat: Opens, path: Playbook) -> None:
    lea = chat(path).says("c’est combien ?", means="answer:prix").hears("349")
    assert (stage(lea), lea.ledger[-1].kind) == ("discovery", "sent")
    lea.says("vous êtes où ?", means="answer:adresse").hears("Mercière")
    lea.says("et le prix ?", means="answer:prix").hears("349")
    assert (stage(lea), lea.customer.journeys[0].direction) == ("comparison", "advancing")
    (row,) = [row for row in lea.ledger if row.kind == "moved"]
    assert row.words == "Étape : de Découverte à Comparaison (une réponse lui a été donnée)."
    assert row.rule == "flows/journeys/purchase.yaml:11:5"
    assert row.facts["looked_at"]["scores"]["comparison"] == 3.0
    assert row.version == path.version


def test_what_is_certain_moves_at_once_and_back_again(chat: Opens, path: Playbook) -> None:
    lea = chat(path).shop("order.confirmed", number="A1")
    assert (stage(lea), lea.customer.journeys[0].cause) == ("purchase", "order.confirmed")
    lea.shop("order.cancelled", number="A1")
    assert (stage(lea), lea.customer.journeys[0].direction) == ("comparison", "receding")


def test_a_signal_whose_condition_does_not_hold_is_not_heard(chat: Opens, path: Playbook) -> None:
    assert stage(chat(path).says("merci").hears("plaisir").shop("cart.updated", total=90)) == "discovery"
    assert stage(chat(path).shop("cart.updated", total=120)) == "decision"


def test_what_others_journeys_listen_to_moves_nobody(chat: Opens, path: Playbook) -> None:
    assert chat(path, kind="business").shop("order.confirmed").customer.journeys == ()
    became = chat(path).says("merci").hears("plaisir").meets(CustomerImported(id="", facts={"kind": "business"}))
    assert stage(became.shop("order.confirmed")) == "discovery"


def test_a_link_that_opens_the_chat_is_a_signal(chat: Opens, path: Playbook) -> None:
    assert stage(chat(path).opens("soldes").ignores_what_was_said()) == "decision"
    assert stage(chat(path).opens("autre").ignores_what_was_said()) == "discovery"


def test_a_long_wait_for_staff_is_heard_once_when_they_answer(chat: Opens, path: Playbook) -> None:
    lea = chat(path).shop("order.confirmed").says("je veux parler à quelqu’un").ignores_what_was_said()
    lea.waits(minutes=90).staff_writes("Me voici").hears("Me voici")
    assert (stage(lea), lea.customer.journeys[0].cause) == ("discovery", "handover.waited")
    lea.shop("order.confirmed").waits(hours=3).staff_writes("Toujours là").hears("Toujours là").staff_gives_back()
    assert stage(lea.ignores_what_was_said()) == "purchase"


def test_a_thread_that_staff_took_themselves_was_not_waited_for(chat: Opens, path: Playbook) -> None:
    lea = chat(path).says("merci").hears("plaisir").shop("order.confirmed").staff_takes_over()
    lea.hears("prend la suite").waits(hours=2).staff_writes("Bonjour").hears("Bonjour")
    assert stage(lea) == "purchase"


def test_who_writes_to_staff_who_took_the_thread_and_never_answer_has_waited(chat: Opens, path: Playbook) -> None:
    lea = chat(path).shop("order.confirmed").staff_takes_over().waits(minutes=10)
    lea.says("vous êtes là ?").ignores_what_was_said().waits(days=3).ignores_what_was_said()
    assert lea.customer.handover is None
    assert stage(lea) == "discovery"


def test_a_thread_given_back_without_an_answer_was_waited_for(chat: Opens, path: Playbook) -> None:
    lea = chat(path).shop("order.confirmed").says("je veux parler à quelqu’un").ignores_what_was_said()
    lea.waits(hours=2).staff_gives_back().ignores_what_was_said()
    assert stage(lea) == "discovery"


@pytest.mark.parametrize("order", list(permutations(["prix", "prix", "adresse"])))
def test_turns_that_say_the_same_end_at_the_same_place(chat: Opens, path: Playbook, order: tuple[str, ...]) -> None:
    lea = chat(path)
    for name in order:
        lea.says("?", means=f"answer:{name}").ignores_what_was_said()
    assert stage(lea) == "comparison"


def test_a_wait_counts_from_the_last_word_that_nobody_answered(chat: Opens, path: Playbook) -> None:
    lea = chat(path).shop("order.confirmed").says("je veux parler à quelqu’un").ignores_what_was_said()
    lea.waits(minutes=90).says("toujours là ?").ignores_what_was_said().waits(minutes=30)
    lea.staff_writes("Me voici").hears("Me voici")
    assert stage(lea) == "purchase"
    lea.waits(minutes=5).says("et pour la livraison ?").ignores_what_was_said()
    lea.waits(minutes=90).staff_writes("Demain").hears("Demain")
    assert stage(lea) == "discovery"


def test_a_thread_that_comes_back_by_itself_once_staff_had_answered_was_not_waited_for(
    chat: Opens, path: Playbook
) -> None:
    lea = chat(path).shop("order.confirmed").says("je veux parler à quelqu’un").ignores_what_was_said()
    lea.waits(minutes=5).staff_writes("Me voici").hears("Me voici").waits(minutes=1).says("merci beaucoup")
    lea.ignores_what_was_said().waits(days=2).ignores_what_was_said()
    assert lea.customer.handover is None
    assert stage(lea) == "purchase"


SAID = st.sampled_from(
    [
        ("answer.given", {"answer": {"tags": ["price"]}}),
        ("cart.updated", {"cart": {"total": 200}}),
        ("cart.updated", {"cart": {"total": 20}}),
        ("order.confirmed", {}),
        ("order.cancelled", {}),
        ("customer.replied", {}),
    ]
)


@given(st.lists(SAID, max_size=7), st.data())
def test_a_place_depends_neither_on_the_order_of_what_a_turn_heard_nor_on_how_it_came_together(
    said: list[tuple[str, Any]], data: st.DataObject
) -> None:
    """The same events, one by one, in another order, or several at once as merged messages and what they make."""
    book = _book()
    before = new_customer("c" * 32, NOON)
    for hours, name in ((1, "cart.updated"), (2, data.draw(st.sampled_from(["order.confirmed", "x.nothing"])))):
        event = ShopReported(id=name, at=NOON + timedelta(hours=hours), name=name, data={"total": 200})
        before = advance(Shelf(current=book), before, event).customer
    shuffled = data.draw(st.permutations(said))
    cut = data.draw(st.integers(0, len(said)))
    together = [_turn(book, before, parts) for parts in ([[one] for one in said], [shuffled], [said[:cut], said[cut:]])]
    assert together[0] == together[1] == together[2]


@cache
def _book() -> Playbook:
    return playbook(journey=JOURNEY, answers=ANSWERS)


def _turn(book: Playbook, before: Customer, parts: list[list[tuple[str, Any]]]) -> object:
    """Return where a turn leads that hears these, each part settled at once."""
    run = Run(Shelf(current=book), before, ShopReported(id="e", at=NOON + timedelta(days=3), name="x.any"))
    begin_journey(run)
    for part in parts:
        heard = [
            (one.journey, impulse_of(one))
            for name, context in part
            for one in book.signals.get(name, ())
            if one.condition is None or one.condition.holds(values(run, None, **context))
        ]
        weigh_impulses(run, heard)
    [state] = run.customer.journeys
    return state.stage, state.direction, state.since, state.gained, set(state.evidence)
