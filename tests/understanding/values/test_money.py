"""Amounts and budgets."""

import pytest

from bot.understanding.replies.outcome import NotAnAnswer
from bot.understanding.values.money import names_money, other_currency, read_money
from tests.understanding.asking import value

TABLE = [
    ("fr", "400", 400),
    ("fr", "400 balles", 400),
    ("fr", "40€", 40),
    ("fr", "400e", 400),
    ("fr", "moins de 400 €", 400),
    ("fr", "500 euros max", 500),
    ("fr", "300 max", 300),
    ("fr", "mon budget est de 350€ environ", 350),
    ("fr", "quatre cents euros", 400),
    ("fr", "autour de mille euros", 1000),
    ("fr", "deux mille euros", 2000),
    ("fr", "cent balles", 100),
    ("fr", "1 200,50", 1200.5),
    ("fr", "1.200 €", 1200),
    ("fr", "12,99", 12.99),
    ("fr", "12.99", 12.99),
    ("fr", "3€50", 3.5),
    ("fr", "3 euros 50", 3.5),
    ("fr", "1,5k", 1500),
    ("fr", "2k", 2000),
    ("fr", "entre 300 et 400", 400),
    ("fr", "entre 300 et 400 euros", 400),
    ("en", "between 300 and 400 euros", 400),
    ("fr", "300-400€", 400),
    ("fr", "300 à 400 euros", 400),
    ("fr", "deux machines à 400 €", 400),
    ("fr", "40 dollars", "?currency"),
    ("fr", "12000 tonnes", None),
    ("en", "12000 tons", None),
    ("fr", "200 kg", None),
    ("fr", "3 personnes", None),
    ("en", "5 people", None),
    ("fr", "40 cm", None),
    ("fr", "400g", None),
    ("fr", "200 à 300 personnes", None),
    ("fr", "400 pour 3 personnes", 400),
    ("en", "about 300 for 2 people", 300),
    ("fr", "300 en 3 fois", 300),
    ("fr", "entre 300 et 400 pour 2 à 3 tasses", 400),
    ("fr", "je sais pas", None),
    ("en", "under 400", 400),
    ("en", "€1,200.50", 1200.5),
    ("en", "up to 3 hundred", 300),
    ("en", "forty euros", 40),
    ("en", "$40", "?currency"),
    ("en", "20 quid", "?currency"),
    ("en", "whatever", None),
]


@pytest.mark.parametrize(("language", "text", "amount"), TABLE)
def test_an_amount_is_read(language: str, text: str, amount: float | str | None) -> None:
    assert value(read_money(text, language, "EUR")) == amount


@pytest.mark.parametrize(
    ("text", "currency"),
    [("$40", "USD"), ("40 dollars", "CAD"), ("40 bucks", "USD"), ("£40", "GBP"), ("40 francs", "CHF")],
)
def test_the_stores_own_currency_may_be_named(text: str, currency: str) -> None:
    assert value(read_money(text, "en", currency)) == 40


def test_euros_are_not_pounds() -> None:
    assert value(read_money("40 €", "en", "GBP")) == "?currency"


@pytest.mark.parametrize("text", ["400 euros", "€400", "un budget de 400", "400 balles", "30 quid"])
def test_a_figure_with_a_currency_or_a_budget_is_an_amount(text: str) -> None:
    assert names_money(text)
    assert not names_money("on est 12 au bureau")


@pytest.mark.parametrize(
    "text",
    ["une machine à moins de 400", "under 400", "max 350 svp", "une machine à moins de 400 pour ma mère", "budget 400"],
)
def test_a_bound_without_a_sign_is_money_where_nothing_is_measured(text: str) -> None:
    assert names_money(text)


@pytest.mark.parametrize(
    "text", ["moins de 400 g", "under 400 ml", "moins de 30 jours", "à 4", "moins de 55 dB", "on est 12"]
)
def test_a_measured_bound_is_no_money(text: str) -> None:
    assert not names_money(text)


def test_a_question_with_an_article_is_no_amount_of_one() -> None:
    assert read_money("vous avez une photo ?", "fr", "EUR") == NotAnAnswer()
    assert read_money("une centaine d'euros ?", "fr", "EUR") != NotAnAnswer()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("under £300", "GBP"),
        ("budget $400", "USD"),
        ("50 pounds", "GBP"),
        ("300 €", ""),
        ("300", ""),
        ("£50 or 60 €", ""),
    ],
)
def test_another_currency_than_the_store_s(text: str, code: str) -> None:
    assert other_currency(text, "EUR") == code


@pytest.mark.parametrize("text", ["si je monte à 500 ?", "what if I go up to 600", "je pousse jusqu'à 450"])
def test_how_far_they_would_go_is_an_amount(text: str) -> None:
    assert names_money(text)
