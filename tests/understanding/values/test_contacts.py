"""Phones, e-mails, postcodes."""

import pytest

from bot.understanding.values.contacts import read_email, read_phone, read_postcode
from tests.understanding.asking import value


@pytest.mark.parametrize(
    ("text", "country", "phone"),
    [
        ("06 12 34 56 78", "FR", "+33612345678"),
        ("0612345678", "FR", "+33612345678"),
        ("+33612345678", "GB", "+33612345678"),
        ("0033 6 12 34 56 78", "FR", "+33612345678"),
        ("mon numéro est le 06.12.34.56.78", "FR", "+33612345678"),
        ("06-12-34-56-78 merci", "FR", "+33612345678"),
        ("020 7946 0958", "GB", "+442079460958"),
        ("0470 12 34 56", "BE", "+32470123456"),
        ("06 12 34 56 78 ou 06 98 76 54 32", "FR", "?several"),
        ("06 12 34 56", "FR", "?impossible"),
        ("06 12", "FR", None),
        ("je vous le donne plus tard", "FR", None),
    ],
)
def test_a_phone_number_is_read(text: str, country: str, phone: str | None) -> None:
    assert value(read_phone(text, country)) == phone


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("lea@exemple.fr", "lea@exemple.fr"),
        ("Mon mail : Lea.Martin+cafe@Exemple.FR.", "lea.martin+cafe@exemple.fr"),
        ("lea arobase exemple point fr", "lea@exemple.fr"),
        ("lea at example dot com", "lea@example.com"),
        ("lea@exemple", "?impossible"),
        ("a@b.fr ou c@d.fr", "?several"),
        ("pas de mail", None),
    ],
)
def test_an_email_is_read(text: str, email: str | None) -> None:
    assert value(read_email(text)) == email


@pytest.mark.parametrize(
    ("text", "country", "postcode"),
    [
        ("69002", "FR", "69002"),
        ("69 002 Lyon", "FR", "69002"),
        ("j'habite à Lyon, 69002", "FR", "69002"),
        ("97110", "GP", "97110"),
        ("1000", "BE", "1000"),
        ("B-1000 Bruxelles", "BE", "1000"),
        ("1201 Genève", "CH", "1201"),
        ("sw1a1aa", "GB", "SW1A 1AA"),
        ("1234-567", "PT", "1234-567"),
        ("1012 ab", "NL", "1012 AB"),
        ("K1A 0B1", "CA", "K1A 0B1"),
        ("12345-6789", "US", "12345"),
        ("110-0001", "JP", "110 0001"),
        ("99999", "FR", "?impossible"),
        ("1234", "FR", "?impossible"),
        ("69002 ou 69003", "FR", "?several"),
        ("lyon", "FR", None),
    ],
)
def test_a_postcode_is_read_by_its_country(text: str, country: str, postcode: str | None) -> None:
    assert value(read_postcode(text, country)) == postcode
