"""Offers that hang beside a conversation."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.engine.advance import new_customer
from bot.engine.listening.offering import choices_of, extras_for, prompt_of
from bot.engine.run import Run
from bot.model.events import StaffTookOver
from bot.model.sms_text import measure, normalise
from bot.playbook.compiled import Playbook, Shelf
from tests.engine.chat import Opens

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


def test_by_sms_the_least_likely_goes_first_where_there_is_no_room(chat: Opens, book: Playbook) -> None:
    lea = chat(book, channel="sms").may_mean("é", delais=0.4, garantie=0.39).ignores_what_was_said()
    (said,) = lea.said
    whole = "\n".join((said.content.text, *(f"1. {choice.label}" for choice in said.content.choices), "x" * 23))
    assert measure(normalise(whole)).segments <= 2
    assert said.content.choices[-1].label == "Autre chose"
