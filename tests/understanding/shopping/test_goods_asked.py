"""Whether something is asked for that may not be sold."""

from __future__ import annotations

import pytest

from bot.understanding.shopping.goods_asked import asks_if_sold, gives_back, is_of_theirs


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
