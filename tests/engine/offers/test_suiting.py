"""Is it the right one? As chats."""

from __future__ import annotations

import pytest

from bot.model.message import Candidate, Reading
from bot.playbook.compiled import Playbook
from tests.engine.chat import Opens
from tests.engine.comparing import ASKS, OFFERS, sets, shop

DESCRIBED = OFFERS.replace("price,attr", "price,description,attr").replace("349.00,", "349.00,Facile pour débuter.,")
DESCRIBED = "\n".join(
    row if "description" in row or "Facile" in row else row.replace(".00,", ".00,,", 1)
    for row in DESCRIBED.splitlines()
)
ANSWERS = """
- { answer: cleaning, question: Comment la nettoyer ?, also: [facile à nettoyer], say: Deux minutes. }
- { answer: stock, question: Est-ce en stock ?, also: [vous l'avez], say: Partout. }
"""
NOTHING = Reading()


def book() -> Playbook:
    return shop(ASKS, offers=DESCRIBED, answers=ANSWERS)


def means(answer: str) -> Reading:
    return Reading(candidates=(Candidate("answer", answer, 0.8),))


@pytest.mark.parametrize("words", ["l'aroma 2 est bien pour débuter ?", "l'Aroma 2 convient à un débutant ?"])
def test_what_the_catalogue_says_is_told_and_what_they_need_is_asked(chat: Opens, words: str) -> None:
    lea = chat(book()).reads(words, means("stock"))
    lea.hears("(bruit 52 dB, largeur 24 cm", "Facile pour débuter.", "Dites-moi pour quel usage")


def test_in_english_who_asks_whether_it_suits_is_asked_what_for(chat: Opens) -> None:
    lea = chat(book(), language="en").reads("is the Aroma 2 good for a beginner?", NOTHING)
    lea.hears("Machine Aroma 2: €349", "Tell me what you need it for")


def test_of_what_stands_there_then_of_another(chat: Opens) -> None:
    lea = chat(book()).reads("c'est combien l'Aroma 2 ?", NOTHING).hears("349")
    lea.reads("elle est bien ?", NOTHING).hears("Facile pour débuter.")
    lea.reads("et la Presto ?", NOTHING).hears(sets("Machine Presto 15 : 419 €"))


def test_the_store_s_answer_to_what_it_is_to_be_good_for_goes_before(chat: Opens) -> None:
    chat(book()).reads("l'Aroma 2 est facile à nettoyer ?", means("cleaning")).hears("Deux minutes.")


def test_an_example_of_the_store_s_own_goes_before(chat: Opens) -> None:
    sure = Reading(candidates=(Candidate("answer", "stock", 1.0),))
    chat(book()).reads("l'Aroma 2 est bien ?", sure).hears("Partout.")


def test_while_something_is_asked_the_question_stays(chat: Opens) -> None:
    lea = chat(book()).opens().hears("Votre prénom").reads("l'Aroma 2 est bien ?", NOTHING)
    lea.hears("Facile pour débuter.\n\nVotre prénom")


def test_with_nothing_meant_it_is_left_to_others(chat: Opens) -> None:
    chat(book()).reads("elle est bien ?", NOTHING).hears("Pouvez-vous le dire autrement")
