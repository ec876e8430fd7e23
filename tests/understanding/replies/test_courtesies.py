"""Politeness around what is said."""

import pytest

from bot.understanding.replies.courtesies import asks_how_we_are, undressed, without_courtesies


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("bonjour 2 svp", "2"),
        ("hello the second one please", "the second one"),
        ("demain s il vous plait merci beaucoup", "demain"),
        ("euh alors trois merci d avance bonne journee", "trois"),
        ("merci", "merci"),
        ("bonjour", "bonjour"),
        ("livraison", "livraison"),
        ("", ""),
    ],
)
def test_courtesies_are_left_out_unless_they_are_all_that_is_said(said: str, left: str) -> None:
    assert " ".join(without_courtesies(said.split())) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Bonjour, vous livrez à Nice s’il vous plaît ?", "vous livrez à Nice ?"),
        ("hello, where is my order please?", "where is my order ?"),
        ("Bonjour ! Où est mon colis ? Merci d’avance.", "Où est mon colis ?"),
        ("c’est combien? merci", "c’est combien?"),
        ("où est mon colis !!", "où est mon colis !!"),
        ("Merci beaucoup !", "Merci beaucoup !"),
        ("👍", "👍"),
        ("", ""),
    ],
)
def test_a_text_is_undressed_as_it_is_written(text: str, left: str) -> None:
    assert undressed(text) == left


@pytest.mark.parametrize("text", ["salut ça va ?", "comment allez-vous ?", "how's it going mate", "hey how are you"])
def test_who_asks_how_we_are(text: str) -> None:
    assert asks_how_we_are(text)


@pytest.mark.parametrize("text", ["bonjour", "comment ça marche ?", "how are the beans roasted?", "elle va bien ?"])
def test_who_asks_something_else(text: str) -> None:
    assert not asks_how_we_are(text)
