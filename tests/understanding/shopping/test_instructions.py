"""What is asked of whoever makes an order ready."""

from __future__ import annotations

import pytest

from bot.understanding.shopping.instructions import asked_in, asks_of_whoever_prepares, goods_part


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


@pytest.mark.parametrize(
    "text",
    [
        "pouvez-vous ne pas mettre la facture ?",
        "can you call before delivering?",
        "ring twice please",
        "ne sonnez pas, bébé dort",
        "please don't ring",
        "au nom de Société Dupont",
        "laissez le colis chez la voisine",
        "emballage cadeau",
        "le digicode c'est A452",
        "the door code is 1234",
        "il ne faut pas qu'il voie le prix",
        "gift wrapped with a note",
        "vous pouvez mettre le numéro de TVA FR12345678901 ?",
    ],
)
def test_more_that_is_passed_on(text: str) -> None:
    assert asks_of_whoever_prepares(text)


@pytest.mark.parametrize("text", ["c'est combien la facture ?", "la facture est fausse", "call me", "appelez-moi"])
def test_more_that_is_not(text: str) -> None:
    assert not asks_of_whoever_prepares(text)


def test_the_parts_of_a_text_that_ask_something() -> None:
    assert asked_in("1 kg of huila, ground for espresso, ring twice please") == ("ring twice please",)
    assert goods_part("du huila, ne sonnez pas svp") == "du huila"
    assert asked_in("3 cafés avec facture au nom de Dupont") == ("avec facture au nom de Dupont",)
    assert goods_part("3 cafés avec facture au nom de Dupont") == "3 cafés"
    assert goods_part("du huila, en grains") == "du huila, en grains"
