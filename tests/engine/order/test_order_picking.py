"""Asked which one, or what they would like, they say something else that counts."""

from __future__ import annotations

import pytest

from bot.model.message import Reading
from bot.model.offer import Named
from tests.engine.chat import Chat
from tests.engine.order.test_order_named import SAID, in_lyon, lines, names, reading, wanting
from tests.engine.ordering import CATALOGUE, book

BOTH = Named(("aroma-2", "brio"))
OFTEN = ("Aroma 2\u00a0: 349\u00a0€", "Brio\u00a0: 279\u00a0€", "Autre chose")


def asked(*named: Named, **how: str) -> Chat:
    """Return a customer who has just been asked which one it is."""
    return wanting(*(named or (BOTH,))).hears("Quel article vous ferait plaisir", choices=OFTEN)


@pytest.mark.parametrize(
    "words", ["laquelle prendriez-vous ?", "je ne sais pas", "comme vous voulez", "which one would you take?"]
)
def test_our_pick_is_told_with_its_reason_and_a_yes_takes_it(words: str) -> None:
    lea = (
        asked()
        .says(words)
        .hears("Je prendrais «\u00a0Brio\u00a0»\u00a0: prix 279\u00a0€ contre 349\u00a0€.", choices=OFTEN)
    )
    in_lyon(lea.says("oui").hears("1 × Brio")).says("je confirme")
    assert lines(lea) == [("brio", 1)]


def test_so_many_of_our_pick_takes_them() -> None:
    lea = asked().says("laquelle prendriez-vous ?").hears("Je prendrais «\u00a0Brio\u00a0»")
    in_lyon(lea.says("ok j'en veux deux").hears("2 × Brio")).says("je confirme")
    assert lines(lea) == [("brio", 2)]


def test_a_yes_before_any_pick_takes_none() -> None:
    asked().says("oui").hears("Quel article vous ferait plaisir", choices=OFTEN)


def test_of_things_of_different_kinds_it_depends() -> None:
    lea = wanting(Named(("brio", "huila"))).hears("Quel article vous ferait plaisir")
    lea.says("lequel prendriez-vous ?").hears("Cela dépend de l’usage")


def test_of_two_sizes_the_one_that_comes_cheapest() -> None:
    catalogue = CATALOGUE + "huila-1kg,Huila 1 kg,café,29,,35,15\n"
    lea = Chat(book(SAID, catalogue=catalogue))
    lea.reads("du huila", reading(Named(("huila", "huila-1kg")), means="order")).hears(
        "Quel article vous ferait plaisir"
    )
    lea.says("je sais pas lequel prendre").hears(
        "Je prendrais «\u00a0Huila 1 kg\u00a0»\u00a0: au kilo, cela revient à 29\u00a0€"
    )


def test_how_they_differ_is_told_side_by_side() -> None:
    lea = asked().says("c'est quoi la différence ?")
    lea.hears(
        "• Aroma 2\u00a0: 349\u00a0€",
        "• Brio\u00a0: 279\u00a0€",
        "Brio arrive en tête",
        "Quel article vous ferait plaisir",
    )


@pytest.mark.parametrize("words", ["moins de 300 €", "300 euros max", "under 300"])
def test_a_price_that_one_keeps_to_takes_it(words: str) -> None:
    lea = in_lyon(asked().says(words).hears("Ce sera donc «\u00a0Brio\u00a0», 279\u00a0€.", "1 × Brio"))
    lea.says("je confirme")
    assert lines(lea) == [("brio", 1)]


def test_a_price_that_none_keeps_to_is_said() -> None:
    asked().says("moins de 100 €").hears(
        "Rien à ce prix\u00a0: au plus bas, «\u00a0Brio\u00a0» est à 279\u00a0€.", choices=OFTEN
    )


def test_a_price_that_all_keep_to_leaves_all() -> None:
    asked().says("moins de 900 €").hears("Quel article vous ferait plaisir", choices=OFTEN)


def test_a_price_leaves_several() -> None:
    lea = wanting(Named(("aroma-2", "brio", "huila"))).hears("Quel article vous ferait plaisir")
    lea.says("moins de 300 €").hears(
        "Quel article", choices=("Brio\u00a0: 279\u00a0€", "Huila 250 g\u00a0: 8,90\u00a0€", "Autre chose")
    )


def test_how_many_is_kept_for_whichever_it_will_be() -> None:
    lea = asked().says("deux exemplaires").hears("Il vous en faut 2, c’est noté.", choices=OFTEN)
    in_lyon(lea.says("brio").hears("2 × Brio")).says("je confirme")
    assert lines(lea) == [("brio", 2)]


def test_the_way_is_kept_and_not_asked_again() -> None:
    lea = asked().says("en point relais").hears("Point relais, c’est noté.", choices=OFTEN)
    lea.says("brio").hears("Près de quel code postal")


def test_an_address_is_kept_and_not_asked_again() -> None:
    lea = asked().says("12 rue de la République 69002 Lyon").hears("Adresse notée\u00a0: 12 rue", choices=OFTEN)
    lea.says("brio").hears("12 rue de la République 69002 Lyon", "Je valide")


def test_a_street_is_kept_and_its_town_asked_later() -> None:
    lea = asked().says("12 rue de la République").hears("Adresse notée")
    lea.says("brio").hears("Et la ville").says("69002 Lyon").hears("12 rue de la République, 69002 Lyon", "Je valide")


@pytest.mark.parametrize("words", ["69003", "Lyon"])
def test_where_they_are_is_kept_for_the_relay_point(words: str) -> None:
    lea = asked().says(words).hears(f"{words}, c’est noté.", choices=OFTEN)
    lea.says("point relais").hears("Point relais, c’est noté.").says("brio").hears(words, "Je valide")


def test_a_question_goes_to_the_answers() -> None:
    asked().says("vous livrez en point relais ?").hears("Quel article vous ferait plaisir")


def test_before_anything_is_named_the_way_is_kept() -> None:
    lea = wanting().hears("Qu’est-ce que je vous prépare")
    lea.reads("en point relais", Reading()).hears("Point relais, c’est noté.", "Qu’est-ce que je vous prépare")
    names(lea, "une brio", Named(("brio",))).hears("Près de quel code postal")


def test_the_way_said_with_what_is_wanted_is_taken() -> None:
    lea = wanting().hears("Qu’est-ce que je vous prépare")
    names(lea, "une brio en point relais", Named(("brio",))).hears("Près de quel code postal")


def test_the_way_said_with_the_first_words_is_taken() -> None:
    lea = Chat(book(SAID)).reads("je veux commander une brio en point relais", reading(Named(("brio",)), means="order"))
    lea.hears("Près de quel code postal")


def test_who_has_no_idea_is_helped_and_not_handed_over() -> None:
    lea = wanting().hears("Qu’est-ce que je vous prépare")
    lea.reads("je sais pas trop", Reading()).hears("Pas de souci, rien ne presse.")
    names(lea, "une brio", Named(("brio",))).hears("1 × Brio")


@pytest.mark.parametrize(("words", "taken"), [("le petit", "Huila 250 g"), ("the big one please", "Huila 1 kg")])
def test_the_small_one_and_the_big_one_are_sizes(words: str, taken: str) -> None:
    catalogue = CATALOGUE + "huila-1kg,Huila 1 kg,café,29,,35,15\n"
    lea = Chat(book(SAID, catalogue=catalogue))
    lea.reads("du huila", reading(Named(("huila", "huila-1kg")), means="order")).hears(
        "Quel article vous ferait plaisir"
    )
    lea.says(words).hears(f"1 × {taken}")


def test_of_things_without_a_size_the_small_one_is_none() -> None:
    asked().says("le petit").hears("Quel article vous ferait plaisir", choices=OFTEN)


def test_the_shop_near_the_town_that_they_name_is_where_it_is_collected() -> None:
    lea = asked().says("Annecy").hears("Annecy, c’est noté.").says("brio").hears("Comment souhaitez-vous la recevoir")
    lea.says("retrait en magasin").hears("Moka Annecy", "Je valide")
