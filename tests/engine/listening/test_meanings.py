"""Acting on what a free text means."""

from __future__ import annotations

import pytest

from bot.model.message import Candidate, Reading
from bot.playbook.compiled import Playbook
from tests.engine.chat import STORE, Opens, playbook
from tests.engine.shop import COFFEE, TASTING

FLOOR = """
flow: floor
title: Questions
purpose: service
starts: [{ event: chat.opened }]
steps:
  - answer: { say: Vos questions ?, tags: [delivery] }
  - say: Parfait.
"""
ANSWERS = """
- answer: delais
  question: Quels sont les délais ?
  also: [c'est livré quand, how long]
  say: Cinq jours.
  tags: [delivery]
- answer: prix
  question: Quel prix ?
  also: [c'est combien, how much]
  say: 349 euros.
  tags: [price]
"""


def test_an_answer_has_its_certainty_in_the_ledger(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("c'est livré quand ?", means="answer:delais", score=0.87).hears("trois à cinq")
    found = next(row for row in lea.ledger if row.kind == "understood")
    assert found.facts["score"] == 0.87
    assert "délais de livraison" in found.words
    assert found.rule.startswith("flows/answers/")


def test_an_answer_that_the_playbook_has_lost_is_not_understood(chat: Opens, book: Playbook) -> None:
    chat(book).says("euh ?", means="answer:gone").hears("dire autrement")
    chat(book).says("euh ?", means="flow:gone").hears("dire autrement")


def test_the_open_floor_answers_what_it_is_for(chat: Opens) -> None:
    lea = chat(playbook(FLOOR, answers=ANSWERS)).opens().hears("Vos questions")
    lea.says("c'est livré quand ?", means="answer:delais").hears("Cinq jours")
    lea.says("c'est combien ?", means="answer:prix").hears("dire autrement")
    lea.says("merci").hears("Parfait").ends("done")


def test_what_comes_next_is_offered_on_an_open_floor_too(chat: Opens) -> None:
    answers = ANSWERS.replace("  tags: [delivery]", "  tags: [delivery]\n  then: tasting", 1)
    lea = chat(playbook(FLOOR, TASTING, answers=answers)).opens().hears("Vos questions")
    lea.says("c'est livré quand", means="answer:delais").hears("Cinq jours", choices=("Réserver une dégustation",))
    lea.presses("Réserver une dégustation").hears("Thé ou café")


TWO = "c'est livré quand et c'est combien ?"


def _asks(*parts: str, score: float = 0.9, whole: str = "delais") -> Reading:
    named = [part.partition(":") for part in parts]
    each = tuple((Candidate("flow" if kind == "flow" else "answer", id_, score),) for kind, _, id_ in named)
    return Reading(candidates=(Candidate("answer", whole, 0.6),), questions=each)


def test_two_questions_in_one_message_are_both_answered_in_order(chat: Opens) -> None:
    lea = chat(playbook(COFFEE, answers=ANSWERS)).reads(TWO, _asks("answer:delais", "answer:prix"))
    lea.hears("Cinq jours").hears("349 euros")
    assert [row.facts["answer"] for row in lea.ledger if row.kind == "understood"] == ["delais", "prix"]


def test_the_question_on_the_table_comes_back_once_after_both(chat: Opens) -> None:
    lea = chat(playbook(COFFEE, answers=ANSWERS)).opens().ignores_what_was_said()
    lea.reads(TWO, _asks("answer:delais", "answer:prix")).hears("Cinq jours").hears("349 euros").hears("Revenons")


@pytest.mark.parametrize(
    "reading",
    [
        _asks("answer:delais", "answer:prix", score=0.4),
        _asks("answer:delais", "answer:delais"),
        _asks("answer:delais", "answer:gone"),
    ],
)
def test_where_a_part_is_not_sure_the_whole_is_answered_as_ever(chat: Opens, reading: Reading) -> None:
    chat(playbook(COFFEE, answers=ANSWERS)).reads(TWO, reading).hears("Cinq jours").hears_nothing()


def test_a_question_and_a_wish_in_one_message_are_both_met(chat: Opens) -> None:
    book = playbook(COFFEE, answers=ANSWERS)
    chat(book).reads(TWO, _asks("answer:delais", "flow:coffee")).hears("Cinq jours").hears("Bonjour").hears(
        "Livraison ou boutique"
    )


def test_a_wish_that_may_be_one_of_two_is_asked_about_after_the_answer(chat: Opens) -> None:
    part = (Candidate("flow", "coffee", 0.4), Candidate("answer", "prix", 0.38))
    whole = Reading(
        candidates=(Candidate("answer", "delais", 0.4),), questions=((Candidate("answer", "delais", 0.9),), part)
    )
    lea = chat(playbook(COFFEE, answers=ANSWERS)).reads(TWO, whole).hears("Cinq jours")
    lea.hears("Vouliez-vous", choices=("Commander du café", "Quel prix ?", "Autre chose"))


def test_of_a_wish_that_the_whole_surely_means_the_question_beside_it_is_answered_first(chat: Opens) -> None:
    parts = ((Candidate("flow", "coffee", 0.9),), (Candidate("answer", "delais", 0.9),))
    reading = Reading(candidates=(Candidate("flow", "coffee", 0.7),), questions=parts)
    lea = chat(playbook(COFFEE, answers=ANSWERS)).reads(TWO, reading)
    lea.hears("Cinq jours").hears("Bonjour").hears("Livraison ou boutique")


@pytest.mark.parametrize(
    ("asked", "told"),
    [("vous livrez en Suisse ?", "Suisse : oui"), ("en Irlande ?", "Irlande : non"), ("à l'étranger ?", "En France")],
)
def test_an_answer_knows_the_country_that_its_question_names(chat: Opens, asked: str, told: str) -> None:
    say = (
        "{% if answer.country and store.delivers_to contains answer.country %}{{ answer.country_name }} : oui"
        "{% elsif answer.country %}{{ answer.country_name }} : non{% else %}En France{% endif %}"
    )
    answers = f'- answer: pays\n  question: Où livrez-vous ?\n  also: [la Suisse]\n  say: "{say}"\n'
    store = f"{STORE}delivers_to: [FR, CH]\n"
    chat(playbook(answers=answers, store=store)).says(asked, means="answer:pays", score=0.9).hears(told)
