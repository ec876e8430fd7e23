"""Taking an answer back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.replies.corrections import Correction, read_correction

SURE = {
    "je me suis trompé": "",
    "Je me suis trompée, c'est 3": "3",
    "désolé je voulais dire 4": "4",
    "oups, mauvais bouton": "",
    "j'ai changé d'avis": "",
    "attendez, je change d'avis : à domicile": "à domicile",
    "correction : 5 personnes": "5 personnes",
    "c'est une erreur, je voulais la machine rouge": "la machine rouge",
    "je voudrais changer ma réponse": "",
    "actually I meant two": "two",
    "sorry, I meant Tuesday": "Tuesday",
    "I changed my mind": "",
    "I mean the blue one": "the blue one",
    "wrong button, sorry": "sorry",
}
PERHAPS = {
    "non, plutôt en magasin": "en magasin",
    "en fait je préfère la livraison": "la livraison",
    "finalement deux": "deux",
    "plutôt demain": "demain",
    "non c'est à Lyon": "à Lyon",
    "non, 18:30": "18:30",
    "en magasin plutôt": "en magasin",
    "deux, je me suis trompé": "deux",
    "no wait, the second one": "the second one",
    "make it three": "three",
    "in store instead": "in store",
    "no, home delivery instead": "home delivery",
    "non, en magasin plutôt": "en magasin",
    "non, à domicile finalement": "à domicile",
    "actually, Tuesday instead": "Tuesday",
    "actually lea@exemple.fr": "lea@exemple.fr",
}
NONE = [
    "non",
    "no",
    "oui",
    "non merci",
    "bonjour",
    "pardon ?",
    "mais c'est livré quand ?",
    "je veux changer d'adresse",
    "",
    ".",
    "wait",
]


@pytest.mark.parametrize(("text", "rest"), SURE.items())
def test_a_plain_correction_is_sure(text: str, rest: str) -> None:
    assert read_correction(text) == Correction(rest, sure=True)


@pytest.mark.parametrize(("text", "rest"), PERHAPS.items())
def test_a_no_with_something_else_may_be_one(text: str, rest: str) -> None:
    assert read_correction(text) == Correction(rest, sure=False)


@pytest.mark.parametrize("text", NONE)
def test_anything_else_is_none(text: str) -> None:
    assert read_correction(text) is None


@given(st.text(max_size=400))
def test_no_text_makes_it_fail(text: str) -> None:
    found = read_correction(text)
    assert found is None or isinstance(found.rest, str)


@pytest.mark.parametrize("text", ["I don't know", "je ne sais pas", "no idea", "not sure"])
def test_who_does_not_know_takes_nothing_back(text: str) -> None:
    assert read_correction(text) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("et si on est 40 ?", "on est 40"),
        ("what if we grow to 45?", "we grow to 45"),
        ("ok mais si je monte à 500 ?", "je monte à 500"),
    ],
)
def test_asking_what_if_says_what_may_be_instead(text: str, rest: str) -> None:
    assert read_correction(text) == Correction(rest, sure=False)


def test_whether_something_holds_is_no_supposition() -> None:
    assert read_correction("si possible demain ?") is None
