"""The questions of an order are made anew each time: what is sold out or closed is not offered."""

from __future__ import annotations

import re

import pytest

from bot.model.sms_text import measure, normalise
from tests.engine.ordering import lea_with, line, sells


def test_a_way_that_became_impossible_is_not_offered_when_the_question_is_put_again() -> None:
    lea = lea_with({"id": "c1", "lines": [line("huila")]}).hears("Retrait en magasin")
    sells(lea, huila={"stock": {"": 5}}).says("brrr xyz")
    assert [choice.label for choice in lea.unheard[0].content.choices] == [
        "Click and collect",
        "Livraison à domicile",
        "Point relais",
    ]
    lea.hears("Comment souhaitez-vous la recevoir")


def test_one_line_can_not_be_taken_out_and_one_point_of_sale_not_be_changed() -> None:
    lea = lea_with({"id": "c1", "lines": [line("huila")]}).hears("Comment").says("point relais").hears("postal")
    lea.says("69002").hears("Je valide").says("changer").hears("Que voulez-vous changer")
    assert [one.label for one in lea.said[-1].content.choices] == [
        "La quantité",
        "La livraison",
        "Le lieu du relais",
        "Ajouter un article",
        "Rien",
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_by_sms_each_way_keeps_its_cost_and_its_day_whatever_is_noted(language: str) -> None:
    names = [
        "Machine Aroma 2 avec réservoir de deux litres",
        "Brio",
        "Huila 250 g",
        "Cadeau",
        "Carafe en verre soufflé",
    ]
    cart = {"id": "c1", "lines": [{"name": name, "price": 100, "quantity": 2} for name in names]}
    lea = lea_with(cart, channel="sms", language=language).says("commander", means="flow:order").ignores_what_was_said()
    for words in ("pas de facture dans le colis svp", "un petit mot : joyeux anniversaire", "laissez chez la voisine"):
        lea.says(words).ignores_what_was_said()
    said = lea.said[-1].content
    assert "(+" in said.text
    assert [bool(re.search(r": (?:gratuit|free|€?\d+,?\d*)", one.label)) for one in said.choices] == [True] * 4
    assert measure(normalise("\n".join([said.text, *(f"1. {one.label}" for one in said.choices)]))).segments <= 2
