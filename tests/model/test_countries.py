"""Phone numbers and their countries."""

from __future__ import annotations

import pytest

from bot.model.countries import country_of


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
