"""What steps are called."""

from __future__ import annotations

from bot.web.console.step_words import words_of
from tests.web.console.reported import BOOK

FLOW = BOOK.flows["confirm"]


def test_a_step_by_its_verb_and_its_words() -> None:
    assert words_of(FLOW, "1").verb == "split"
    assert words_of(FLOW, "1").text == "tone"
    asked = words_of(FLOW, "2")
    assert (asked.verb, asked.text, asked.line) == ("ask", "Voici votre panier, on confirme ?", 13)


def test_a_step_that_is_written_no_more_by_its_name() -> None:
    assert words_of(FLOW, "9.gone").text == "9.gone"
    assert words_of(None, "2").text == "2"
