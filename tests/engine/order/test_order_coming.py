"""When they would come for it, held against the shop's hours."""

from __future__ import annotations

import pytest

from tests.engine.chat import Chat
from tests.engine.ordering import lea_with, line


def collected(*words: str) -> Chat:
    """Return a customer whose order is collected in Lyon, open until 19:00, ready from 12:00; on a Monday, at 10:00."""
    lea = lea_with({"id": "c1", "lines": [line("huila")]}).says("2").says("lyon")
    for said in words:
        lea.says(said)
    lea.unheard.clear()
    return lea


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("du coup je passe à 18h ça va ?", "Oui, c’est ouvert. Aujourd’hui\u00a0: Lyon de 10\u00a0h à 19\u00a0h."),
        ("je passe à 20h", "Ce sera fermé. Aujourd’hui\u00a0: Lyon"),
        ("je peux venir à 11h ?", "sera prête aujourd’hui dès 12"),
        ("je viens dimanche à 11h ça ira ?", "Ce sera fermé."),
        ("je peux passer mercredi ?", "Lyon de 10"),
        ("je passe à 9h ?", "Ce sera fermé. Demain"),
    ],
)
def test_it_is_told_whether_the_shop_is_open_then_and_the_order_ready(words: str, told: str) -> None:
    collected().says(words).hears(told, "Je valide")


def test_where_no_shop_is_chosen_yet_all_tell_their_hours_and_a_statement_is_the_answer() -> None:
    lea = lea_with({"id": "c1", "lines": [line("huila")]}).hears("Comment")
    lea.says("je peux venir demain à 18h ?").hears("Demain\u00a0: Lyon de 10", "Annecy de 10")
    lea.says("je passe").hears("Dans quelle boutique")


def test_of_the_order_that_was_made_too() -> None:
    lea = collected("je confirme").says("du coup je passe à 18h ça va ?", language="fr")
    lea.hears("Oui, c’est ouvert. Aujourd’hui\u00a0: Lyon")
    lea.says("et si je ne viens pas demain ?", language="fr")
    assert "Lyon de 10" not in lea.unheard[-1].content.text


def test_what_is_brought_is_not_come_for() -> None:
    lea = lea_with({"id": "c1", "lines": [line("huila")]}).says("3").says("8 rue Garibaldi, 69003 Lyon")
    lea.says("je confirme").unheard.clear()
    assert "ouvert" not in lea.says("je passe à 18h ça va ?", language="fr").unheard[-1].content.text
