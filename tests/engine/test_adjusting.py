"""Corrections in words while an order is being made."""

from __future__ import annotations

from tests.engine.ordering import lea_with, line

HUILA = {"id": "c1", "lines": [line("huila")]}


def test_another_point_of_sale_in_words() -> None:
    lea = lea_with(HUILA).hears("Comment").says("click and collect").hears("boutique").says("lyon").hears("Moka Lyon")
    lea.says("non, plutôt Moka Annecy").hears("corrigé").hears("Click and collect, Moka Annecy")


def test_another_number_in_words() -> None:
    lea = lea_with(HUILA).hears("Comment").says("click and collect").hears("boutique").says("lyon").hears("1 × Huila")
    lea.says("non, plutôt 3").hears("corrigé").hears("3 × Huila 250 g")


def test_outside_of_an_order_nothing_is_adjusted() -> None:
    lea = lea_with(None).hears("Votre panier est encore vide").hears("Une autre fois")
    lea.says("non, plutôt lyon").ignores_what_was_said()
