"""Whether something is asked for that may not be sold."""

from __future__ import annotations

import pytest

from bot.understanding.shopping.goods_asked import (
    asks_if_sold,
    asks_which_has,
    gives_back,
    is_of_theirs,
    thing_asked,
)


@pytest.mark.parametrize(
    "text",
    [
        "vous vendez des bouilloires ?",
        "et des bouilloires ?",
        "do you sell toasters?",
        "bonjour, avez-vous du sirop ?",
        "what about kettles?",
        "have you got any spoons?",
    ],
)
def test_a_kind_of_thing_is_asked_for(text: str) -> None:
    assert asks_if_sold(text)


@pytest.mark.parametrize(
    "text",
    [
        "vous vendez des bouilloires",
        "et vous ?",
        "what about it?",
        "what about the height?",
        "vous avez reçu mon mail ?",
    ],
)
def test_anything_else_is_not(text: str) -> None:
    assert not asks_if_sold(text)


@pytest.mark.parametrize(
    "text",
    ["je veux rendre la brio mini", "je la renvoie", "I'd like to return my Aroma", "send it back", "remboursez-moi"],
)
def test_who_gives_something_back(text: str) -> None:
    assert gives_back(text)


@pytest.mark.parametrize("text", ["je voudrais une machine", "on my return from Lyon", "I'll be back"])
def test_who_does_not(text: str) -> None:
    assert not gives_back(text)


@pytest.mark.parametrize(
    ("text", "theirs"),
    [("mon moulin est trop bruyant", True), ("my grinder is too loud", True), ("un moulin pour ma cuisine", False)],
)
def test_what_is_theirs_already(text: str, theirs: bool) -> None:
    assert is_of_theirs(text, {"moulin", "grinder"}) is theirs


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("do you sell kettles or only coffee machines?", ("kettle",)),
        ("vous vendez des bouilloires pour le thé ?", ("bouilloire",)),
        ("ok what about a milk jug", ("milk", "jug")),
        ("vs vendé des mugs isothermes ?", ("mug", "isotherme")),
        ("what about the height?", ()),
        ("c'est combien ?", ()),
        ("avez-vous une machine qui plaise à ceux qui aiment le café filtre ?", ("machine",)),
    ],
)
def test_the_thing_that_is_asked_for(text: str, thing: tuple[str, ...]) -> None:
    assert thing_asked(text) == thing


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("quelle machine a deux chaudières ?", True),
        ("laquelle a une buse vapeur", True),
        ("which ones have a dual boiler?", True),
        ("y en a une avec un réservoir ?", True),
        ("quelle machine choisir", False),
        ("which is quieter?", False),
    ],
)
def test_which_of_several_has_something(text: str, *, asks: bool) -> None:
    assert asks_which_has(text) is asks
