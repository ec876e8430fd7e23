"""Phrases of ours, and texts that are ready."""

from __future__ import annotations

from decimal import Decimal

from bot.engine.phrases import amount_in_words, has_buttons, is_short, lines_worded, phrase, ready
from bot.engine.run import Run
from bot.model.events import ChatOpened
from tests.engine.ordering import lea_with


def run_on(channel: str) -> Run:
    lea = lea_with(None, channel="telegram").ignores_what_was_said()
    return Run(lea.shelf, lea.customer, ChatOpened(id="e", at=lea.now, address=lea.address))


def test_an_amount_is_said_with_its_currency_and_nothing_is_free() -> None:
    run = run_on("telegram")
    assert amount_in_words(run, None, Decimal("4.90"), "EUR") == "4,90\u00a0€"
    assert amount_in_words(run, None, Decimal(5), "CHF") == "5\u00a0CHF"
    assert amount_in_words(run, None, Decimal(0), "EUR") == "gratuit"


def test_a_phrase_that_lacks_a_value_or_is_not_ours_is_nothing() -> None:
    run = run_on("telegram")
    assert phrase(run, None, "order_total") == ""
    assert phrase(run, None, "no_such_words") == ""


def test_a_ready_text_says_itself_in_any_language() -> None:
    wording = ready("Bonjour {{ x }}")
    assert wording.text.render({}, "fr") == wording.text.render({}, "en") == "Bonjour {{ x }}"
    assert wording.sms is None


def test_choices_are_buttons_where_there_are_any() -> None:
    run = run_on("telegram")
    assert has_buttons(run)
    assert not is_short(run)


def test_lines_stand_under_each_other_without_those_that_have_nothing_to_say() -> None:
    run = run_on("telegram")
    lines = [("amount_free", {}), ("order_total", {}), ("amount", {"amount": 5, "currency": "EUR"})]
    assert lines_worded(run, lines, sms=False) == "gratuit\n5\u00a0€"
