"""Buttons of now, of earlier, and of nobody."""

from __future__ import annotations

import pytest

from bot.model.message import Pressed
from bot.playbook.compiled import Playbook
from tests.engine.chat import Opens

CHOICES = ("À domicile", "En boutique")


def test_a_button_of_the_question_answers_it(chat: Opens, book: Playbook) -> None:
    chat(book).opens().ignores_what_was_said().presses("En boutique").hears("personnes")


@pytest.mark.parametrize("pressed", [Pressed("forged", 0), Pressed("", -1)])
def test_a_button_that_is_not_ours_is_met_with_the_question(chat: Opens, book: Playbook, pressed: Pressed) -> None:
    lea = chat(book).opens().ignores_what_was_said()
    lea.sends(pressed=pressed).hears("déjà dépassé", choices=CHOICES)
    chat(book).sends(pressed=pressed).hears("déjà dépassé")


def test_a_place_that_the_question_does_not_have_is_no_answer(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said()
    prompt = lea.said[-1].content.prompt
    assert prompt is not None
    lea.sends(pressed=Pressed(prompt, 7)).hears("déjà dépassé", choices=CHOICES)


def test_the_button_of_a_conversation_that_ended_is_behind_us(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("une dégustation", means="flow:tasting").hears("Thé").presses("Thé").ends("tea")
    lea.presses("Café").hears("déjà dépassé")


def test_the_button_of_an_interrupted_question_leaves_what_came_over_it(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said().says("une dégustation", means="flow:tasting").hears("Thé")
    lea.presses("En boutique").hears("Revenons", choices=CHOICES).ends("left")
    lea.presses("En boutique").hears("personnes")


def test_an_offer_is_taken_by_its_label_its_number_or_forgotten(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("c'est combien ?", means="answer:prix").hears("349", choices=("Commander du café",))
    lea.says("commander du café").hears("Bonjour").hears("Livraison")
    tom = chat(book).says("c'est combien ?", means="answer:prix").hears("349")
    tom.says("merci").hears("plaisir")


def test_what_was_meant_of_several_is_kept_as_an_example_to_propose(chat: Opens, book: Playbook) -> None:
    lea = chat(book).may_mean("et pour la machine", delais=0.45, prix=0.44).hears("Vouliez-vous dire")
    lea.says("2").hears("349")
    kept = [row.facts for row in lea.ledger if "meant" in row.facts]
    assert kept == [{"meant": "answer:prix", "offered": ["answer:delais", "answer:prix"]}]


def test_something_else_is_asked_for_in_other_words(chat: Opens, book: Playbook) -> None:
    lea = chat(book).may_mean("et pour la machine", delais=0.45, prix=0.44).hears("Vouliez-vous dire")
    lea.presses("Autre chose").hears("dire autrement")
    assert not [row for row in lea.ledger if "meant" in row.facts]


@pytest.mark.parametrize("said", ["oui", "Oui, je veux bien", "volontiers", "yes please", "why not"])
def test_a_yes_takes_what_alone_was_offered(chat: Opens, book: Playbook, said: str) -> None:
    chat(book).says("c'est combien ?", means="answer:prix").hears("349").says(said).hears("Bonjour").hears("Livraison")


@pytest.mark.parametrize("said", ["ok", "ok merci", "oui mais c'est cher", "ok je veux autre chose"])
def test_an_ok_only_says_that_it_was_read(chat: Opens, book: Playbook, said: str) -> None:
    lea = chat(book).says("c'est combien ?", means="answer:prix").hears("349")
    lea.says(said).ignores_what_was_said()
    assert not lea.customer.conversations


def test_a_yes_to_one_of_several_takes_none(chat: Opens, book: Playbook) -> None:
    lea = chat(book).may_mean("et pour la machine", delais=0.45, prix=0.44).hears("Vouliez-vous dire")
    lea.says("oui").ignores_what_was_said()
    assert not any(row.facts.get("meant") for row in lea.ledger)


def test_a_yes_to_what_was_meant_is_no_yes_to_the_question_that_waits(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said()
    lea.may_mean("et pour la machine ?", delais=0.45, prix=0.44).hears("Vouliez-vous dire")
    lea.says("oui").hears("Revenons", choices=CHOICES)
    tom = chat(book).opens().ignores_what_was_said()
    tom.may_mean("et pour la machine ?", prix=0.45).hears("Vouliez-vous dire")
    tom.says("oui").hears("349").hears("Revenons")
