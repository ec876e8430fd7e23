"""Politeness around what is said."""

import pytest

from bot.understanding.courtesies import greets, thanks_only, undressed, without_courtesies


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


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Bonjour ! J’espère que vous allez bien", "greets"),
        ("hello, I hope you are well", "greets"),
        ("coucou toute l'équipe", "greets"),
        ("merci beaucoup, vous êtes adorable", "thanks"),
        ("thank you so much, you are very kind", "thanks"),
        ("thanks a lot for your help", "thanks"),
        ("hello, I would like to know something about your machines", ""),
        ("bonjour ma machine est cassée", ""),
        ("merci de me rembourser", ""),
        ("Bonjour, ma vieille cafetière a rendu l'âme, merci de m'aider à la remplacer", ""),
        ("thank you but it arrived broken", ""),
        ("vous êtes adorable", ""),
        ("", ""),
    ],
)
def test_who_greets_or_thanks_and_wants_something_does_not_only_greet_or_thank(text: str, kind: str) -> None:
    assert (greets(text), thanks_only(text)) == (kind == "greets", kind == "thanks")
