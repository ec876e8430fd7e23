"""Asked which way, they say only yes, or leave it to us."""

from __future__ import annotations

import pytest

from tests.engine.chat import Chat
from tests.engine.ordering import lea_with, line

WAY = "Comment le recevez-vous"


def asked(language: str = "fr") -> Chat:
    return lea_with({"id": "c1", "lines": [line("aroma-2")]}, language=language).hears("Aroma 2")


@pytest.mark.parametrize("words", ["oui svp", "oui", "comme vous voulez", "à vous de choisir"])
def test_the_quickest_way_is_told_and_the_one_that_comes_to_them(words: str) -> None:
    lea = asked().says(words)
    lea.hears(
        "Le plus rapide, c’est «\u00a0Retrait en magasin\u00a0»", "Sans sortir de chez vous", "Je note le premier"
    )


def test_a_yes_takes_it_then() -> None:
    asked().says("oui svp").hears("Je note le premier").says("oui").hears("Dans quelle boutique")


def test_a_no_puts_the_question_again_and_any_other_way_is_taken_as_ever() -> None:
    lea = asked().says("oui svp").hears("Je note le premier").says("non").hears(WAY)
    lea.says("livraison à domicile").hears("adresse")


def test_in_english_a_yes_takes_the_quickest_way() -> None:
    lea = asked("en").says("yes please").hears("The quickest is “Pick up in store”", "Shall I put down the first?")
    lea.says("yes").hears("In which shop")
