"""Numbers, in digits and in words."""

import pytest

from bot.understanding.replies.outcome import SURE, Understood
from bot.understanding.values.numbers import numbers_in, only_numbers, prepared, read_number, without_articles
from tests.understanding.asking import value

TABLE = [
    ("fr", "2", 2),
    ("fr", "vingt et un", 21),
    ("fr", "quatre-vingt-dix-sept", 97),
    ("fr", "quatrevingt dix", 90),
    ("fr", "soixante et onze", 71),
    ("fr", "septante-deux", 72),
    ("fr", "deux cents", 200),
    ("fr", "mille cinq cents", 1500),
    ("fr", "une douzaine", 12),
    ("fr", "une demi-douzaine", 6),
    ("fr", "nous serons une quinzaine", 15),
    ("fr", "une centaine", 100),
    ("fr", "un", 1),
    ("fr", "une seule", 1),
    ("fr", "il m'en faut un", 1),
    ("fr", "aucun", 0),
    ("fr", "deux et demi", 2.5),
    ("fr", "2½", 2.5),
    ("fr", "trois virgule cinq", 3.5),
    ("fr", "1,5", 1.5),
    ("fr", "1.5", 1.5),
    ("fr", "1 200,50", 1200.5),
    ("fr", "1 200", 1200),
    ("fr", "1\u202f200", 1200),
    ("fr", "1.200", 1200),
    ("fr", "12 000", 12000),
    ("fr", "−3", -3),
    ("fr", "3.", 3),
    ("fr", "on sera 4 svp", 4),
    ("fr", "une machine pour deux", 2),
    ("fr", "10kg", 10),
    ("fr", "x2", 2),
    ("fr", "2x", 2),
    ("fr", "n°3", 3),
    ("fr", "2️⃣", 2),
    ("fr", "three", 3),
    ("fr", "2 ou 3", 3),
    ("fr", "bof 3 ou 4", 4),
    ("fr", "trois, quatre", 4),
    ("fr", "entre 3 et 4", 4),
    ("en", "3 or 4", 4),
    ("fr", "2, 6", "?several"),
    ("fr", "12/03", "?several"),
    ("fr", "2 adultes et 3 enfants", "?several"),
    ("fr", "06 12 34 56 78", "?several"),
    ("fr", "je ne sais pas", None),
    ("fr", "beaucoup", None),
    ("en", "twenty one", 21),
    ("en", "one hundred and five", 105),
    ("en", "a dozen", 12),
    ("en", "half a dozen", 6),
    ("en", "a couple", 2),
    ("en", "a hundred", 100),
    ("en", "3 hundred", 300),
    ("en", "two and a half", 2.5),
    ("en", "1,200.50", 1200.5),
    ("en", "1,200", 1200),
    ("en", "1.200", 1.2),
    ("en", "just one", 1),
    ("en", "none", 0),
    ("en", "there will be four of us", 4),
    ("en", "quatre", 4),
    ("en", "not sure", None),
]


@pytest.mark.parametrize(("language", "text", "number"), TABLE)
def test_a_number_is_read(language: str, text: str, number: float | str | None) -> None:
    assert value(read_number(text, language)) == number


def test_a_number_in_a_question_is_no_sure_answer() -> None:
    got = read_number("vous livrez en 3 jours ?", "fr")
    assert isinstance(got, Understood)
    assert got.certainty < SURE


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("3 ou quatre", True),
        ("entre 2 et 3", True),
        ("three or four", True),
        ("12", True),
        ("en 3 fois", False),
        ("3 ou 4 fois", False),
        ("deux machines", False),
        ("", False),
    ],
)
def test_nothing_but_numbers(text: str, is_so: bool) -> None:
    assert only_numbers(text) is is_so


def test_whole_numbers_stay_whole() -> None:
    assert [type(number.value) for number in numbers_in("2 et 2,5", "fr")] == [int, float]


def test_an_article_is_no_count_beside_one() -> None:
    text = "une machine pour deux"
    assert [number.value for number in without_articles(numbers_in(prepared(text, "fr"), "fr"), text)] == [2]


@pytest.mark.parametrize("text", ["the one with the smallest width", "which one?", "the smaller one", "this one"])
def test_who_points_counts_nothing(text: str) -> None:
    assert not isinstance(read_number(text, "en"), Understood)
