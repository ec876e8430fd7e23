"""Where they are, said at the question how they receive an order."""

from __future__ import annotations

from tests.engine.ordering import lea_with, line, sells

AROMA = {"id": "c1", "lines": [line("aroma-2")]}


def test_a_town_with_a_point_of_sale_leads_there() -> None:
    lea = lea_with(AROMA).hears("Comment").says("lyon")
    lea.hears("Moka Lyon (12 rue Mercière, 69002 Lyon), ouvert").says("Retrait en magasin")
    lea.hears("Retrait en magasin, Moka Lyon")


def test_the_way_and_the_town_together_need_no_question_more() -> None:
    lea_with(AROMA).hears("Comment").says("en boutique à Annecy").hears("Retrait en magasin, Moka Annecy")


def test_in_english() -> None:
    lea = lea_with(AROMA, language="en").hears("How would you like it").says("I'm in Annecy")
    lea.hears("Moka Annecy (8 rue Sainte-Claire, 74000 Annecy), ").says("click and collect").hears("Moka Annecy")


def test_a_postcode_of_the_department_of_a_point_of_sale() -> None:
    lea = lea_with(AROMA).hears("Comment").says("69100").hears("Moka Lyon (12 rue Mercière").says("retrait en magasin")
    lea.hears("Retrait en magasin, Moka Lyon")
    assert lea.customer.facts["postcode"] == "69100"


def test_a_postcode_far_from_any_is_told_that_it_can_be_brought() -> None:
    lea = lea_with(AROMA).hears("Comment").says("31000").hears("Nous n’avons pas de boutique près de 31000")
    lea.says("point relais").hears("Point relais")
    assert "Près de quel code postal" not in lea.said[-1].content.text


def test_a_point_of_sale_without_it_says_so_and_how_it_can_be_had() -> None:
    lea = sells(lea_with(AROMA).hears("Comment"), aroma_2={"stock": {"lyon": 2, "annecy": 0}})
    lea.says("annecy").hears("Moka Annecy ne l’a pas pour le moment. Voici comment le recevoir\u00a0:")


def test_the_number_of_a_choice_is_no_place() -> None:
    lea_with(AROMA).hears("Comment").says("3").hears("adresse")


def test_a_postcode_and_a_town_are_no_address() -> None:
    lea = lea_with(AROMA).hears("Comment").says("Livraison à domicile").hears("adresse")
    lea.says("69003 Lyon").hears("rue").says("12 rue Garibaldi, 69003 Lyon").hears("12 rue Garibaldi")
