"""Putting something into an order that is being made, and taking something out, in words."""

from __future__ import annotations

import pytest

from bot.model.offer import Named
from tests.engine.order.test_order_named import in_lyon, lines, names, wanting
from tests.engine.ordering import lea_with, line

HUILA = Named(("huila",))
BOTH = {"id": "c1", "lines": [line("aroma-2"), line("huila")]}


@pytest.mark.parametrize(
    "words",
    ["ajoutez un paquet de Huila", "et un Huila aussi svp", "can I add a bag of Huila?", "et un sachet de huila"],
)
def test_something_is_put_in_at_any_question(words: str) -> None:
    lea = wanting(Named(("brio",))).hears("1 × Brio")
    names(lea, words, HUILA).hears("1 × Huila 250 g")
    in_lyon(lea).says("je confirme")
    assert lines(lea) == [("brio", 1), ("huila", 1)]


def test_of_what_is_in_it_already_there_is_more() -> None:
    lea = in_lyon(wanting(HUILA).hears("1 × Huila"))
    names(lea, "rajoutez deux huila", Named(("huila",), 2)).hears("3 × Huila 250 g")


@pytest.mark.parametrize(
    "words", ["enlevez le Huila", "sans le huila finalement", "vous pouvez retirer le huila ?", "take off the huila"]
)
def test_a_line_is_taken_out(words: str) -> None:
    lea = lea_with(BOTH).hears("1 × Huila 250 g")
    names(lea, words, HUILA).hears("Total\u00a0: 349")
    assert "Huila" not in lea.said[-1].content.text


def test_the_only_line_is_not_taken_out() -> None:
    lea = lea_with({"id": "c1", "lines": [line("huila")]}).hears("1 × Huila 250 g")
    names(lea, "enlevez le Huila", HUILA).ignores_what_was_said()
    assert lea.customer.conversations[-1].draft is not None


def test_what_is_named_and_not_asked_for_is_not_put_in() -> None:
    lea = wanting(Named(("brio",))).hears("1 × Brio")
    names(lea, "c'est bien avec du Huila ?", HUILA).ignores_what_was_said()
    in_lyon(lea).says("je confirme")
    assert lines(lea) == [("brio", 1)]


def test_something_is_put_into_a_cart_of_the_shops() -> None:
    lea = lea_with(BOTH).hears("1 × Huila 250 g")
    names(lea, "ajoutez une brio", Named(("brio",))).hears("1 × Brio")
    in_lyon(lea).says("je confirme")
    assert lines(lea) == [("aroma-2", 1), ("huila", 1), ("brio", 1)]


def test_what_can_be_changed_of_a_cart_has_an_article_more() -> None:
    lea = in_lyon(lea_with({"id": "c1", "lines": [line("huila")]}).hears("1 × Huila")).says("changer quelque chose")
    lea.hears("Que voulez-vous changer").says("ajouter un article").hears("Qu’est-ce que je vous prépare")
    names(lea, "une brio", Named(("brio",))).hears("1 × Brio")


def test_a_cart_whose_lines_nobody_told_is_the_shops_to_add_to() -> None:
    lea = lea_with({"id": "c1", "total": 40}).hears("Comment souhaitez-vous la recevoir")
    names(lea, "ajoutez une brio", Named(("brio",))).ignores_what_was_said()
    assert "Brio" not in lea.said[-1].content.text
