"""A rating that is said otherwise."""

from __future__ import annotations

import pytest

from bot.understanding.replies.rating_changes import read_new_rating

SURE_FR = """
pardon je voulais dire 4; je voulais mettre 4; jvoulais dire 4; je dirais plutôt 4; c'est plutôt un 4; ma note est 4
je me suis trompé de note, c'est 4; j'ai mis 2 mais c'est 4; erreur de frappe 4; je change ma note : 4; je corrige 4/5
je voulais dire quatre; mettez plutôt 4; finalemen met 4; finalement mets 4; finalement ma note c'est 4
"""
SURE_EN = """
sorry, meant 4; it's more like a 4; its more like a 4 tbh; I meant to say 4; make that a 4; typo, 4; meant four
wrong number it's 4; my rating is 4; I put 2 but it's 4; it should have been 4; change it to 4; i meant 4 out of 5
"""
PERHAPS_FR = "finalement 4; 4 plutôt; plutôt un 4; oups 4; 4 pas 2; pardon, 4 sur 5; euh non 4; dsl 4"
PERHAPS_EN = "oops 4; 4 actually; 4, not 2; actually it's a 4; 4, sorry"


def _each(table: str) -> list[str]:
    return [one.strip() for one in table.replace("\n", ";").split(";") if one.strip()]


@pytest.mark.parametrize(
    ("text", "language", "sure"),
    [
        *((text, "fr", True) for text in _each(SURE_FR)),
        *((text, "en", True) for text in _each(SURE_EN)),
        *((text, "fr", False) for text in _each(PERHAPS_FR)),
        *((text, "en", False) for text in _each(PERHAPS_EN)),
    ],
)
def test_another_score_is_read(text: str, language: str, sure: bool) -> None:
    read = read_new_rating(text, "csat", language)
    assert read is not None
    assert (read.understood.value, read.sure, read.bare) == (4, sure, False)


def test_its_reason_comes_along() -> None:
    read = read_new_rating("sorry meant 2, it leaks", "csat", "en")
    assert read is not None
    assert read.understood.value == {"score": 2, "comment": "it leaks"}


def test_a_bare_figure_is_told_apart() -> None:
    for text in ("4", "⭐⭐⭐⭐", "4/5"):
        read = read_new_rating(text, "csat", "fr")
        assert read is not None
        assert read.bare


@pytest.mark.parametrize(
    "text",
    ["je voulais dire 4 paquets", "je voulais dire le 4 mars", "i meant 4 bags", "le goût", "sorry", "meant 12", "4 ?"],
)
def test_what_counts_something_is_none(text: str) -> None:
    assert read_new_rating(text, "csat", "fr") is None


@pytest.mark.parametrize(
    ("text", "why"),
    [("finalement mets 5 mon fils a réglé le truc", "regle"), ("make that a 5, it grows on me", "grows")],
)
def test_why_may_follow_without_a_comma(text: str, why: str) -> None:
    read = read_new_rating(text, "csat", "fr")
    assert read is not None
    assert isinstance(read.understood.value, dict)
    assert why in str(read.understood.value["comment"]).replace("é", "e")


def test_what_a_number_counts_is_no_reason() -> None:
    assert read_new_rating("je voulais dire 4 paquets de café moulu fin", "csat", "fr") is None
