"""The same as last time, but ground, or in another size."""

from __future__ import annotations

import pytest

from bot.model.message import Candidate, Reading
from tests.engine.chat import Chat
from tests.engine.order.test_order_named import SAID, lines
from tests.engine.ordering import STORE, book

SOLD = """id,name,category,price,renewal,variant_of,option.mouture,stock.lyon
huila,Huila 250 g,café,8.90,15 days,,,50
huila-1kg,Huila 1 kg,café,29,30 days,,,35
yirga,Yirgacheffe,café,,15 days,,,
yirga-grains,Yirgacheffe en grains,café,10.50,15 days,yirga,grains,20
yirga-moulu,Yirgacheffe moulu,café,10.50,15 days,yirga,moulu,20
"""
GRINDS = "- { answer: moudre, question: Vous moulez ?, say: Moulu à la commande. }"
SURE = Reading(candidates=(Candidate("answer", "moudre", 0.9),))


def had(offer: str, quantity: int = 1) -> Chat:
    """Return a customer who had this delivered."""
    lea = Chat(book(SAID, store=STORE, catalogue=SOLD, answers=GRINDS))
    lines = [{"offer": offer, "name": offer, "price": 10, "quantity": quantity}]
    lea.shop("order.delivered", id="1", number="M-1", total=10, lines=lines)
    return lea.ignores_what_was_said()


def test_the_variant_that_is_so_is_ordered_in_the_same_number() -> None:
    had("yirga-grains", 2).says("le même mais en moulu").hears("2 × Yirgacheffe moulu")


@pytest.mark.parametrize("words", ["le même mais en 1 kg", "la même chose en plus grand", "the same but in 1 kg"])
def test_so_is_another_size_of_it(words: str) -> None:
    lea = had("huila").says(words).hears("1 × Huila 1 kg").says("en magasin").hears("Je valide")
    lea.says("je confirme")
    assert lines(lea) == [("huila-1kg", 1)]


def test_the_smaller_one_of_the_largest_and_none_below_the_smallest() -> None:
    had("huila-1kg").says("le même en plus petit").hears("1 × Huila 250 g")
    had("huila").says("le même en plus petit").hears("Je n’ai pas «\u00a0Huila 250 g\u00a0» ainsi")


def test_without_a_variant_the_stores_own_answer_comes_first_and_then_the_same() -> None:
    lea = had("huila").reads("le même mais en moulu", SURE)
    lea.hears("Moulu à la commande.").hears("1 × Huila 250 g")


def test_an_answer_to_something_else_is_not_given() -> None:
    had("huila").reads("le même mais en violet", SURE).hears("Je n’ai pas «\u00a0Huila 250 g\u00a0» ainsi (violet)")


def test_who_never_bought_anything_is_not_taken_for_who_did() -> None:
    lea = Chat(book(SAID, store=STORE, catalogue=SOLD)).says("le même mais en moulu")
    assert "ainsi" not in lea.said[-1].content.text
    lea.ignores_what_was_said()
