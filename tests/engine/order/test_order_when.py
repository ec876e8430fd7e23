"""When an order comes, asked while it is made and afterwards."""

from __future__ import annotations

import pytest

from tests.engine.chat import Chat
from tests.engine.ordering import lea_with, line


def asked(way: str, *more: str) -> Chat:
    lea = lea_with({"id": "c1", "lines": [line("huila")]}).says(way)
    for words in more:
        lea.says(words)
    lea.unheard.clear()
    return lea


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("il arrivera avant le 20 ?", "Oui"),
        ("ça arrive avant le 5 ?", "Je préfère ne pas le promettre"),
        ("ça arrive quand ?", "Livraison à domicile"),
    ],
)
def test_the_day_is_held_against_the_one_that_is_named(said: str, told: str) -> None:
    asked("3", "8 rue Garibaldi, 69003 Lyon").says(said).hears(told, "Je valide")


def test_of_an_order_that_was_made_what_was_promised_is_told() -> None:
    lea = asked("2", "1", "je confirme")
    lea.says("c'est prêt quand ?", language="fr").hears("click and collect, Moka Lyon, aujourd’hui dès 12")
    lea.waits(days=1).unheard.clear()
    assert "aujourd" not in lea.says("c'est prêt quand ?", language="fr").unheard[-1].content.text


def test_who_has_ordered_nothing_is_told_nothing_of_an_order() -> None:
    lea = lea_with(None)
    lea.unheard.clear()
    assert "commande" not in lea.says("c'est prêt quand ?", language="fr").unheard[-1].content.text


def test_the_day_of_the_way_that_is_spoken_of_is_told() -> None:
    lea = lea_with({"id": "c1", "lines": [line("huila")]}).hears("Comment")
    lea.says("si je prends la livraison ça arrive quand ?").hears("Livraison à domicile", "Comment souhaitez-vous")
