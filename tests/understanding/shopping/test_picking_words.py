"""What is said to "which one?" that names none."""

from __future__ import annotations

import pytest

from bot.understanding.shopping.picking_words import (
    asks_the_difference,
    first_of_them,
    leaves_it_to_us,
    takes_that,
    wavers_between,
    what_counts,
)


@pytest.mark.parametrize(
    "text",
    [
        "laquelle prendriez-vous ?",
        "je ne sais pas",
        "jsp",
        "Comme vous voulez",
        "à vous de choisir",
        "choisissez pour moi svp",
        "je vous fais confiance",
        "n'importe lequel",
        "je sais pas lequel prendre",
        "ça m'est égal",
        "vous me conseillez quoi ?",
        "which one would you take?",
        "you choose",
        "up to you",
        "any of them",
        "I don't know which one to take",
        "surprise me please",
    ],
)
def test_it_is_left_to_us(text: str) -> None:
    assert leaves_it_to_us(text)


@pytest.mark.parametrize(
    "text", ["le petit", "le deuxième", "2", "moins de 300 €", "ça dépend du prix", "the small one", ""]
)
def test_anything_else_is_theirs(text: str) -> None:
    assert not leaves_it_to_us(text)


@pytest.mark.parametrize(
    "text",
    [
        "c'est quoi la différence ?",
        "c koi la diff avec la brio lait",
        "quelle différence entre l'aroma et la presto",
        "et par rapport à la Presto ?",
        "elle est mieux que la Brio Lait ?",
        "qu'est-ce qui change entre les deux",
        "what's the difference between the two?",
        "how does it compare to the Presto?",
        "Aroma vs Presto",
        "is it better than the Brio?",
    ],
)
def test_it_asks_how_they_differ(text: str) -> None:
    assert asks_the_difference(text)


@pytest.mark.parametrize(
    "text", ["je la prends", "vous livrez ?", "quelle différence de prix pour la livraison ?", "la silencieuse", ""]
)
def test_it_asks_something_else(text: str) -> None:
    assert not asks_the_difference(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [("compare the first two", 2), ("comparez les trois premières", 3), ("compare the first", 0), ("les deux", 0)],
)
def test_how_many_from_the_top_of_a_list(text: str, count: int) -> None:
    assert first_of_them(text) == count


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("le plus rapide", "quick"),
        ("I'm in a hurry", "quick"),
        ("which is the cheapest?", "cheap"),
        ("le moins cher svp", "cheap"),
        ("is delivery free?", None),
        ("lyon", None),
        ("", None),
    ],
)
def test_what_counts_of_several(text: str, counts: str | None) -> None:
    assert what_counts(text) == counts


@pytest.mark.parametrize(("text", "takes"), [("that one", True), ("ok allez-y", True), ("pas ça", False), ("", False)])
def test_what_was_just_proposed_is_taken(text: str, *, takes: bool) -> None:
    assert takes_that(text) is takes


@pytest.mark.parametrize(
    ("text", "wavers"),
    [
        ("j'hésite entre l'Aroma et la Presto", True),
        ("I'm torn between the Presto and the Brio Lait, we drink flat whites", True),
        ("je n'arrive pas à choisir entre les deux", True),
        ("trying to decide between X and Y", True),
        ("j'hésite encore", False),
        ("entre 300 et 400", False),
    ],
)
def test_who_cannot_choose_between_things(text: str, *, wavers: bool) -> None:
    assert wavers_between(text) is wavers
