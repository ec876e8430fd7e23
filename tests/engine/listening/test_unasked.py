"""Correcting what the first words had said, so that nobody asked."""

from __future__ import annotations

import pytest

from bot.playbook.compiled import Playbook
from tests.engine.chat import Chat, Opens, playbook

MACHINE = """
flow: machine
title: Choisir
purpose: service
starts: [{ intent: machine }]
examples: [une machine]
steps:
  - if: event.amount != nil
    set: { conversation.budget: "{{ event.amount }}" }
  - id: cups
    ask: Combien de tasses ?
    as: number
    save: cups
  - id: budget
    if: conversation.budget == nil
    ask: Quel budget ?
    as: money
    save: budget
  - id: advice
    say: "{{ conversation.cups }} tasses, {{ conversation.budget | default: 0 }} euros."
  - ask: Alors ?
    as: choice
    choices:
      - Je la prends: { stop: converted }
      - Plus tard: { stop: postponed }
"""


@pytest.fixture
def machines() -> Playbook:
    return playbook(MACHINE)


def begun(chat: Opens, book: Playbook) -> Chat:
    return chat(book).says("une machine, 300 euros maximum", means="flow:machine").hears("Combien de tasses")


def test_before_its_question_only_the_value_changes(chat: Opens, machines: Playbook) -> None:
    lea = begun(chat, machines).says("non, plutôt 500 euros").hears("corrigé").hears("Combien de tasses")
    lea.says("4").hears("4 tasses, 500 euros").hears("Alors")


def test_after_its_question_the_conversation_is_walked_again_with_the_rest_kept(
    chat: Opens, machines: Playbook
) -> None:
    lea = begun(chat, machines).says("4").hears("4 tasses, 300 euros").hears("Alors")
    lea.says("finalement 500 euros").hears("corrigé").hears("4 tasses, 500 euros").hears("Alors")
    assert lea.saved["budget"] == 500
    assert [row.facts["value"] for row in lea.ledger if row.kind == "repaired"] == [500]
    lea.says("non, plutôt 400 euros").hears("corrigé").hears("4 tasses, 400 euros").hears("Alors")


def test_an_answer_given_later_is_corrected_as_ever(chat: Opens, machines: Playbook) -> None:
    lea = begun(chat, machines).says("4").hears("4 tasses").hears("Alors")
    lea.says("non, plutôt 6").hears("corrigé").hears("6 tasses, 300 euros").hears("Alors")


def test_the_same_again_is_no_correction(chat: Opens, machines: Playbook) -> None:
    lea = begun(chat, machines).says("4").hears("4 tasses").hears("Alors")
    lea.says("finalement 300 euros").hears("pas bien saisi")


def test_a_question_that_nothing_has_answered_is_left_for_its_turn(chat: Opens, machines: Playbook) -> None:
    lea = chat(machines).says("une machine", means="flow:machine").hears("Combien de tasses")
    lea.says("4").hears("Quel budget")
    assert "budget" not in lea.saved


OFFICE = """
flow: office
title: Au bureau
purpose: service
starts: [{ intent: office }]
examples: [au bureau]
steps:
  - id: people
    ask: Combien êtes-vous ?
    as: number
    save: people
    hears: [on est, on sera, we grow to, personnes]
  - say: "Pour {{ conversation.people | default: 0 }}."
  - ask: Quelle société ?
    as: text
    save: company
  - say: "Merci {{ conversation.company | default: '' }}."
"""


@pytest.mark.parametrize("words", ["et si on est 40 ?", "on sera 40 à la rentrée", "what if we grow to 40?"])
def test_a_count_is_no_company_s_name(chat: Opens, words: str) -> None:
    lea = chat(playbook(OFFICE)).says("au bureau", means="flow:office").hears("Combien").says("15").hears("Pour 15.")
    lea.hears("Quelle société").says(words).hears("corrigé").hears("Pour 40.").hears("Quelle société")
    lea.says("Quarante et Fils").hears("Merci Quarante et Fils.")


def test_a_name_beside_a_count_is_a_name(chat: Opens) -> None:
    lea = chat(playbook(OFFICE)).says("au bureau", means="flow:office").hears("Combien").says("15").hears("Pour 15.")
    lea.hears("Quelle société").says("Brightside, 40 personnes").hears("Merci Brightside, 40 personnes.")
