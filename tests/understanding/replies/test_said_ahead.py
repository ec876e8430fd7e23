"""What answers a question that is not on the table, for sure."""

from __future__ import annotations

import pytest

from bot.understanding.replies.said_ahead import choice_in, says_how_often, value_in

CUPS = ("tasses", "cafés", "cups", "coffees")
QUIET = ("silenc", "quiet")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("trois tasses par jour", 3),
        ("three cups a day", 3),
        ("2 à 3 tasses", 3),
        ("3 petits cafés", 3),
        ("une dizaine de cafés", 10),
        ("deux ou trois cafés", 3),
        ("on est deux, trois tasses par jour et budget 400", 3),
        ("une tasse par jour", 1),
        ("on en boit 4 ou 5 par jour à nous deux", 5),
        ("un café", None),
        ("on est 2", None),
        ("vers 400", None),
        ("je cherche une machine à café", None),
        ("4 tasses ou 12 cafés", None),
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_number_before_what_is_counted(text: str, count: int | None, language: str) -> None:
    assert value_in("number", CUPS, text, language, "EUR") == count


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("vers 400", 400),
        ("around 400", 400),
        ("400 euros max", 400),
        ("budget 300", 300),
        ("dans les 250", 250),
        ("trois tasses et 400 €", 400),
        ("on est deux, trois tasses par jour et budget 400", 400),
        ("400", None),
        ("environ 3 tasses", None),
        ("around 12 cups", None),
    ],
)
def test_an_amount_with_what_makes_it_one(text: str, amount: int | None) -> None:
    assert value_in("money", ("budget",), text, "fr", "EUR") == amount


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("silencieuse surtout", True),
        ("a quiet one please", True),
        ("pas besoin qu'elle soit silencieuse", None),
        ("it doesn't need to be quiet", None),
        ("des cappuccinos", None),
    ],
)
def test_a_yes_by_its_words(text: str, said: bool | None) -> None:
    assert value_in("yes_no", QUIET, text, "fr", "EUR") is said


def test_no_other_kind_of_question_is_answered_before_it_is_asked() -> None:
    assert value_in("text", ("tasses",), "trois tasses", "fr", "EUR") is None


@pytest.mark.parametrize("text", ["par jour", "a day", "chaque matin", "each week", "3/j", "every day", "par semaine"])
def test_how_often_is_told_from_how_many(text: str) -> None:
    assert says_how_often(text)
    assert not says_how_often("trois tasses")


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("fr", "on est 9", 9),
        ("fr", "nous sommes environ 12 ici", 12),
        ("en", "we are about 20", 20),
        ("en", "9 are", None),
    ],
)
def test_a_phrase_may_stand_before_what_it_counts(language: str, text: str, count: int | None) -> None:
    hears = ("on est", "nous sommes", "we are", "people")
    assert value_in("number", hears, text, language, "EUR") == count


DRINKS = {"milk": ("latte", "flat white"), "filter": ("café filtre", "filter coffee", "café long"), "all": ()}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("mostly flat whites", "milk"),
        ("plutôt du café filtre", "filter"),
        ("ils boivent surtout des cafés longs", "filter"),
        ("lattes and filter coffee", None),
        ("pas de café filtre", None),
        ("I don't mind learning and my budget could stretch a bit, just lattes really", "milk"),
        ("du thé", None),
    ],
)
def test_the_one_choice_whose_words_are_said_and_not_denied(text: str, key: str | None) -> None:
    assert choice_in(DRINKS, text) == key
