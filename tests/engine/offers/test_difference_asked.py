"""How do these differ? Of what is named, beside what stands before the customer."""

from __future__ import annotations

import pytest

from bot.model.message import Candidate, Reading
from tests.engine.chat import Chat, Opens
from tests.engine.comparing import ASKS, COMPARES, OFFERS, sets, shop

READ = Reading()
EXAMPLES = COMPARES.replace("starts: [{ event: chat.opened }]", "starts: [{ intent: compare }]\nexamples: [comparer]")


def asked(lea: Chat, text: str) -> Chat:
    return lea.reads(text, READ)


@pytest.mark.parametrize(
    "words", ["c'est quoi la différence avec la Brio Lait ?", "et par rapport à la brio lait ?", "vs the Brio Lait?"]
)
def test_what_is_named_stands_beside_what_is_compared(chat: Opens, words: str) -> None:
    lea = asked(chat(shop()).opens().hears("compte le plus"), words)
    lea.hears(sets("• Brio Mini : 279 €"), sets("• Presto 15 : 419 €"), sets("• Brio Lait : 499 €"), "compte le plus")


def test_with_nothing_named_it_is_those_before_them(chat: Opens) -> None:
    lea = asked(chat(shop()).opens().says("Prix").ignores_what_was_said(), "qu'est-ce qui change entre elles ?")
    lea.hears(sets("• Brio Mini : 279 €"), "Que gardez-vous")


def test_two_that_are_named_begin_the_comparison_of_the_playbook(chat: Opens) -> None:
    lea = asked(chat(shop(EXAMPLES)), "what's the difference between Aroma 2 and Presto 15?")
    lea.hears("Aroma 2 arrive en tête", choices=("Aroma 2", "Presto 15", "Changer les critères", "Rien ne me va"))


@pytest.mark.parametrize("words", ["comparez l'Aroma 2 et la Presto 15", "compare the Aroma 2 with the Presto 15"])
def test_compare_as_first_words_puts_those_two_side_by_side_at_once(chat: Opens, words: str) -> None:
    lea = asked(chat(shop(EXAMPLES)), words)
    lea.hears("Aroma 2 arrive en tête", choices=("Aroma 2", "Presto 15", "Changer les critères", "Rien ne me va"))


def test_who_says_what_matters_with_the_two_sees_the_table_by_it(chat: Opens) -> None:
    asked(chat(shop(EXAMPLES)), "compare Aroma 2 et Presto 15, surtout le bruit").hears(sets(" : bruit 52 dB"))


def test_while_something_is_asked_two_are_told_in_words_and_the_question_stays(chat: Opens) -> None:
    lea = asked(chat(shop(ASKS)).opens().hears("Votre prénom"), "quelle différence entre l'Aroma et la Presto ?")
    lea.hears(sets("• Aroma 2 : 349 €"), "Aroma 2 arrive en tête", "Votre prénom")


def test_the_stores_own_answer_goes_before(chat: Opens) -> None:
    answers = {"answers": "- { answer: taste, question: Quel goût ?, say: Chocolatée. }"}
    lea = chat(shop(EXAMPLES, **answers))
    sure = Reading(candidates=(Candidate("answer", "taste", 0.99),))
    lea.reads("quelle différence entre l'Aroma et la Presto ?", sure).hears("Chocolatée.")


def test_kinds_that_are_no_match_are_not_compared(chat: Opens) -> None:
    offers = OFFERS + "moulin-main,Moulin manuel,moulin,79,,6,,\n"
    lea = asked(chat(shop(EXAMPLES, offers=offers)), "comparez un moulin, une machine et un thé")
    lea.hears("Au sein d’une même famille, si\u00a0: moulin, machine. Pas trouvé chez nous\u00a0: thé.")


def test_two_things_of_different_kinds_are_told_by_what_both_have(chat: Opens) -> None:
    lea = asked(chat(shop(EXAMPLES)), "comparez le moulin lima et la brio mini")
    lea.hears("aucun ne remplace l’autre", sets("• Machine Brio Mini : 279 €, 56 dB, 18 cm"))


def test_a_kind_alone_is_for_the_playbook(chat: Opens) -> None:
    lea = chat(shop(EXAMPLES)).says("je veux comparer des machines", means="flow:tried")
    lea.hears("compte le plus")
