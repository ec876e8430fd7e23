"""A question with choices is answered in other words than theirs."""

from __future__ import annotations

import pytest

from bot.model.message import Candidate, Reading
from tests.engine.chat import Chat, Opens, playbook
from tests.engine.shop import DRINKS

ANSWERS = """
- answer: delais
  question: Quels sont les délais ?
  also: [c'est livré quand]
  say: Cinq jours.
"""


def read(score: float = 0.9, asked: str = "drinks/what", key: str = "du_filtre", **more: object) -> Reading:
    return Reading(asked=asked, choices=(Candidate("choice", key, score),), **more)  # type: ignore[arg-type]


@pytest.fixture
def lea(chat: Opens) -> Chat:
    return chat(playbook(DRINKS, answers=ANSWERS)).opens().hears("Que boit-on")


def test_what_surely_means_a_choice_takes_it(lea: Chat) -> None:
    lea.reads("un mug le matin", read()).hears("Va pour le filtre")
    assert next(row for row in lea.ledger if row.kind == "understood").facts["value"] == "du_filtre"


def test_an_example_of_a_choice_takes_it_unread(lea: Chat) -> None:
    lea.says("Une pleine cafetière !").hears("Va pour le filtre")


@pytest.mark.parametrize(
    "reading",
    [
        read(score=0.79),
        read(asked="drinks/other"),
        read(key="gone"),
        read(small_talk=True),
        Reading(),
    ],
    ids=["not likely", "read for another question", "a choice that is not shown", "small talk", "nothing"],
)
def test_what_may_mean_something_else_takes_nothing(lea: Chat, reading: Reading) -> None:
    lea.reads("un mug le matin", reading).hears("Que boit-on")


def test_a_number_beside_what_is_proposed_says_more_than_the_choice(chat: Opens) -> None:
    proposed = DRINKS.replace("    save:", "    offer: \"{{ conversation.drink | default: '' }}\"\n    save:")
    lea = chat(playbook(proposed, answers=ANSWERS)).opens().hears("Que boit-on")
    lea.reads("un mug le matin, il m'en faudrait 4 comme ça", read()).ignores_what_was_said()
    assert lea.customer.conversations[-1].step == "what"


def test_a_question_that_has_an_answer_gets_it_and_ours_stays(lea: Chat) -> None:
    asks = read(candidates=(Candidate("answer", "delais", 0.97),))
    lea.reads("et c'est livré quand, le filtre ?", asks).hears("Cinq jours")
    lea.hears("Que boit-on")


def test_what_asks_without_a_question_mark_gets_its_answer_where_that_is_likelier(lea: Chat) -> None:
    asks = read(score=0.85, candidates=(Candidate("answer", "delais", 0.9),))
    lea.reads("le filtre vs livrez quand", asks).hears("Cinq jours").hears("Que boit-on")


def test_what_means_the_choice_more_likely_than_an_answer_takes_it(lea: Chat) -> None:
    asks = read(score=0.95, candidates=(Candidate("answer", "delais", 0.9),))
    lea.reads("un mug le matin, livré chaud", asks).hears("Va pour le filtre")


def test_a_question_that_nothing_answers_may_be_an_answer(lea: Chat) -> None:
    lea.reads("pourquoi pas un mug le matin ?", read()).hears("Va pour le filtre")
