"""Asking the language model: when, what it is told, and what waits for it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.model.message import Candidate, Reading
from bot.playbook.compiled import Playbook
from tests.engine.chat import Chat, Opens, playbook
from tests.engine.shop import COFFEE, TASTING

ANSWERS = """
- answer: delais
  question: Quels sont les délais ?
  also: [c'est livré quand, how long]
  say: La livraison prend cinq jours et coûte 4,90 €.
- answer: prix
  question: Quel prix ?
  also: [c'est combien, how much]
  say: La machine coûte 349 €.
- answer: prenom
  question: Qui suis-je ?
  also: [tu me connais, who am i]
  say: "Vous êtes {{ customer.first_name | default: 'quelqu’un' }}, bien sûr."
- answer: retour
  question: Puis-je rendre ?
  also: [rendre un article, may i return it]
  say: Le droit de rétractation est de 14 jours.
"""
BOTH = "language_model: { rank: true, reword: true, a_day: 3, within: 8 seconds }\n"


@pytest.fixture(scope="module")
def book() -> Playbook:
    return playbook(COFFEE, TASTING, answers=ANSWERS, policy=BOTH)


def unsure(lea: Chat, text: str = "c'est pour quand et combien ?") -> Chat:
    return lea.may_mean(text, delais=0.45, prix=0.4)


def test_unsure_it_asks_the_model_and_says_nothing_yet(chat: Opens, book: Playbook) -> None:
    lea = unsure(chat(book)).hears_nothing()
    asked = lea.asked_model
    assert (asked.task, asked.options) == ("rank", ("Quels sont les délais ?", "Quel prix ?"))
    assert (asked.within, asked.until - lea.now) == (8.0, timedelta(seconds=3))
    lea.model_says("2").hears_nothing()  # what it chose is said in other words, too
    assert (lea.asked_model.task, lea.asked_model.source) == ("reword", "La machine coûte 349 €.")
    lea.model_says(reason="late").hears("La machine coûte 349 €")


def test_a_playbook_that_says_nothing_of_a_model_never_asks_one(chat: Opens) -> None:
    lea = unsure(chat(playbook(COFFEE, answers=ANSWERS)))
    lea.hears("", choices=("Quels sont les délais ?", "Quel prix ?", "Autre chose"))
    assert not lea.asked


def test_one_likely_answer_is_nothing_to_choose_from(chat: Opens, book: Playbook) -> None:
    lea = chat(book).may_mean("hum ?", delais=0.4)
    lea.hears("", choices=("Quels sont les délais ?", "Autre chose"))
    assert not lea.asked


def test_nothing_tells_the_model_who_the_customer_is(chat: Opens, book: Playbook) -> None:
    lea = chat(book, first_name="Léa", city="Lyon")
    unsure(lea, "Léa ici, lea@exemple.fr, 06 12 34 56 78, carte 4970 1012 3456 7890 : quand et combien ?")
    told = repr(lea.asked_model)
    for known in ("Léa", "lea@", "06 12", "4970", "42"):
        assert known not in told, known
    assert "quand et combien" in told
    lea.model_says(reason="late").hears("")


def test_a_text_that_names_the_customer_is_never_reworded(chat: Opens, book: Playbook) -> None:
    chat(book, first_name="Léa").says("qui suis-je ?", means="answer:prenom").hears("Vous êtes Léa")


def test_a_matter_of_law_is_never_reworded(chat: Opens, book: Playbook) -> None:
    chat(book).says("rendre ?", means="answer:retour").hears("droit de rétractation")


def test_sms_leave_as_they_are_written(chat: Opens, book: Playbook) -> None:
    lea = chat(book, channel="sms").says("quel prix ?", means="answer:prix").hears("La machine coûte 349 €")
    assert not lea.asked


def test_it_is_asked_so_often_a_day_for_one_customer(chat: Opens, book: Playbook) -> None:
    lea = chat(book)
    for _ in range(3):
        lea.says("quel prix ?", means="answer:prix").hears_nothing().model_says(reason="late").hears("349")
    lea.says("quel prix ?", means="answer:prix").hears("349")
    assert len(lea.asked) == 3
    lea.waits(days=1).ignores_what_was_said()
    lea.says("quel prix ?", means="answer:prix").hears_nothing().model_says(reason="late").hears("349")


def test_two_answers_at_once_are_said_as_they_are(chat: Opens, book: Playbook) -> None:
    parts = ((Candidate("answer", "delais", 0.9),), (Candidate("answer", "prix", 0.9),))
    reading = Reading(candidates=(parts[0][0],), questions=parts)
    lea = chat(book).reads("les délais ? et le prix ?", reading).hears("cinq jours").hears("349")
    assert not lea.asked


def test_the_question_on_the_table_comes_after_the_answer(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said()
    lea.says("quel prix ?", means="answer:prix").hears_nothing()
    lea.model_says("Pour la machine, comptez 349 €.").hears("comptez 349 €").hears("Revenons")


def test_whatever_comes_first_is_met_after_what_was_held(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("quel prix ?", means="answer:prix").hears_nothing()
    lea.staff_takes_over().hears("La machine coûte 349 €").hears("prend la suite").hears_nothing(
        "autre chose est arrivé avant"
    )
    assert lea.customer.asked_model is None
    lea.model_says("Comptez 349 € pour la machine.").hears_nothing("trop tard")
