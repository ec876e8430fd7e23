"""What is asked of whoever makes an order ready goes out with it, word for word."""

from __future__ import annotations

import pytest

from bot.work.errands.outgoing import order_news
from tests.engine.chat import Chat
from tests.engine.ordering import lea_with, line, placed


def ordering(language: str = "fr") -> Chat:
    return lea_with({"total": 279, "lines": [line("brio")]}, language=language).ignores_what_was_said()


def told(lea: Chat) -> list[object]:
    return [order_news(one).data.get("instructions") for one in placed(lea)]


def test_they_are_shown_and_go_out_with_the_order() -> None:
    lea = ordering().says("Livraison à domicile").hears("À quelle adresse")
    lea.says("pas de facture dans le colis svp").hears("À quelle adresse")
    lea.says("3 rue du Port, 69003 Lyon").hears("À transmettre\u00a0: «\u00a0pas de facture dans le colis svp\u00a0»")
    lea.says("mettez un mot : joyeux anniversaire").hears("joyeux anniversaire", "Je valide").says("je confirme")
    assert told(lea) == [["pas de facture dans le colis svp", "mettez un mot : joyeux anniversaire"]]


def test_somebody_else_who_comes_for_it_says_the_way_too() -> None:
    lea = ordering("en").says("my husband will pick it up").hears("In which shop")
    lea.says("Lyon").hears("To pass on: “my husband will pick it up”", "Shall I confirm").says("I confirm")
    assert told(lea) == [["my husband will pick it up"]]


def test_said_twice_it_is_kept_once_and_an_address_is_an_address() -> None:
    lea = ordering().says("Livraison à domicile").hears("À quelle adresse")
    lea.says("sans facture").hears("À quelle adresse").says("sans facture").hears("À quelle adresse")
    lea.says("3 rue du Port, 69003 Lyon, laissez le chez la voisine").hears("Je valide").says("je confirme")
    assert told(lea) == [["sans facture"]]
    assert placed(lea)[0].order.fulfilment.address.startswith("3 rue du Port")


@pytest.mark.parametrize(
    ("language", "words", "told_so"),
    [
        ("fr", "ah, et pouvez-vous ne pas mettre la facture ?", "C’est noté pour la commande"),
        ("fr", "laissez le colis chez la voisine", "C’est noté pour la commande"),
        ("en", "oh and please leave it with the neighbour", "Noted for order"),
        ("en", "could you leave out the invoice?", "Noted for order"),
    ],
)
def test_said_once_it_is_made_the_shop_is_told_again(language: str, words: str, told_so: str) -> None:
    lea = made(language)
    [first] = placed(lea)
    asked = words.rstrip(" ?")
    lea.says(words).hears(told_so, asked)
    [again] = placed(lea)
    assert (again.name, again.order.key) == ("order.created", first.order.key)
    assert told(lea) == [[asked]]
    lea.says("et un petit mot : bravo").hears("bravo")
    assert told(lea) == [[asked, "et un petit mot : bravo"]]


def test_of_one_that_has_left_people_see_what_can_be_done() -> None:
    lea = made("fr")
    lea.shop("order.shipped", reference=placed(lea)[0].order.key)
    lea.ignores_what_was_said().says("pas de facture svp").hears("déjà partie")
    assert lea.customer.handover is not None


def test_without_an_order_or_long_after_it_nothing_is_passed_on() -> None:
    lea = made("fr").waits(days=9).ignores_what_was_said()
    lea.says("pas de facture svp").ignores_what_was_said()
    assert not placed(lea)


@pytest.mark.parametrize(
    "words", ["au nom de Société Dupont, facture à compta@dupont.fr", "invoice to Dupont Ltd, accounts@dupont.co.uk"]
)
def test_whose_the_invoice_is_is_no_address(words: str) -> None:
    lea = ordering().says("Livraison à domicile").hears("À quelle adresse").says(words)
    lea.hears("C’est noté, je transmets", "À quelle adresse").says("3 rue du Port, 69003 Lyon")
    lea.hears(words, "\n3 rue du Port, 69003 Lyon\n").says("je confirme").ignores_what_was_said()
    assert told(lea) == [[words]]


def made(language: str) -> Chat:
    """Return a customer who has just ordered."""
    lea = ordering(language).says("3").ignores_what_was_said().says("3 rue du Port, 69003 Lyon").ignores_what_was_said()
    return lea.says("1").ignores_what_was_said()
