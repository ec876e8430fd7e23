"""What else there is, and what is cheaper, asked before anything is proposed. As chats."""

from __future__ import annotations

import pytest

from bot.playbook.compiled import Playbook
from tests.engine.chat import Chat, Opens
from tests.engine.comparing import shop

ADVISES = """
flow: machine
title: Choisir
purpose: service
starts: [{ intent: machine }]
examples: [une machine]
steps:
  - id: drinks
    ask: Que boit-on ?
    as: choice
    choices:
      - Espresso: { go: cups }
      - Filtre: { go: cups }
  - id: cups
    ask: Combien de tasses ?
    as: number
    save: cups
  - id: idea
    offer: "aroma-2"
    ask: Je la prépare ?
    as: choice
    choices:
      - Oui: { go: advice }
      - label: Une autre idée
        hears: [autre idée, quoi d'autre, something else]
        do: [{ stop: another }]
  - id: advice
    recommend: { offers: { category: machine }, criteria: [price], taken: { stop: taken }, none: { stop: none } }
"""


@pytest.fixture
def book() -> Playbook:
    return shop(ADVISES)


def begun(chat: Opens, book: Playbook, language: str = "fr") -> Chat:
    return chat(book, language=language).opens("machine").ignores_what_was_said()


@pytest.mark.parametrize("words", ["moins cher ?", "vous avez quoi de moins cher ?", "anything cheaper?"])
def test_where_prices_begin_is_told_and_the_question_stays(chat: Opens, book: Playbook, words: str) -> None:
    lea = begun(chat, book).says(words)
    lea.hears("Ce que j’ai de moins cher", "Machine Brio Mini, 279", "Que boit-on ?")


@pytest.mark.parametrize("words", ["ya koi dotre", "quoi d'autre ?", "something else?"])
def test_there_is_no_other_choice(chat: Opens, book: Playbook, words: str) -> None:
    begun(chat, book).says(words).hears("pas d’autre choix", "Que boit-on ?")


def test_the_cheapest_counts_no_cups(chat: Opens, book: Playbook) -> None:
    lea = begun(chat, book).says("Espresso").hears("Combien de tasses")
    lea.says("la moins chère des deux").hears("Machine Brio Mini").hears("Combien de tasses")


def test_another_idea_is_taken_though_it_is_asked_for(chat: Opens, book: Playbook) -> None:
    lea = begun(chat, book).says("Espresso").hears("Combien").says("3").hears("Je la prépare ?")
    lea.says("ya koi dotre ?").ends("another")
