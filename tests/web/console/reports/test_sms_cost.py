"""What SMS cost: the segments that left, by country, and nothing that is not known."""

from __future__ import annotations

import pytest

from bot.web.console.reports.sms_cost import cost_of, countries_of
from tests.web.console.counter import book

SENT = {"FR": 900, "BE": 100}
NOTHING_KNOWN = "prix inconnu"


def priced(prices: str) -> object:
    return book(**{"flows/policy.yaml": f"sms: {{ {prices} }}\n"})


@pytest.mark.parametrize(
    ("language", "cost", "beside"),
    [
        ("en", "€72.50", "at €0.0725 a segment"),
        ("fr", "72,50\u00a0€", "à 0,0725\u00a0€ le segment"),
    ],
)
def test_what_left_costs_the_policy_s_price(language: str, cost: str, beside: str) -> None:
    found = cost_of(priced("price: 0.0725"), SENT, language)  # type: ignore[arg-type]
    assert (found["cost"], found["beside"]) == (cost, beside)
    assert found["segments"].replace("\u202f", ",") == "1,000"


@pytest.mark.parametrize(
    ("prices", "cost", "beside"),
    [
        ("prices: { FR: 0.07, BE: 0.1 }", "€73.00", "at the price of each country"),
        ("price: 0.2, prices: { FR: 0.07 }", "€83.00", "at the price of each country"),
        ("currency: USD, prices: { FR: 0.07, BE: 0.07 }", "$70.00", "at $0.07 a segment"),
        ("prices: { FR: 0.07 }", "€63.00", "without 100 segments whose price nobody knows"),
        ("prices: { CH: 0.07 }", "", "no price known; policy.yaml can say it under `sms`"),
    ],
)
def test_each_country_has_its_own_price_in_the_bill_s_currency(prices: str, cost: str, beside: str) -> None:
    found = cost_of(priced(prices), SENT, "en")  # type: ignore[arg-type]
    assert (found["cost"], found["beside"]) == (cost, beside)


def test_countries_stand_by_their_names_the_most_first_and_none_is_priced_by_another() -> None:
    rows = countries_of(priced("prices: { FR: 0.07 }"), {"BE": 100, "FR": 900, "": 3}, "fr")  # type: ignore[arg-type]
    assert [(one.name, one.segments, one.price, one.cost) for one in rows] == [
        ("France", "900", "0,07\u00a0€", "63,00\u00a0€"),
        ("Belgique", "100", "", ""),
        ("Pays inconnu", "3", "", ""),
    ]


@pytest.mark.parametrize("playbook", [None, book()])
def test_without_a_price_the_page_says_so(playbook: object) -> None:
    found = cost_of(playbook, SENT, "fr")  # type: ignore[arg-type]
    assert (found["segments"], found["cost"]) == ("1\u202f000", "")
    assert found["beside"].startswith(NOTHING_KNOWN)
    assert cost_of(playbook, {}, "fr")["beside"].startswith(NOTHING_KNOWN)  # type: ignore[arg-type]
    assert countries_of(playbook, SENT, "fr")[0].cost == ""  # type: ignore[arg-type]
