"""Corrections in words while an order is being made."""

from __future__ import annotations

import pytest

from bot.model.message import Reading
from bot.model.offer import Named
from tests.engine.chat import Chat
from tests.engine.ordering import CATALOGUE, book, flow, lea_with, line

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


def test_at_the_recap_what_is_to_be_changed_is_said_at_once() -> None:
    lea = lea_with(HUILA).hears("Comment").says("chez moi").hears("adresse").says("8 rue Garibaldi, 69003 Lyon")
    lea.hears("8 rue Garibaldi").says("modifier").hears("Que voulez-vous changer").presses("L’adresse")
    lea.hears("À quelle adresse").says("12 rue Mercière, 69002 Lyon").hears("12 rue Mercière")
    lea.says("changer l'adresse").hears("À quelle adresse").says("3 quai Rambaud, 69002 Lyon").hears("3 quai Rambaud")
    lea.says("la quantité").hears("Combien").says("2").hears("2 × Huila 250 g")


def test_in_english_too() -> None:
    lea = lea_with(HUILA, language="en").hears("How").says("click and collect").hears("shop").says("lyon").hears("Moka")
    lea.says("I'd like to change something").hears("What would you like to change").says("nothing").hears("Shall I")
    lea.says("the quantity").hears("how many").says("3").hears("3 × Huila")


def test_at_the_recap_another_way_or_point_of_sale_is_taken_at_its_word() -> None:
    lea = lea_with(HUILA).hears("Comment").says("click and collect").hears("boutique").says("lyon").hears("Moka Lyon")
    lea.says("annecy").hears("Click and collect, Moka Annecy").says("en point relais").hears("code postal")
    lea.says("69003").hears("Point relais").says("livraison ?").ignores_what_was_said()


def test_another_offer_takes_the_place_of_the_only_one() -> None:
    lea = lea_with({"id": "c1", "lines": [line("aroma-2", 2)]}).hears("Comment")
    lea.reads("finalement je préfère la brio", Reading("fr", named=(Named(("brio",)),), reader="test"))
    lea.hears("Bien sûr, c’est corrigé").hears("2 × Brio\u00a0: 558")
    lea.reads("et la huila", Reading("fr", named=(Named(("huila",)),), reader="test")).ignores_what_was_said()
    assert lea.customer.conversations[-1].draft.lines[0].offer == "brio"


def test_asked_what_to_change_who_says_what_it_is_to_be_is_taken_at_their_word() -> None:
    lea = lea_with(HUILA, language="en").hears("How").says("click and collect").hears("shop").says("lyon").hears("Moka")
    lea.says("change something").hears("What would you like to change").says("home delivery").hears("address")
    lea.says("8 rue Garibaldi, 69003 Lyon").hears("8 rue Garibaldi")
    lea.says("change something").hears("What would you like to change").says("delivery").hears(
        "How would you like to receive it"
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "mettez-la plutôt en deux exemplaires"), ("fr", "mettez-m'en deux"), ("en", "make it two please")],
)
def test_how_many_is_said_at_any_question_of_an_order_of_one_thing(language: str, words: str) -> None:
    lea = lea_with(HUILA, language=language).ignores_what_was_said().says(words).hears("2 × Huila 250 g")
    lea.says("3").ignores_what_was_said().says("8 rue Garibaldi, 69003 Lyon").hears("2 × Huila").says("make it 4")
    lea.hears("4 × Huila")


def test_a_number_taken_back_before_anything_else_was_settled_is_how_many() -> None:
    lea_with(HUILA).hears("Comment").says("2 plutôt").hears("2 × Huila 250 g").says("2").hears("boutique")


def test_the_way_that_is_corrected_keeps_the_shop_that_is_said_with_it() -> None:
    lea = lea_with(HUILA).hears("Comment").says("chez moi").hears("adresse").says("8 rue Garibaldi, 69003 Lyon")
    lea.hears("8 rue Garibaldi").says("nn retrait annecy").hears("Moka Annecy", "Je valide")


def test_a_weight_is_so_many_of_what_makes_it_up_or_the_same_in_that_size() -> None:
    shop = book(flow(), catalogue=CATALOGUE + "huila-1kg,Huila 1 kg,café,29,,35,15\n")
    lea = Chat(shop).shop("cart.updated", **HUILA).opens().hears("1 × Huila 250 g")
    lea.says("500 g plutôt").hears("2 × Huila 250 g\u00a0: 17,80")
    lea.says("finalement le kilo").hears("2 × Huila 1 kg\u00a0: 58")
    lea.says("et 3 kg").hears("3 × Huila 1 kg\u00a0: 87").says("le kilo").hears("3 × Huila 1 kg\u00a0: 87")
