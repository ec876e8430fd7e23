"""What a text asks for: prices, bounds, directions."""

from __future__ import annotations

import pytest

from bot.model.offer import Wanted
from bot.understanding.shopping.offer_request import RequestReader
from tests.understanding.shop import shop

READER = RequestReader(shop().criteria)


@pytest.mark.parametrize(
    ("text", "low", "high", "around"),
    [
        ("à moins de 400 €", None, 400, None),
        ("moins de 1 200,50 euros", None, 1200.5, None),
        ("under 400", None, 400, None),
        ("pas plus de 300", None, 300, None),
        ("300 € max", None, 300, None),
        ("budget 250", None, 250, None),
        ("my budget is 250", None, 250, None),
        ("up to $99.99", None, 99.99, None),
        ("entre 200 et 300", 200, 300, None),
        ("between 200 and 300 euros", 200, 300, None),
        ("de 200 à 300 €", 200, 300, None),
        ("200-300 €", 200, 300, None),
        ("plus de 500 €", 500, None, None),
        ("at least 500 euros", 500, None, None),
        ("autour de 300", None, None, 300),
        ("around 300", None, None, 300),
        ("environ 350 euros", None, None, 350),
        ("à 349 €", None, None, 349),
        ("en moins de 3 jours", None, None, None),
        ("moins de 20 minutes", None, None, None),
        ("la presto 15", None, None, None),
        ("commande 4021", None, None, None),
    ],
)
def test_a_price_is_a_bound_below_above_or_around(
    text: str, low: float | None, high: float | None, around: float | None
) -> None:
    sought = READER.read(f"une machine {text}").sought
    assert (sought.at_least, sought.at_most, sought.around) == (low, high, around)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("une machine silencieuse", [Wanted("bruit", better="lower")]),
        ("une machine silensieuse", [Wanted("bruit", better="lower")]),
        ("quelque chose qui fait pas de bruit", [Wanted("bruit", better="lower")]),
        ("a quiet machine", [Wanted("bruit", better="lower")]),
        ("moins de 55 dB", [Wanted("bruit", at_most=55)]),
        ("50 décibels maximum", [Wanted("bruit", at_most=50)]),
        ("entre 50 et 55 dB", [Wanted("bruit", at_least=50, at_most=55)]),
        ("15 bars", [Wanted("pression", at_least=15)]),
        ("55 dB", [Wanted("bruit", at_most=55)]),
        ("au moins 2 litres", [Wanted("réservoir", at_least=2)]),
        ("about 2 l", [Wanted("réservoir", at_least=1.8, at_most=2.2)]),
        ("grand réservoir", [Wanted("réservoir", better="higher")]),
        ("avec mousseur", [Wanted("mousseur")]),
        ("sans mousseur", [Wanted("mousseur", at_most=0.0)]),
        ("with a milk frother and a large tank", [Wanted("mousseur"), Wanted("réservoir", better="higher")]),
        ("silencieuse, moins de 55 dB", [Wanted("bruit", at_most=55)]),
        ("bonjour", []),
    ],
)
def test_what_is_asked_of_attributes(text: str, wanted: list[Wanted]) -> None:
    found = READER.read(text).sought.wanted
    assert [(one.criterion, one.better, one.at_least, one.at_most and round(one.at_most, 3)) for one in found] == [
        (one.criterion, one.better, one.at_least, one.at_most) for one in wanted
    ]


def test_what_is_left_are_the_words_to_look_for() -> None:
    assert READER.read("Vous avez une machine silencieuse Aroma à moins de 400 € ?").words == ("machine", "aroma")
    assert READER.read("").words == ()


def test_without_criteria_prices_are_understood_all_the_same() -> None:
    assert RequestReader(()).read("silencieuse à moins de 55 dB, sous 400 €, max 400 €").sought.at_most == 400


@pytest.mark.parametrize(
    "text", ["une machine sans mousseur", "pas de mousseur svp", "a machine without a milk frother", "no milk frother"]
)
def test_what_is_refused_is_to_be_missing(text: str) -> None:
    assert Wanted("mousseur", at_most=0.0) in READER.read(text).sought.wanted


def test_a_refused_measure_asks_nothing_of_it_and_little_of_it_is_no_refusal_of_an_extra() -> None:
    assert all(one.criterion != "bruit" for one in READER.read("pas silencieuse").sought.wanted)
    assert Wanted("mousseur") in READER.read("une machine avec mousseur, pas chère").sought.wanted
