"""A rating that comes with a question; and, of a case, what is still wrong."""

from __future__ import annotations

from collections.abc import Callable

from tests.engine.chat import Chat, playbook

Opens = Callable[..., Chat]
OPINION = """
flow: opinion
title: Avis
purpose: service
starts: [{ event: chat.opened }]
steps:
  - rate:
      scale: csat
      about: ABOUT
      ask: "Et alors ?"
      why: { high: "Quoi donc ?" }
      low: { stop: low }
  - stop: done
"""
ANSWERS = '- { answer: decaf, question: Vous avez du déca ?, say: "Oui, le Sierra." }'


def _asked(chat: Opens, about: str = "order") -> Chat:
    return chat(playbook(OPINION.replace("ABOUT", about), answers=ANSWERS)).opens().hears("Et alors")


def test_the_question_is_answered_and_the_rating_taken(chat: Opens) -> None:
    lea = (
        _asked(chat).says("4 et vous avez du déca ?", means="answer:decaf").hears("Oui, le Sierra.").hears("Quoi donc")
    )
    assert (lea.customer.feedback or {})["score"] == 4
    assert "comment" not in (lea.customer.feedback or {})


def test_what_nobody_knows_goes_with_the_rating(chat: Opens) -> None:
    lea = _asked(chat).says("4, et pourquoi le ciel est bleu ?").ends("done")
    assert "ciel" in str((lea.customer.feedback or {})["comment"])


def test_a_question_alone_is_no_rating(chat: Opens) -> None:
    lea = _asked(chat).says("vous avez du déca ?", means="answer:decaf").hears("Oui, le Sierra.").hears("Et alors")
    assert lea.customer.feedback is None


def test_of_a_case_what_is_still_wrong_is_the_lowest_rating(chat: Opens) -> None:
    lea = _asked(chat, "recovery").says("personne n'est venu").ends("low")
    assert ((lea.customer.feedback or {})["score"], (lea.customer.feedback or {})["comment"]) == (
        1,
        "personne n'est venu",
    )


def test_of_anything_else_it_is_none(chat: Opens) -> None:
    lea = _asked(chat).says("personne n'est venu").ignores_what_was_said()
    assert lea.customer.feedback is None
