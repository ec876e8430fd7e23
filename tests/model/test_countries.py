"""Phone numbers and their countries."""

from __future__ import annotations

import pytest

from bot.model.countries import billed_as, country_of


@pytest.mark.parametrize(
    ("number", "country"),
    [
        ("+33612345678", "FR"),
        ("+32470123456", "BE"),
        ("+262692123456", "RE"),
        ("+80012345678", None),
        ("36180", None),
        ("Maison", None),
        ("", None),
    ],
)
def test_a_number_has_a_country_or_none(number: str, country: str | None) -> None:
    assert country_of(number) == country


@pytest.mark.parametrize(
    ("number", "country"),
    [
        ("+33612345678", "FR"),
        ("+447700900123", "GB"),  # kept for stories: nobody has it
        ("+18005550199", "US"),
        ("+80012345678", None),
        ("38080", None),
        ("Moka", None),
    ],
)
def test_a_number_is_billed_as_its_dialling_code_where_no_country_has_it(number: str, country: str | None) -> None:
    assert billed_as(number) == country
