"""Where they are, said at the question how they receive an order."""

from __future__ import annotations

import pytest

from tests.engine.ordering import STORE, lea_with, line, sells

AROMA = {"id": "c1", "lines": [line("aroma-2")]}


def test_a_town_with_a_point_of_sale_leads_there() -> None:
    lea = lea_with(AROMA).hears("Comment").says("lyon")
    lea.hears("Moka Lyon (12 rue Mercière, 69002 Lyon), ouvert").says("Retrait en magasin")
    lea.hears("Retrait en magasin, Moka Lyon")


def test_the_way_and_the_town_together_need_no_question_more() -> None:
    lea_with(AROMA).hears("Comment").says("en boutique à Annecy").hears("Retrait en magasin, Moka Annecy")


def test_in_english_a_town_says_which_shop_is_near() -> None:
    lea = lea_with(AROMA, language="en").hears("How would you like to receive it").says("I'm in Annecy")
    lea.hears("Moka Annecy (8 rue Sainte-Claire, 74000 Annecy), ").says("click and collect").hears("Moka Annecy")


def test_a_postcode_of_the_department_of_a_point_of_sale_says_which_shop_is_near() -> None:
    lea = lea_with(AROMA).hears("Comment").says("69100").hears("Moka Lyon (12 rue Mercière").says("retrait en magasin")
    lea.hears("Retrait en magasin, Moka Lyon")
    assert lea.fact("postcode") == "69100"


def test_a_postcode_far_from_any_is_told_that_it_can_be_brought() -> None:
    lea = lea_with(AROMA).hears("Comment").says("31000").hears("Nous n’avons pas de boutique près de chez vous (31000)")
    lea.says("point relais").hears("Point relais")
    assert "Près de quel code postal" not in lea.said[-1].content.text


def test_a_point_of_sale_without_it_says_so_and_how_it_can_be_had() -> None:
    lea = sells(lea_with(AROMA).hears("Comment"), aroma_2={"stock": {"lyon": 2, "annecy": 0}})
    lea.says("annecy").hears("Moka Annecy n’en a pas pour le moment. Voici vos possibilités\u00a0:")


def test_the_number_of_a_choice_is_no_place() -> None:
    lea_with(AROMA).hears("Comment").says("3").hears("adresse")


def test_a_postcode_and_a_town_are_no_address() -> None:
    lea = lea_with(AROMA).hears("Comment").says("Livraison à domicile").hears("adresse")
    lea.says("69003 Lyon").hears("rue").says("12 rue Garibaldi, 69003 Lyon").hears("12 rue Garibaldi")


@pytest.mark.parametrize(
    ("language", "words", "told"),
    [
        ("fr", "j'habite à Villeurbanne", "Moka Lyon (12 rue Mercière, 69002 Lyon)"),
        ("fr", "Annemasse", "Moka Annecy (8 rue Sainte-Claire, 74000 Annecy)"),
        ("fr", "Toulouse", "pas de boutique près de chez vous (Toulouse), mais votre commande peut venir à vous"),
        ("en", "I live in Toulouse", "We have no shop near Toulouse, but it can come to you"),
        ("fr", "je suis au Havre", "près de chez vous (Le Havre)"),
    ],
)
def test_a_town_without_its_postcode(language: str, words: str, told: str) -> None:
    lea = lea_with(AROMA, language=language).ignores_what_was_said().says(words).hears(told)
    assert len(lea.said[-1].content.choices) == 4
    assert "postcode" not in lea.customer.facts


def test_the_way_and_a_town_near_a_shop_need_no_question_more() -> None:
    lea_with(AROMA).hears("Comment").says("retrait à Villeurbanne").hears("Retrait en magasin, Moka Lyon")


def test_a_way_that_comes_to_them_is_taken_whatever_the_town() -> None:
    lea_with(AROMA).hears("Comment").says("livraison à Toulouse").hears("À quelle adresse")


@pytest.mark.parametrize(
    ("language", "words", "told"),
    [
        ("fr", "j'habite à Trifouilly", "Votre code postal, et je vous dis"),
        ("en", "I live in Little Snoring", "Your postcode will tell me"),
    ],
)
def test_of_a_town_that_nobody_knows_the_postcode_is_asked_as_often_as_need_be(
    language: str, words: str, told: str
) -> None:
    lea = lea_with(AROMA, language=language).ignores_what_was_said()
    for _ in range(4):
        lea.says(words).hears(told)
    assert lea.customer.handover is None
    lea.says("69003").hears("Moka Lyon (12 rue Mercière")


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "69002"), ("fr", "Villeurbanne"), ("en", "I'm in Villeurbanne"), ("fr", "69100 Bron")],
)
def test_asked_in_which_shop_the_near_one_is_taken(language: str, words: str) -> None:
    lea = lea_with(AROMA, language=language).ignores_what_was_said().says("1").ignores_what_was_said()
    lea.says(words).hears("Moka Lyon,")


@pytest.mark.parametrize(
    ("language", "words", "told", "way"),
    [
        ("fr", "31000", "près de chez vous (31000). Votre commande peut aussi venir à vous", "livraison"),
        ("en", "Toulouse", "no shop near Toulouse. It can also be brought to you", "delivery"),
    ],
)
def test_asked_in_which_shop_none_is_near(language: str, words: str, told: str, way: str) -> None:
    lea = lea_with(AROMA, language=language).ignores_what_was_said().says("1").ignores_what_was_said()
    lea.says(words).hears(told, choices=("Moka Lyon", "Moka Annecy"))
    lea.says(way).hears("adresse" if language == "fr" else "address")


def test_asked_where_they_are_a_town_says_it() -> None:
    shop = "  - {{ id: p{0}, name: Moka {0}, address: '3100{0} Toulouse', location: [43.6, 1.4], hours: '24/7' }}\n"
    places = "".join(shop.format(number) for number in range(3))
    store = STORE.replace("delivery:\n", f"{places}delivery:\n")
    lea = lea_with({"id": "c1", "lines": [line("cadeau")]}, store=store).hears("Comment")
    lea = sells(lea, cadeau={"stock": {}}).says("click and collect").hears("Où êtes-vous")
    lea.says("Annecy ville").hears("Moka Annecy (")


@pytest.mark.parametrize(
    ("language", "words", "told"),
    [
        ("fr", "Villeurbanne", "Villeurbanne"),
        ("fr", "près de la gare à Dijon", "Dijon"),
        ("fr", "à Lyon 3e", "69003"),
        ("fr", "dans le 8ème à Marseille", "13008"),
        ("en", "I live in Toulouse", "Toulouse"),
        ("en", "Paris 11", "75011"),
    ],
)
def test_asked_near_which_postcode_a_town_says_as_much(language: str, words: str, told: str) -> None:
    lea = lea_with(AROMA, language=language).ignores_what_was_said().says("4").ignores_what_was_said()
    lea.says(words).hears(f"\n{told}\n")


def test_the_town_of_a_relay_point_goes_out_with_the_order_and_can_be_changed() -> None:
    lea = (
        lea_with(AROMA).ignores_what_was_said().says("4").hears("ou de quelle ville").says("Annecy").hears("\nAnnecy\n")
    )
    lea.says("changer").hears("changer").says("Le lieu du relais").hears("Près de quel").says("Dijon")
    lea.hears("\nDijon\n").says("je confirme").ignores_what_was_said()
    assert lea.customer.orders[-1].fulfilment.more == {"town": "Dijon"}


def test_a_town_that_nobody_knows_is_no_relay_point() -> None:
    lea = lea_with(AROMA).ignores_what_was_said().says("4").ignores_what_was_said()
    lea.says("Trifouillis-les-Oies").hears("par exemple 69002").says("74000").hears("\n74000\n")


def test_asked_near_which_postcode_another_way_is_taken() -> None:
    lea = lea_with(AROMA).ignores_what_was_said().says("4").ignores_what_was_said()
    lea.says("en fait à domicile").hears("À quelle adresse")


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "Moka Annecy"), ("fr", "chez vous à Annecy"), ("en", "at Moka Annecy please"), ("fr", "chez Moka Annecy")],
)
def test_asked_for_their_address_a_point_of_sale_is_none(language: str, words: str) -> None:
    lea = lea_with(AROMA, language=language).ignores_what_was_said().says("3").ignores_what_was_said()
    lea.says(words).hears("Moka Annecy (8 rue Sainte-Claire, 74000 Annecy)")
    lea.says("1").hears("Moka Annecy,")
    assert "address" not in lea.customer.facts


def test_asked_for_their_address_a_shop_that_is_named_with_the_way_is_where_it_is() -> None:
    lea = lea_with(AROMA).ignores_what_was_said().says("3").ignores_what_was_said()
    lea.says("au magasin d'Annecy").hears("Retrait en magasin, Moka Annecy")


def test_an_address_without_its_postcode_is_completed_at_the_recap() -> None:
    lea = lea_with(AROMA).ignores_what_was_said().says("3").hears("adresse").says("14 rue des lilas villeurbanne")
    lea.hears("\n14 rue des lilas villeurbanne\n").says("69100").hears("\n14 rue des lilas villeurbanne, 69100\n")
    lea.says("69003").ignores_what_was_said()
    assert lea.fact("address") == "14 rue des lilas villeurbanne, 69100"
