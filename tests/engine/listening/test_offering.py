"""Offers that hang beside a conversation."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.engine.advance import new_customer
from bot.engine.listening.offering import choices_of, extras_for, prompt_of
from bot.engine.run import Run
from bot.model.events import StaffTookOver
from bot.playbook.compiled import Playbook, Shelf

NOW = datetime(2026, 3, 22, 11, 0, tzinfo=UTC)
OFFERED = ("answer:delais", "flow:coffee", "person:", "else:", "answer:gone")


def test_offers_are_named_for_their_buttons_the_same_way_each_time(book: Playbook) -> None:
    assert prompt_of(OFFERED) == prompt_of(OFFERED) != prompt_of(OFFERED[:2])
    assert len(prompt_of(OFFERED)) <= 22


def test_offers_have_labels_in_the_customers_words(book: Playbook) -> None:
    run = Run(Shelf(current=book), new_customer("c", NOW), StaffTookOver(id="e", at=NOW))
    labels = [choice.label for choice in choices_of(run, OFFERED)]
    assert labels == [
        "Quels sont les délais de livraison ?",
        "Commander du café",
        "Parler à quelqu’un",
        "Autre chose",
        "Autre chose",
    ]
    assert extras_for(run, OFFERED).prompt == prompt_of(OFFERED)
    assert run.customer.offered == OFFERED
