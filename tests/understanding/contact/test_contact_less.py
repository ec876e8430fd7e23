"""Fewer messages, without a number."""

from __future__ import annotations

import pytest

from bot.understanding.contact.contact_less import complains_of_too_many, wants_fewer


@pytest.mark.parametrize(
    "said",
    [
        "moins de messages",
        "un peu moins de sms",
        "moins de promos",
        "pas autant de textos",
        "pas trop de messages",
        "fewer texts",
        "less messages",
        "a bit less of your marketing",
        "not so many texts",
        "ecrivez moi moins",
        "ecrivez moi moins souvent",
        "ne m ecrivez pas si souvent",
        "arretez de m ecrire aussi souvent",
        "text me less",
        "write to me less often",
        "stop texting me so often",
        "don t message me so frequently",
    ],
)
def test_fewer_is_said_in_many_ways(said: str) -> None:
    rest = wants_fewer(said)
    assert rest is not None
    assert "moins" not in rest.split() and "less" not in rest.split() and "often" not in rest.split()


@pytest.mark.parametrize(
    "said",
    [
        "",
        "plus de messages",
        "no more texts",
        "trop de messages",
        "you text me too often",
        "moins de mousse",
        "un cafe moins fort",
        "less milk",
        "moins souvent",  # how often do you drink coffee?
        "pas moins de messages",
        "j achete moins cher ailleurs ne m ecrivez plus",
    ],
)
def test_no_more_and_less_of_something_else_are_none(said: str) -> None:
    assert wants_fewer(said) is None


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        ("je recois trop de messages", True),
        ("vous m ecrivez trop", True),
        ("vous m envoyez beaucoup trop de pub", True),
        ("vous me relancez trop", True),
        ("too many texts", True),
        ("you text me way too much", True),
        ("you message me too often", True),
        ("trop de mousse dans mon cappuccino", False),
        ("vous m ecrivez trop tard", False),
        ("j oublie trop souvent de detartrer", False),
        ("too many options", False),
    ],
)
def test_who_complains_of_too_many(said: str, is_one: bool) -> None:
    assert complains_of_too_many(said) is is_one
