"""An address is held against where the shop delivers, and against itself."""

from __future__ import annotations

import pytest

from tests.engine.chat import Chat
from tests.engine.ordering import STORE, lea_with, line, placed

SERVES = STORE + "delivers_to: [FR, BE]\n"


def asked_where(language: str = "fr") -> Chat:
    lea = lea_with({"total": 279, "lines": [line("brio")]}, store=SERVES, language=language)
    lea.hears("Comment souhaitez-vous la recevoir" if language == "fr" else "How would you like to receive it")
    return lea.says("Livraison à domicile" if language == "fr" else "Home delivery").hears("")


def test_a_postcode_that_is_far_from_its_town_is_asked_about_and_the_street_is_kept() -> None:
    lea = asked_where().says("3 rue du Port, 69003 Annecy")
    lea.hears("Annecy n’a pas le code postal 69003\u00a0: l’un des deux est à corriger", "code postal")
    lea.says("74000 Annecy").hears("3 rue du Port, 74000 Annecy", "Je valide").says("je confirme")
    assert placed(lea)[0].order.fulfilment.address == "3 rue du Port, 74000 Annecy"


def test_it_is_asked_about_once() -> None:
    lea = asked_where("en").says("3 rue du Port, 69003 Annecy").hears("69003 is not in Annecy")
    lea.says("69003 Annecy").hears("3 rue du Port, 69003 Annecy", "Shall I confirm")


@pytest.mark.parametrize("said", ["12 rue Hassan II, 20000 Casablanca", "12 rue Hassan II, Casablanca, Maroc"])
def test_where_nobody_delivers_another_address_is_asked_for_and_this_one_forgotten(said: str) -> None:
    lea = asked_where().says(said).hears("Maroc\u00a0: nous n’y livrons pas", "À quelle adresse")
    assert "address" not in lea.customer.facts
    lea.says("3 rue du Port, 69003 Lyon").hears("3 rue du Port, 69003 Lyon", "Je valide")


def test_another_country_that_is_sent_to_has_a_cost_that_people_work_out() -> None:
    lea = asked_where("en").says("3 rue de la Loi, 1000 Bruxelles").ignores_what_was_said()
    assert lea.customer.handover is not None
    assert lea.customer.handover.reason == "order_by_hand"


def test_a_postcode_set_right_keeps_the_street_and_the_town_that_were_said() -> None:
    lea = asked_where().says("22 rue du Lac 7400 Annecy").hears("7400 ne peut pas être un code postal")
    lea.says("pardon 74000").hears("22 rue du Lac, 74000 Annecy", "Je valide")
