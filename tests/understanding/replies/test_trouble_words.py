"""Broken, said beside an opinion; and what only sounds like it."""

from __future__ import annotations

import pytest

from bot.understanding.replies.trouble_words import is_settled, names_a_trouble, names_a_wrong_item


@pytest.mark.parametrize(
    "words",
    [
        "Bien mais le bac est cassé",
        "good but the tray is broken",
        "très bien, sauf que la buse fuit un peu",
        "super machine mais elle ne marche plus depuis hier",
        "4, le couvercle est fêlé",
        "it leaks",
        "great, though it stopped working this morning",
        "mostly fine but it won't turn on any more",
        "nice, a part was missing",
        "bien mais il manque une vis",
        "elle fait disjoncter la cuisine",
        "le moulin est bloqué",
        "arrived damaged",
        "le deuxième paquet était éventré",
        "one of the bags is torn",
        "it leaked all over the floor",
        "the milk never gets hot enough",
        "le cafe est pas tres chau",
        "il sort tiède",
        "it comes out lukewarm",
        "j'ai reçu du café normal alors que j'ai pris du déca",
        "ce n'est pas ce que j'ai commandé",
        "you sent me the wrong coffee",
        "I got beans instead of ground",
    ],
)
def test_a_trouble_is_noticed(words: str) -> None:
    assert names_a_trouble(words)


@pytest.mark.parametrize(
    "words",
    [
        "rien de cassé, tout est parfait",
        "aucune fuite",
        "elle ne fuit plus, merci",
        "no leaks so far",
        "nothing broken, arrived well",
        "it's not broken, just slow",
        "le silence",
        "un peu bruyante",
        "la mousse",
        "le café est trop amer",
        "it works well",
        "a bit expensive",
        "dripping like a broken tap",
        "désolé, ma voiture est en panne",
        "",
    ],
)
def test_what_is_none_is_none(words: str) -> None:
    assert not names_a_trouble(words)


@pytest.mark.parametrize(
    "words", ["mon fils a réglé le truc", "it's fixed", "elle remarche", "all sorted out", "réparée"]
)
def test_what_is_settled_is_no_trouble_any_more(words: str) -> None:
    assert is_settled(words)


@pytest.mark.parametrize("words", ["toujours pas réglé", "it isn't fixed", "not solved", "la machine fuit"])
def test_what_is_not_settled_is_none(words: str) -> None:
    assert not is_settled(words)


@pytest.mark.parametrize(
    "words", ["j'ai reçu le colis", "I got it when I came home", "pas mal", "c'est ce que j'ai commandé"]
)
def test_what_came_as_it_was_wanted_is_no_wrong_item(words: str) -> None:
    assert not names_a_wrong_item(words)
