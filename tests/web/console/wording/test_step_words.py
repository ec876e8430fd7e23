"""What steps are called."""

from __future__ import annotations

from bot.web.console.wording.step_words import DOES, does, words_of
from tests.playbook.playbooks import FLOW as FLOW_FILE
from tests.playbook.playbooks import flow, playbook
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


def test_what_is_said_in_some_cases_only_is_left_out() -> None:
    inner = "{% if customer.opted_out %}Noté. {% else %}Bien. {% endif %}"
    asked = f"{{% unless customer.minor %}}{inner}{{% endunless %}}Que boit-on ?"
    assert _shown(asked) == "Que boit-on ?"
    assert _shown("Merci{% if customer.first_name %} {{ customer.first_name }}{% endif %}. À vous.") == "Merci. À vous."
    assert _shown("{% if customer.minor %}Bonjour{% else %}Bonsoir{% endif %}") == "Bonjour Bonsoir"


def _shown(text: str) -> str:
    steps = f'  - id: a\n    ask: "{text}"\n    save: drinks'
    return words_of(playbook({FLOW_FILE: flow(steps)}).flows["order"], "a").text


def test_what_the_bot_does_at_a_step_is_said_in_the_readers_language() -> None:
    assert (does("rate", "fr"), does("rate", "en"), does("", "fr")) == ("fait noter", "asks for a rating", "")
    assert {verb for verb in DOES if does(verb, "fr") == DOES[verb]} == set()
