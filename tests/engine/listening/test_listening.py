"""Who deals with a message, in what order."""

from __future__ import annotations

from bot.playbook.compiled import Playbook
from tests.engine.chat import Opens


def test_a_conversation_runs_from_hello_to_the_end(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().hears("Bonjour !").hears("Livraison ou boutique", choices=("À domicile", "En boutique"))
    lea.says("la deuxième").hears("Pour combien")
    lea.says("quatre").hears("Pour quel jour")
    lea.says("demain").hears("C’est noté pour 4 personnes.").ends("converted")
    assert lea.customer.conversations == ()


def test_a_question_in_between_is_answered_and_the_own_question_put_again(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said()
    lea.says("c'est livré quand ?", means="answer:delais").hears("trois à cinq jours")
    lea.hears("Revenons à notre question", choices=("À domicile", "En boutique"))
    lea.presses("En boutique").hears("Pour combien")
    assert lea.saved["where"] == "en_boutique"


def test_a_question_in_between_in_english(chat: Opens, book: Playbook) -> None:
    tom = chat(book, language="en").opens().ignores_what_was_said()
    tom.says("how long does delivery take?", means="answer:delais").hears("trois à cinq jours").hears("Back to where")


def test_a_wanted_conversation_runs_above_and_gives_the_floor_back(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said()
    lea.says("je voudrais déguster", means="flow:tasting").hears("Thé ou café", choices=("Thé", "Café"))
    lea.says("thé").ends("tea").hears("Revenons à notre question", choices=("À domicile", "En boutique"))


def test_several_meanings_are_put_to_the_choice_of_the_customer(chat: Opens, book: Playbook) -> None:
    lea = chat(book).may_mean("et pour la machine", delais=0.45, prix=0.44, retours=0.3)
    lea.hears("Vouliez-vous dire")
    assert lea.said[-1].content.choices[-1].label == "Autre chose"
    lea.presses("Combien coûte la machine ?").hears("349 euros", choices=("Commander du café",))
    lea.presses("Commander du café").hears("Bonjour !").hears("Livraison ou boutique")


def test_an_answer_to_the_second_of_two_questions_is_not_taken_for_the_first(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said()
    lea.presses("À domicile").hears("Pour combien")
    lea.presses("En boutique").hears("corrigé").hears("Pour combien")
    assert lea.saved["where"] == "en_boutique"
    assert [answered.step for answered in lea.customer.conversations[-1].answered] == ["where"]
