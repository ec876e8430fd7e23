"""What they have at home, said with nothing asked, as chats."""

from __future__ import annotations

import pytest

from bot.model.message import Reading
from bot.playbook import build
from tests.engine.chat import Chat, book_files
from tests.engine.comparing import ASKS
from tests.engine.order.test_order_named import SAID
from tests.engine.ordering import CATALOGUE, STORE

AGAIN = """
flow: again
title: La même chose
purpose: service
starts: [{ intent: again }]
examples: [comme la dernière fois]
steps:
  - ask: La même chose ?
    as: choice
    offer: "{{ customer.again.ids | default: '' }}"
    choices: [{ Oui: { stop: converted } }, { Non: { stop: declined } }]
"""
NOTHING = Reading(opt_out=0.9)


def lea(*flows: str, language: str = "fr") -> Chat:
    checked = build({**book_files(*flows, store=STORE), "flows/catalog/offers.csv": CATALOGUE})
    assert checked.playbook is not None, [str(fault) for fault in checked.faults]
    return Chat(checked.playbook, language=language)


@pytest.mark.parametrize("words", ["je n'en ai plus", "j'en ai plus", "I've run out", "I'm out of coffee"])
def test_who_has_run_out_is_proposed_what_they_had(words: str) -> None:
    lea(SAID, AGAIN).reads(words, NOTHING).hears("La même chose")


def test_without_such_a_conversation_it_is_an_order() -> None:
    lea(SAID).reads("il ne m'en reste plus", NOTHING).hears("Qu’est-ce que je vous prépare")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("j'en ai encore", "rien ne presse"),
        ("il m'en reste deux paquets", "rien ne presse"),
        ("je suis passé à une autre marque", "Merci de me le dire"),
        ("je ne bois plus de café", "Si cela change"),
    ],
)
def test_of_who_buys_nothing_again_it_is_understood(words: str, answer: str) -> None:
    lea(SAID).reads(words, NOTHING).hears(answer)


@pytest.mark.parametrize(
    ("words", "answer"),
    [("I still have some left", "no hurry"), ("I switched to another brand", "Thank you for telling me")],
)
def test_in_english_what_is_at_home_is_understood(words: str, answer: str) -> None:
    lea(SAID, language="en").reads(words, NOTHING).hears(answer)


def test_while_something_is_asked_it_is_an_answer_to_that() -> None:
    chat = lea(ASKS, AGAIN).opens().hears("Votre prénom ?").reads("je n'en ai plus", Reading())
    assert chat.customer.conversations == ()
