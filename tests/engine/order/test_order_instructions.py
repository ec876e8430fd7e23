"""What is asked of whoever makes an order ready goes out with it, word for word."""

from __future__ import annotations

from bot.work.outgoing import order_news
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
