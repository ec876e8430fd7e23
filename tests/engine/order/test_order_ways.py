"""The way to receive an order, said in the customer's own words."""

from __future__ import annotations

import pytest

from bot.model.offer import Named
from tests.engine.chat import Chat
from tests.engine.order.test_order_named import SAID, reading
from tests.engine.ordering import book

BRIO = reading(Named(("brio",)), means="order")


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("je veux commander une brio en point relais", "Près de quel code postal"),
        ("je veux commander une brio en point relais à 69003", "69003"),
        ("je voudrais commander une brio, livrée chez moi", "À quelle adresse"),
        ("je veux commander une brio et la retirer en magasin", "Dans quelle boutique"),
        ("I'd like to order a brio, delivered to my home", "À quelle adresse"),
    ],
)
def test_the_way_is_taken_from_the_words_that_name_what_is_wanted(words: str, question: str) -> None:
    Chat(book(SAID)).reads(words, BRIO).hears(question)


def test_without_one_it_is_asked() -> None:
    Chat(book(SAID)).reads("je veux commander une brio", BRIO).hears("Comment souhaitez-vous la recevoir")
