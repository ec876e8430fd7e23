"""Words of a language: which are right, and which one is meant by one that is not."""

import pytest

from bot.understanding.dictionary import LONGEST, Dictionary, dictionary, load, one_letter_off

FEW = Dictionary({"livraison": 900, "livraisons": 300, "gère": 500, "géré": 400, "cœur": 800, "rare": 60, "or": 9000})


def test_the_words_of_both_languages_are_known() -> None:
    load()
    assert dictionary("fr").usual("dereglee") == "déréglée"
    assert dictionary("en").writes("grinder")
    assert not dictionary("fr").writes("grinder")


def test_a_word_is_right_as_it_is_written_and_has_a_usual_way() -> None:
    assert FEW.writes("géré")
    assert FEW.writes("gère")
    assert not FEW.writes("gere")
    assert FEW.usual("gere") == "gère"
    assert FEW.usual("coeur") == "cœur"
    assert FEW.usual("or") is None  # too short to say anything
    assert FEW.usual("l" * (LONGEST + 1)) is None


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("livrason", "livraison"),  # the more usual of two that are near
        ("livriason", "livraison"),
        ("livraizon", "livraison"),
        ("livraaison", "livraison"),
        ("livraisonss", "livraisons"),
        ("ivraison", None),  # it begins otherwise
        ("lvrason", None),  # two letters off
        ("rares", None),  # too seldom to be put in another's place
        ("xqzvtr", None),
        ("l" * 400, None),
    ],
)
def test_a_word_that_is_none_is_taken_for_the_usual_one_near_it(said: str, meant: str | None) -> None:
    assert FEW.near(said) == meant


@pytest.mark.parametrize("word", ["日本語", "ﬁn", "naïve", "", "zzzz", "ĳs"])
def test_letters_of_no_use_harm_nothing(word: str) -> None:
    assert not FEW.writes(word)


def test_what_is_one_letter_off_begins_the_same() -> None:
    found = set(one_letter_off("ab"))
    assert {"a", "ac", "abb", "acb"} <= found
    assert all(word.startswith("a") for word in found)
