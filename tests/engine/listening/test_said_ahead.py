"""What is said to one question and answers another, as chats."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.model.message import Candidate, Reading
from bot.playbook import build
from bot.playbook.compiled import Playbook
from tests.engine.chat import Chat, book_files

FLOW = """
flow: choose
title: Choisir
purpose: service
starts: [{ intent: choose }]
examples: [je cherche une machine]
steps:
  - ask: Que buvez-vous ?
    as: choice
    save: drinks
    choices: [Espressos, Cappuccinos, Filtre]
  - if: conversation.cups == nil
    ask: Combien de tasses ?
    as: number
    save: cups
    hears: [tasses, cups]
  - if: conversation.quiet == nil
    ask: Le bruit compte-t-il ?
    as: yes_no
    save: quiet
    hears: [silenc, quiet]
  - if: conversation.budget == nil
    ask: Quel budget ?
    as: money
    save: budget
    hears: [budget]
  - say: >-
      {{ conversation.cups | default: 0 }} tasses, {{ conversation.budget | default: 0 }} euros,
      {{ conversation.quiet | default: false }}.
  - stop: done
"""
NOTHING = Reading()
CHOOSES = Reading(candidates=(Candidate("flow", "choose", 0.97),))
PAYS = Reading(candidates=(Candidate("answer", "instalments", 0.97),))
ANSWERS = "- { answer: instalments, question: En trois fois ?, say: En trois fois. }\n"


@pytest.fixture(scope="module")
def book() -> Playbook:
    checked = build(book_files(FLOW, answers=ANSWERS))
    assert checked.playbook is not None, [str(fault) for fault in checked.faults]
    return checked.playbook


Begins = Callable[[str], Chat]


@pytest.fixture
def begins(book: Playbook) -> Begins:
    return lambda words: Chat(book).reads(words, CHOOSES)


def test_it_is_noted_and_the_question_stays_and_the_later_one_is_not_asked(begins: Begins) -> None:
    lea = begins("je cherche une machine").hears("Que buvez-vous")
    lea.reads("trois tasses", PAYS).hears("C’est noté.", "Que buvez-vous")
    lea.reads("vers 400", NOTHING).hears("C’est noté.", "Que buvez-vous")
    lea.says("Filtre").hears("Le bruit compte-t-il")
    lea.says("non").hears("3 tasses, 400 euros, false.")


def test_what_answers_both_is_taken_and_kept(begins: Begins) -> None:
    lea = begins("je cherche une machine").hears("Que buvez-vous")
    lea.reads("des cappuccinos, silencieuse, 3 tasses par jour, 350 euros", PAYS)
    lea.hears("3 tasses, 350 euros, true.")


def test_a_figure_is_no_choice_where_it_counts_something_else(begins: Begins) -> None:
    lea = begins("je cherche une machine").hears("Que buvez-vous").reads("3 tasses", NOTHING)
    lea.hears("C’est noté.", "Que buvez-vous")


def test_an_amount_is_no_number_of_cups(begins: Begins) -> None:
    lea = begins("je cherche une machine").hears("Que buvez-vous").says("Espressos").hears("Combien de tasses")
    lea.reads("400 euros max", NOTHING).hears("C’est noté.", "Combien de tasses")
    lea.says("4").hears("Le bruit").reads("silencieuse oui", NOTHING).hears("4 tasses, 400 euros, true.")


def test_both_numbers_at_once_each_go_where_they_belong(begins: Begins) -> None:
    lea = begins("je cherche une machine").hears("Que buvez-vous").says("Espressos").hears("Combien de tasses")
    lea.reads("4 tasses, 400 euros", NOTHING).hears("Le bruit")
    lea.says("oui").hears("4 tasses, 400 euros, true.")


def test_the_first_words_answer_too(begins: Begins) -> None:
    lea = begins("je cherche une machine silencieuse, 3 tasses par jour").hears("Que buvez-vous")
    lea.says("Filtre").hears("Quel budget")


def test_how_many_a_day_as_first_words_begins_what_asks_it(book: Playbook) -> None:
    Chat(book).reads("trois tasses par jour", PAYS).hears("Que buvez-vous")
    Chat(book, language="en").reads("three cups a day", PAYS).hears("Que buvez-vous")


def test_an_answer_to_what_was_just_offered_begins_it_with_what_was_said_before(book: Playbook) -> None:
    may = Reading(candidates=(Candidate("flow", "choose", 0.2),))
    lea = Chat(book).reads("une machine silencieuse", may).hears("Vouliez-vous dire")
    lea.reads("3 tasses", NOTHING).hears("Que buvez-vous").says("Filtre").hears("Quel budget")


def test_what_it_answers_makes_a_likely_conversation_sure(book: Playbook) -> None:
    likely = Reading(candidates=(Candidate("flow", "choose", 0.4),))
    Chat(book).reads("ma fille me dit d'acheter une machine", likely).hears("Vouliez-vous dire")
    Chat(book).reads("ma fille veut une machine silencieuse", likely).hears("Que buvez-vous")


def test_a_question_or_a_number_without_how_often_does_not(book: Playbook) -> None:
    Chat(book).reads("trois tasses par jour, c'est beaucoup ?", PAYS).hears("En trois fois.")
    Chat(book).reads("trois tasses", PAYS).hears("En trois fois.")


def test_a_question_in_between_is_answered_as_ever(begins: Begins) -> None:
    lea = begins("je cherche une machine").hears("Que buvez-vous")
    lea.reads("400 euros en trois fois, c'est possible ?", PAYS).hears("En trois fois.").hears("Que buvez-vous")


def test_a_correction_of_what_was_said_ahead_is_taken(begins: Begins) -> None:
    lea = begins("je cherche une machine").hears("Que buvez-vous").reads("vers 400", NOTHING).hears("noté")
    lea.reads("non, plutôt 500 euros", NOTHING).hears("corrigé").hears("Que buvez-vous")
    lea.reads("des espressos, 3 tasses, silencieuse", NOTHING).hears("3 tasses, 500 euros, true.")


HEARING = FLOW.replace(
    "choices: [Espressos, Cappuccinos, Filtre]",
    "choices: [Espressos, { label: Cappuccinos, hears: [flat white, latte] }, { label: Filtre, hears: [café long] }]",
)


def test_other_words_take_a_choice_when_it_is_asked_and_before() -> None:
    book = build(book_files(HEARING, answers=ANSWERS)).playbook
    assert book is not None
    lea = Chat(book).reads("je cherche une machine", CHOOSES).hears("Que buvez-vous")
    lea.reads("mostly flat whites", PAYS).hears("Combien de tasses")
    assert lea.saved["drinks"] == "cappuccinos"
    lea = Chat(book).reads("une machine pour du café long", CHOOSES).hears("Combien de tasses")
    assert lea.saved["drinks"] == "filtre"
    lea.reads("non, plutôt des cappuccinos", NOTHING).hears("corrigé").hears("Combien de tasses")
    assert lea.saved["drinks"] == "cappuccinos"


@pytest.mark.parametrize(("kind", "fault"), [("text", "`hears` belongs to a question"), ("number", "it needs `save`")])
def test_a_question_that_can_not_hear_is_a_fault(kind: str, fault: str) -> None:
    flow = FLOW.replace("as: number\n    save: cups", f"as: {kind}" + ("\n    save: cups" if kind == "text" else ""))
    assert any(fault in str(one) for one in build(book_files(flow, answers=ANSWERS)).faults)
