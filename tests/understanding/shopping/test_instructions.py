"""What is asked of whoever makes an order ready."""

from __future__ import annotations

import pytest

from bot.understanding.shopping.instructions import asks_of_whoever_prepares


@pytest.mark.parametrize(
    "text",
    [
        "et pas de facture dans le colis svp",
        "sans les prix ni facture",
        "no invoice in the box please",
        "mettez un petit mot : joyeux anniversaire Marie !",
        "please add a note saying happy birthday mum",
        "c'est pour offrir",
        "it's a gift",
        "c ma femme qui passera la prendre",
        "my husband will pick it up",
        "laissez-le chez la voisine",
        "the door code is 4512",
    ],
)
def test_it_is_asked_of_them(text: str) -> None:
    assert asks_of_whoever_prepares(text)


@pytest.mark.parametrize(
    "text",
    [
        "mon mari peut venir avec quoi ?",
        "can my husband pick it up?",
        "je confirme",
        "livraison à domicile",
        "je passe la prendre",
        "3 rue du Port, 69003 Lyon",
        "un mot suffit",
        "",
    ],
)
def test_nothing_is_asked_of_them(text: str) -> None:
    assert not asks_of_whoever_prepares(text)
