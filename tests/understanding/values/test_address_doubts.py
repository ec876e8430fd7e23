"""What of an address can't be: a postcode far from its town, a country that is not the shop's."""

from __future__ import annotations

import pytest

from bot.understanding.values.address_doubts import Mismatch, country_of, country_sent_to, mismatch_in, short_code_in


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("3 rue du Port, 69003 Annecy", Mismatch("69003", "Annecy", "3 rue du Port")),
        ("3 rue du port 13001 Lille", Mismatch("13001", "Lille", "3 rue du port")),
        ("3 rue du Port, 74000 Annecy", None),
        ("12 rue de Lyon, 75012 Paris", None),
        ("12 rue de Lyon, 75012", None),
        ("5 place de la Mairie, 33120 Arcachon", None),
        ("1 rue X, 69100 Un Village", None),
        ("", None),
    ],
)
def test_a_postcode_that_is_far_from_its_town(address: str, found: Mismatch | None) -> None:
    assert mismatch_in(address) == found


@pytest.mark.parametrize(
    ("address", "country"),
    [
        ("12 rue Hassan II, 20000 Casablanca", "MA"),
        ("221B Baker Street, London NW1 6XE", "GB"),
        ("3 rue de la Loi, 1000 Bruxelles", "BE"),
        ("4 rue du Lac, 1201 Genève, Suisse", "CH"),
        ("12 rue de Londres, 75009 Paris", "FR"),
        ("12 avenue de Madrid", "FR"),
        ("12 rue des Lilas", "FR"),
        ("", "FR"),
    ],
)
def test_the_country_of_an_address(address: str, country: str) -> None:
    assert country_of(address, "FR") == country


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("1 kg de maison livré au Maroc", "MA"),
        ("send two bags to England please", "GB"),
        ("livrer 1 kg de Huila de Colombie en relais", ""),
        ("du café de Colombie", ""),
        ("livraison à domicile", ""),
    ],
)
def test_the_country_that_something_is_sent_to(text: str, country: str) -> None:
    assert country_sent_to(text) == country


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("15 rue Victor Hugo 6900 Lyon", Mismatch("6900", "Lyon", "15 rue Victor Hugo")),
        ("15 rue Victor Hugo, 690021 Lyon", Mismatch("690021", "Lyon", "15 rue Victor Hugo")),
        ("15 rue Victor Hugo 69002 Lyon", None),
        ("1500 rue Victor Hugo Lyon", None),
        ("12 rue du 8 mai 1945 69002 Lyon", None),
    ],
)
def test_a_postcode_with_too_few_or_too_many_digits(address: str, found: Mismatch | None) -> None:
    assert short_code_in(address) == found
