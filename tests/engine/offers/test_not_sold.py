"""A thing that the shop has no word of. As chats."""

from __future__ import annotations

from bot.model.message import Candidate, Reading
from bot.playbook.compiled import Playbook
from tests.engine.chat import Opens

KETTLES = "vous vendez des bouilloires ?"


def heard_of_none(*candidates: Candidate) -> Reading:
    return Reading(candidates=candidates, unheard_of=True)


def test_it_is_said_that_it_is_not_sold_with_what_comes_near(chat: Opens, book: Playbook) -> None:
    near = Candidate("answer", "delais", 0.7)  # sure of something else, for the sentence is much the same
    lea = chat(book).reads(KETTLES, heard_of_none(near))
    lea.hears("nous n’en vendons pas", choices=("Quels sont les délais de livraison ?", "Parler à quelqu’un"))


def test_where_nothing_comes_near_a_person_may_know(chat: Opens, book: Playbook) -> None:
    chat(book).reads(KETTLES, heard_of_none(Candidate("answer", "delais", 0.1))).hears(
        "nous n’en vendons pas.", choices=("Parler à quelqu’un",)
    )


def test_while_something_is_asked_the_question_stays(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said().reads(KETTLES, heard_of_none()).ignores_what_was_said()
    assert "nous n’en vendons pas." in lea.said[-1].content.text
