"""A yes or a no said otherwise than an order's question has it."""

from __future__ import annotations

import pytest

from tests.engine.chat import Chat
from tests.engine.ordering import lea_with, line, placed

HUILA = {"id": "c1", "lines": [line("huila")]}


def read_back(language: str = "fr") -> Chat:
    lea = lea_with(HUILA, language=language).says("3").says("8 rue Garibaldi, 69003 Lyon")
    lea.unheard.clear()
    return lea


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "c'est bon, vous pouvez valider"), ("fr", "allez c'est parti"), ("en", "great, place the order")],
)
def test_who_says_that_it_is_to_go_out_has_ordered(language: str, words: str) -> None:
    lea = read_back(language).says(words)
    [sent] = placed(lea)
    assert sent.order.total is not None
    assert f"{sent.order.total:.2f}" == "13.80"


@pytest.mark.parametrize(
    "words", ["non, c'est bon", "elle est d'accord", "je valide demain", "pas encore, je valide plus tard", "non"]
)
def test_who_may_mean_something_else_has_not(words: str) -> None:
    assert not placed(read_back().says(words))


def test_a_bare_no_to_which_way_is_asked_what_would_suit_and_told_how_to_end_it() -> None:
    lea = lea_with(HUILA).hears("Comment").says("non").hears("Qu’est-ce qui vous irait mieux", "annuler")
    lea.says("annuler").hears("rien n’est parti").ends("cancelled")
