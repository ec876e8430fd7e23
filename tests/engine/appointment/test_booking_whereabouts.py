"""Where they are, said at the question in which shop they would like to come."""

from __future__ import annotations

import pytest

from tests.engine.chat import Chat
from tests.engine.visiting import flow, lea_at, only, shop


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "69002"), ("fr", "j'habite à Villeurbanne"), ("en", "I live in Villeurbanne")]
)
def test_the_shop_that_is_near_is_taken(language: str, words: str) -> None:
    lea = lea_at(shop(flow("for: visit")), language=language).ignores_what_was_said().says(words)
    lea.hears("Moka Lyon")
    assert lea.customer.facts.get("postcode") == ("69002" if words == "69002" else None)


@pytest.mark.parametrize(
    ("language", "words", "told"),
    [
        ("fr", "31000", "près de chez vous (31000)"),
        ("en", "Toulouse", "None of our shops is near Toulouse"),
        ("fr", "j'habite à Trifouilly", "Votre code postal"),
    ],
)
def test_where_none_is_near_it_is_said_and_asked_again(language: str, words: str, told: str) -> None:
    lea = lea_at(shop(flow("for: visit")), language=language).ignores_what_was_said()
    lea.says(words).hears(told, choices=("Moka Lyon", "Moka Annecy"))
    assert lea.customer.handover is None


def test_words_of_something_else_are_no_place() -> None:
    lea = lea_at(shop(flow("for: visit"))).hears("Dans quelle boutique").says("la première").hears("Moka Lyon")
    assert "postcode" not in lea.customer.facts


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "Moka Annecy"), ("fr", "plutôt à Annecy mercredi"), ("en", "I'd rather come to Annecy on Wednesday")],
)
def test_while_hours_of_one_shop_are_offered_another_can_be_named(language: str, words: str) -> None:
    lea = lea_at(shop(flow("for: visit, at: lyon")), language=language).hears("Moka Lyon").says(words)
    lea.hears("Moka Annecy").presses(lea.said[-1].content.choices[0].label).ignores_what_was_said()
    assert only(lea).place == "annecy"


def test_a_question_about_another_shop_changes_nothing() -> None:
    lea = lea_at(shop(flow("for: visit, at: lyon"))).hears("Moka Lyon").says("vous êtes ouverts lundi à Annecy ?")
    lea.ignores_what_was_said().says("mardi à 10h").ignores_what_was_said()
    assert only(lea).place == "lyon"


def test_the_shop_that_they_name_goes_before_the_playbooks() -> None:
    lea = Chat(shop(flow("for: visit, at: lyon", starts="intent: visit"))).says("un essai à Annecy", means="flow:visit")
    lea.hears("Moka Annecy")
