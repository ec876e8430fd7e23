"""Free text, and what looks like a question."""

import pytest

from bot.understanding.replies.free_text import (
    has_no_idea,
    is_about_own_data,
    is_asking,
    read_place,
    read_text,
    wants_the_least,
)
from bot.understanding.replies.outcome import NotAnAnswer, Understood


@pytest.mark.parametrize(
    "text",
    [
        "c'est livré quand ?",
        "comment ça marche",
        "what is the price",
        "vous avez du déca",
        "est-ce que c'est bon",
        "how quiet is it",
        "how quiet it is?",
        "how long it takes",
        "when is it open",
        "que faire",
    ],
)
def test_a_question_is_noticed(text: str) -> None:
    assert is_asking(text)


@pytest.mark.parametrize(
    "text",
    [
        "Léa",
        "le goût du café",
        "what",
        "trop amer",
        "12 rue Mercière",
        "how quiet it is",
        "how nice the coffee always tastes",
        "what a taste",
        "when I have friends over",
        "que du bonheur",
    ],
)
def test_what_is_told_is_no_question(text: str) -> None:
    assert not is_asking(text)


def test_a_text_is_kept_as_it_was_written() -> None:
    assert read_text("  Pour Léa ☕ ") == Understood("Pour Léa ☕", 0.8)
    assert read_text("c'est cher ?") == Understood("c'est cher ?", 0.4)
    assert read_text("👍") == Understood("👍", 0.6)
    assert read_text("  ") == NotAnAnswer()


def test_a_place_in_words_is_an_address() -> None:
    assert read_place("12 rue  Mercière, Lyon") == Understood({"address": "12 rue Mercière, Lyon"}, 0.8)
    assert read_place("Lyon") == Understood({"address": "Lyon"}, 0.6)
    assert read_place("où ça ?") == NotAnAnswer()


@pytest.mark.parametrize(
    "text", ["je sais pas trop", "Aucune idée, désolé", "jsp", "I don't know", "Not sure", "no idea"]
)
def test_who_has_no_idea_says_so(text: str) -> None:
    assert has_no_idea(text)


@pytest.mark.parametrize("text", ["je ne sais pas laquelle prendre", "ça dépend des jours", "I know", "4", ""])
def test_who_says_more_has_one(text: str) -> None:
    assert not has_no_idea(text)


@pytest.mark.parametrize("text", ["le moins cher possible", "pas trop cher", "as cheap as possible", "le plus bas svp"])
def test_it_is_to_be_as_little_as_can_be(text: str) -> None:
    assert wants_the_least(text)


@pytest.mark.parametrize("text", ["300", "vous avez moins cher ?", "cher", "le moins cher de vos moulins", ""])
def test_anything_else_is_not(text: str) -> None:
    assert not wants_the_least(text)


@pytest.mark.parametrize(
    "text",
    [
        "effacez mes données",
        "je voudrais supprimer mon compte client",
        "Merci de supprimer toutes mes données personnelles",
        "une copie de mes données svp",
        "droit à l'oubli",
        "please delete my data",
        "erase everything you have on me",
        "I want to delete all my personal data",
        "forget me",
        "a copy of my data please",
    ],
)
def test_who_wants_their_data_erased_or_a_copy_of_it_says_so(text: str) -> None:
    assert is_about_own_data(text)


@pytest.mark.parametrize(
    "text",
    ["elle est petite", "pour effacer les traces", "supprimez les filtres", "mes données", "delete it", "my account"],
)
def test_other_words_are_about_no_data(text: str) -> None:
    assert not is_about_own_data(text)
