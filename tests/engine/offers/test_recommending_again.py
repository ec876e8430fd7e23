"""Words that answer an offer on the table."""

from __future__ import annotations

import pytest

from bot.model.message import Pressed
from tests.engine.chat import Chat, Opens
from tests.engine.comparing import shop
from tests.engine.recommending import ADVISES, FACTS, STOCKED


def proposed(lea: Chat) -> str:
    return str(lea.saved["recommendation"]["offer"])


@pytest.fixture
def lea(chat: Opens) -> Chat:
    return chat(shop(ADVISES, offers=STOCKED, facts=FACTS), quiet=True).opens().hears("Aroma 2")


def test_cheaper_is_cheaper_and_where_nothing_is_that_is_said(lea: Chat) -> None:
    lea.says("vous avez moins cher ?").hears("Brio Mini")
    assert proposed(lea) == "brio-mini"
    lea.says("moins cher").hears("Rien de ce qui vous convient ne coûte moins")
    assert proposed(lea) == "brio-mini"


def test_bigger_is_of_the_catalogues_figures(lea: Chat) -> None:
    lea.says("plus grand").hears("Presto 15")
    lea.says("encore plus grand").hears("ne fait mieux sur ce point")


def test_something_else_is_proposed_until_nothing_is_left(lea: Chat) -> None:
    lea.says("autre chose").hears("Mon conseil")
    assert proposed(lea) != "aroma-2"
    for _ in range(2):
        lea.says("une autre").ignores_what_was_said()
    lea.says("une autre").hears("Je n’ai rien d’autre")


def test_one_that_was_passed_over_is_named_and_comes_back(lea: Chat) -> None:
    lea.says("moins cher").ignores_what_was_said().says("finalement plutôt l'Aroma").hears(
        "Mon conseil\u00a0: Machine Aroma 2"
    )


def test_another_budget_is_taken(lea: Chat) -> None:
    lea.says("300 € maximum").hears("dans votre budget de 300")
    assert proposed(lea) == "brio-mini"


def test_a_question_is_left_to_the_answers(lea: Chat) -> None:
    lea.says("c'est livré quand ?").ignores_what_was_said()
    assert proposed(lea) == "aroma-2"
    assert "refused" not in lea.customer.facts


def test_no_thanks_ends_it(lea: Chat) -> None:
    lea.says("non merci").ends("none")


def test_an_old_card_means_the_offer_that_it_shows(lea: Chat) -> None:
    lea.presses("Autre chose").ignores_what_was_said()
    first = next(send for send in lea.said if "Aroma 2, 349" in send.content.text)
    assert first.content.prompt is not None
    lea.sends(pressed=Pressed(first.content.prompt, 0)).hears("Pris : Machine Aroma 2")
