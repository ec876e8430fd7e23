"""Asking when an order comes."""

from __future__ import annotations

import pytest

from bot.understanding.shopping.when_asked import asks_what_a_way_costs, asks_when_it_comes, is_before, says_they_come


@pytest.mark.parametrize(
    "text",
    [
        "c'est prêt quand ?",
        "quand est-ce que ça arrive",
        "c pret kan",
        "il arrivera avant le 10 ?",
        "je la reçois quel jour ?",
        "quand est-ce que je peux passer ?",
        "when is it ready?",
        "when can I come by?",
        "will it be there by the 10th?",
        "is it ready?",
    ],
)
def test_it_asks_for_the_day(text: str) -> None:
    assert asks_when_it_comes(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "quand ouvrez-vous ?",
        "when will the repair be ready?",
        "quand serai-je remboursé ?",
        "je passe le chercher",
        "vous livrez en combien de temps ?",
        "when will it be back in stock?",
        "je veux être livré avant le 10",
        "il arrivera avant le 10",
    ],
)
def test_it_asks_for_none(text: str) -> None:
    assert not asks_when_it_comes(text)


def test_the_day_that_is_too_late() -> None:
    assert is_before("il arrivera avant le 10 ?")
    assert not is_before("will it be there by the 10th?")


@pytest.mark.parametrize(
    "text",
    ["du coup je passe à 18h ça va ?", "jpeu venir a 18h", "can I come at 6pm?", "my wife will pick it up tomorrow"],
)
def test_somebody_comes_for_it(text: str) -> None:
    assert says_they_come(text)


@pytest.mark.parametrize(
    "text", ["et si je ne viens pas demain ?", "je viens essayer une machine", "vous livrez à 18h ?", "à 18h", ""]
)
def test_nobody_comes_for_it(text: str) -> None:
    assert not says_they_come(text)


@pytest.mark.parametrize(
    "text", ["c koi les frais ?", "ça fait combien avec la livraison ?", "how much with delivery?"]
)
def test_the_cost_is_asked(text: str) -> None:
    assert asks_what_a_way_costs(text)


@pytest.mark.parametrize(
    "text", ["combien de temps pour la livraison ?", "is it free over 60?", "combien coûte le retour ?", ""]
)
def test_the_cost_of_a_way_is_not_asked(text: str) -> None:
    assert not asks_what_a_way_costs(text)
