"""The shipped table holds together."""

from __future__ import annotations

import pytest

from bot.rules.calendar.calendar import public_holidays, zone
from bot.rules.contact.contact_policy_countries import CARE_USUAL, COUNTRIES, COURTESY, narrowed, rules_of


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_country_has_zones_holidays_and_usual_hours_inside_its_outer_ones(country: str) -> None:
    rules = COUNTRIES[country]
    assert rules.source
    assert all(zone(name) for name in rules.zones)
    assert all(public_holidays(rules.code, rules.part, year) for year in range(2026, 2037))
    assert narrowed(rules.usual, rules.outer) == rules.usual
    assert rules.outer[6] is None


def test_no_table_speaks_at_night() -> None:
    for days in (CARE_USUAL, COURTESY, *(rules.outer for rules in COUNTRIES.values())):
        assert all(hours is None or (hours[0] >= 8 * 60 and hours[1] <= 22 * 60) for hours in days)


def test_an_unknown_country_has_the_strictest_hours_and_no_zone() -> None:
    unknown = rules_of("ZZ")
    assert unknown.zones == ()
    assert all(narrowed(unknown.usual, rules.outer)[0] is not None for rules in COUNTRIES.values())


#: Article 8 GDPR and what the countries have made of it; nowhere below France's 15, which is the shop's own rule.
OF_AGE = {
    15: "FR GP MQ GF RE YT BL MF PM NC PF WF BE CH AT ES IT PT GB US CA",
    16: "DE NL IE LU",
}


def test_every_country_says_from_which_age_on_one_may_be_advertised_to() -> None:
    told = {country: age for age, countries in OF_AGE.items() for country in countries.split()}
    assert {country: rules.of_age for country, rules in COUNTRIES.items()} == told
    assert rules_of("BR").of_age == 16
    assert rules_of("").of_age == 16
