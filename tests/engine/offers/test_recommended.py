"""The question under a recommendation."""

from __future__ import annotations

from tests.engine.chat import Opens
from tests.engine.comparing import shop
from tests.engine.recommending import ADVISES, FACTS, STOCKED


def test_only_what_there_is_can_be_chosen(chat: Opens) -> None:
    lea = chat(shop(ADVISES, offers=STOCKED, facts=FACTS), quiet=True).opens().hears("Aroma")
    lea.presses("Moins cher").hears("Brio Mini", choices=("Je prends", "Comparer", "Non, merci"))


def test_it_is_put_again_after_another_question(chat: Opens) -> None:
    answers = "- { answer: when, question: Quand ?, say: Demain. }\n"
    book = shop(ADVISES, offers=STOCKED, facts=FACTS, answers=answers)
    lea = chat(book, quiet=True).opens().hears("Mon conseil")
    lea.says("quand ?", means="answer:when").hears("Demain").hears("qu’en dites-vous").presses("Je prends").hears(
        "Pris"
    )
