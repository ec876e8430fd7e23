"""Asking when an order comes."""

from __future__ import annotations

import pytest

from bot.understanding.shopping.when_asked import asks_when_it_comes, is_before


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
