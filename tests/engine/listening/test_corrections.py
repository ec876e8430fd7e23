"""Taking an answer back."""

from __future__ import annotations

import pytest

from bot.playbook.compiled import Playbook
from tests.engine.chat import Opens, playbook


@pytest.mark.parametrize(
    ("language", "words", "done"),
    [("fr", "non, plutôt en boutique", "corrigé"), ("en", "actually, en boutique", "changed that")],
)
def test_a_correction_keeps_the_rest_and_goes_on_from_there(
    chat: Opens, book: Playbook, language: str, words: str, done: str
) -> None:
    lea = chat(book, language=language).opens().ignores_what_was_said()
    lea.presses("À domicile").hears("personnes").says("4").hears("quel jour")
    lea.says(words).hears(done).hears("quel jour")
    assert lea.saved == {"where": "en_boutique", "people": 4}


def test_who_was_wrong_without_a_word_more_gets_the_last_question_again(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said()
    lea.presses("À domicile").hears("personnes").says("4").hears("quel jour")
    lea.says("je me suis trompé").hears("personnes").says("6").hears("quel jour")
    assert lea.saved["people"] == 6


def test_an_old_button_takes_the_answer_back(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said()
    lea.presses("À domicile").hears("personnes").says("4").hears("quel jour")
    lea.presses("En boutique").hears("corrigé").hears("quel jour")
    assert lea.saved == {"where": "en_boutique", "people": 4}


def test_what_the_new_branch_has_to_say_is_said(chat: Opens) -> None:
    flow = """
flow: ways
title: Chemins
purpose: service
starts: [{ event: chat.opened }]
steps:
  - ask: Où ?
    as: choice
    save: where
    choices:
      - À domicile: { go: home }
      - En boutique: { go: shop }
  - id: home
    say: Alors chez vous.
  - go: when
  - id: shop
    say: Alors chez nous.
  - id: when
    ask: Combien ?
    as: number
    save: n
  - stop: done
"""
    lea = chat(playbook(flow)).opens().hears("Où").says("à domicile").hears("chez vous").hears("Combien")
    lea.says("non, en boutique").hears("corrigé").hears("chez nous").hears("Combien")
    lea.says("3").hears_nothing().ends("done")


def test_a_no_that_answers_the_question_is_no_correction(chat: Opens) -> None:
    flow = """
flow: yes
title: Oui
purpose: service
starts: [{ event: chat.opened }]
steps:
  - ask: Combien ?
    as: number
    save: n
  - ask: Un sucre ?
    as: yes_no
    save: sugar
  - ask: Quand ?
    as: date
    save: day
  - say: "{{ conversation.n }} {{ conversation.sugar }} {{ conversation.day }}"
"""
    lea = chat(playbook(flow)).opens().hears("Combien").says("2").hears("sucre", choices=("Oui", "Non"))
    lea.says("non").hears("Quand")
    assert lea.saved == {"n": 2, "sugar": False}


WHY = """
flow: why
title: Pourquoi
purpose: service
starts: [{ event: chat.opened }]
steps:
  - ask: Laquelle gardez-vous ?
    as: choice
    save: kept
    choices: [Aroma 2, Presto 15, Brio Mini]
  - ask: Par curiosité, qu’est-ce qui l’a emporté ?
    as: text
    save: reason
  - say: "{{ conversation.kept }} : {{ conversation.reason }}"
"""


def test_a_free_text_does_not_swallow_the_correction_of_the_answer_before(chat: Opens) -> None:
    lea = chat(playbook(WHY)).opens().hears("Laquelle").says("hum la première").hears("Par curiosité")
    lea.says("euh non la deuxième").hears("c’est corrigé").hears("Par curiosité")
    lea.says("non, le bruit").hears("Presto 15 : non, le bruit")


def test_an_earlier_choice_word_for_word_is_a_correction_whatever_else_it_may_mean(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said().says("à domicile").hears("Pour combien")
    lea.says("non, plutôt en boutique", means="answer:delais").hears("c’est corrigé").hears("Pour combien")
    assert lea.saved["where"] == "en_boutique"


def test_an_amount_is_no_correction_of_a_count(chat: Opens, book: Playbook) -> None:
    lea = (
        chat(book).opens().ignores_what_was_said().says("à domicile").hears("Pour combien").says("4").hears("quel jour")
    )
    lea.says("plutôt 400 euros").ignores_what_was_said()
    assert lea.saved["people"] == 4
    lea.says("non, plutôt 6").hears("c’est corrigé").hears("quel jour")
