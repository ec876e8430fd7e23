"""What a customer has already said when a conversation begins at their wish."""

from __future__ import annotations

import pytest

from bot.model.message import Candidate, Reading, Value
from tests.engine.chat import Chat, Opens, playbook
from tests.engine.shop import ANSWERS

MACHINE = """
flow: machine
title: Choisir une machine
purpose: service
starts: [{ intent: machine }]
examples: [je cherche une machine, a machine please]
steps:
  - if: event.said contains "silenc"
    set: { conversation.quiet: true }
  - if: event.amount != nil
    set: { conversation.budget: "{{ event.amount | default: 0 }}" }
  - id: quiet
    if: conversation.quiet == nil
    ask: Le bruit compte ?
    as: yes_no
    save: quiet
  - id: budget
    if: conversation.budget == nil
    ask: Quel budget ?
    as: money
    save: budget
  - say: "Voici, à {{ conversation.budget }} euros."
"""


def context(chat: Chat) -> dict[str, Value]:
    found = chat.customer.conversations[-1].context.get("event", {})
    assert isinstance(found, dict)
    return found


def test_what_was_said_with_the_wish_is_not_asked_again(chat: Opens) -> None:
    lea = chat(playbook(MACHINE))
    lea.says("Je cherche une machine SILENCIEUSE, 300 € maximum", means="flow:machine").hears("Voici, à 300 euros")


def test_what_was_not_said_is_asked(chat: Opens) -> None:
    lea = chat(playbook(MACHINE)).says("je cherche une machine silencieuse", means="flow:machine")
    lea.hears("Quel budget").says("250").hears("Voici, à 250 euros")


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("On est 12 au bureau !", {"said": "on est 12 au bureau", "number": 12}),
        ("une machine pour deux", {"said": "une machine pour deux", "number": 2}),
        ("une machine", {"said": "une machine"}),
        ("une machine avant samedi", {"said": "une machine avant samedi", "day": "2026-03-07"}),
        ("400 euros environ, pour une machine", {"said": "400 euros environ pour une machine", "amount": 400}),
    ],
)
def test_a_figure_counts_things_or_is_an_amount(chat: Opens, text: str, known: dict[str, Value]) -> None:
    lea = chat(playbook(MACHINE)).says(text, means="flow:machine").ignores_what_was_said()
    assert context(lea) == {"name": "customer.asked", **known}


def test_a_button_and_a_bare_word_say_nothing_more(chat: Opens) -> None:
    book = playbook(MACHINE, answers=ANSWERS.replace("then: coffee", "then: machine"))
    lea = chat(book).says("c'est combien ?", means="answer:prix").hears("349").says("1").hears("Le bruit")
    assert context(lea) == {}
    tom = chat(book).says("machine", means="flow:machine").hears("Le bruit")
    assert context(tom) == {}


def test_a_choice_of_did_you_mean_goes_on_with_the_words_that_it_answers(chat: Opens) -> None:
    lea = chat(playbook(MACHINE, answers=ANSWERS.replace("then: coffee", "then: machine")))
    words = "une machine silencieuse à moins de 400 €"
    unsure = (Candidate("answer", "prix", 0.45), Candidate("flow", "machine", 0.44))
    lea.reads(words, Reading(language="fr", candidates=unsure)).hears("Vouliez-vous dire")
    lea.says("2").hears("Voici, à 400 euros")


def test_what_is_kept_is_short(chat: Opens) -> None:
    lea = chat(playbook(MACHINE)).says("une machine " * 60, means="flow:machine").hears("Le bruit")
    assert len(str(context(lea)["said"])) <= 400


def test_a_called_flow_does_not_take_its_callers_words_for_its_own(chat: Opens) -> None:
    caller = MACHINE.replace("flow: machine", "flow: caller").replace("machine }", "caller }").split("steps:")[0]
    caller = caller.replace("[je cherche une machine, a machine please]", "[un conseil, some advice]")
    caller += "steps:\n  - call: machine\n"
    lea = chat(playbook(caller, MACHINE)).says("je cherche une machine silencieuse", means="flow:caller")
    lea.hears("Le bruit compte")
    assert context(lea) == {}
