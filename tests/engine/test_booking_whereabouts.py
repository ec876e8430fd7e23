"""Where they are, said at the question in which shop they would like to come."""

from __future__ import annotations

import pytest

from tests.engine.visiting import flow, lea_at, shop


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
