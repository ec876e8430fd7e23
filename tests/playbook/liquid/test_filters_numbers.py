"""How amounts are said, in the customer's language and the store's money."""

import pytest

from bot.playbook.liquid.liquid import Compiler
from tests.playbook.liquid.saying import said, spaced


@pytest.mark.parametrize(
    ("template", "french", "english"),
    [
        ("{{ 1590 | money }}", "1 590,00 €", "€1,590.00"),
        ("{{ '32.5' | money }}", "32,50 €", "€32.50"),
        ("{{ 590 | money: 'short' }}", "590 €", "€590"),
        ("{{ 590.5 | money: 'short' }}", "590,50 €", "€590.50"),
        ("{{ 12 | money: currency: 'CHF' }}", "12,00 CHF", "CHF 12.00"),
        ("{{ 1234.5 | number }}", "1 234,5", "1,234.5"),
        ("{{ 20 | percent }}", "20 %", "20%"),
        ("{{ 12.5 | percent }}", "12,5 %", "12.5%"),
        ("{{ 3 | days }}", "3 jours", "3 days"),
        ("{{ 1 | days }}", "1 jour", "1 day"),
        ("{{ 2 | hours }}", "2 heures", "2 hours"),
        ("{{ 6 | weeks }}", "6 semaines", "6 weeks"),
        ("{{ 10 | months }}", "10 mois", "10 months"),
        ("{{ 2 | years }}", "2 ans", "2 years"),
        ("{{ 0 | plural: 'machine', 'machines' }}", "machine", "machines"),
        ("{{ 1 | plural: 'machine', 'machines' }}", "machine", "machine"),
        ("{{ 2 | plural: 'machine', 'machines' }}", "machines", "machines"),
    ],
)
def test_values_are_said_in_the_customers_language(template: str, french: str, english: str) -> None:
    assert spaced(said(template, "fr")) == french
    assert spaced(said(template, "en")) == english


def test_amounts_do_not_break_at_the_end_of_a_line() -> None:
    assert said("{{ 1590 | money }}") == "1\u202f590,00\u00a0€"
    assert said("{{ 3 | days }}") == "3\u00a0jours"


def test_plural_forms_stand_in_the_order_of_the_cldr() -> None:
    polish = Compiler(("pl",)).text("{{ n | plural: 'kawa', 'kawy', 'kaw', 'kawy' }}")
    assert [polish.render({"n": n}, "pl") for n in (1, 3, 5)] == ["kawa", "kawy", "kaw"]
