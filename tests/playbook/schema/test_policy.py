"""`policy.yaml`."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from bot.playbook.sms_prices import SmsPrices
from tests.playbook.playbooks import POLICY, assert_told, playbook

WRONG = [
    ("consent: { ▸service: x }", "unknown key `service`"),
    ("consent: { ask_again: ▸soon }", "is no duration"),
    ("retention: { ▸transcript: 1 day }", "did you mean `transcripts`?"),
    ("fetch: { ▸host: [a.example] }", "did you mean `hosts`?"),
    ("caps: { marketing: ▸1 per 7 days }", "expected a list"),
    ("legitimate_interest: ▸[Claire]", "expected a text"),
    ("quiet: ▸never", "expected a mapping"),
    ("sms: { price: ▸free }", "expected a number from 0"),
    ("sms: { ▸cost: 0.07 }", "unknown key `cost`"),
    ("sms: { prices: ▸0.07 }", "expected a mapping"),
    ("sms: { prices: { ▸France: 0.07 } }", "a country of two capital letters"),
    ("sms: { prices: { FR: ▸cheap } }", "expected a number from 0"),
    ("sms: { currency: ▸euro }", "a currency of three capital letters"),
    ("language_model: ▸true", "expected a mapping"),
    ("language_model: { rank: ▸often }", "expected `true` or `false`"),
    ("language_model: { ▸rewords: true }", "did you mean `reword`?"),
    ("language_model: { within: ▸2 minutes }", "from 1 second to 15 seconds"),
    ("language_model: { within: ▸soon }", "is no duration"),
    ("language_model: { a_day: ▸0 }", "a whole number from 1 to 1,000"),
    ("quiet: { marketing: ▸[never] }", "expected a mapping"),
]


@pytest.mark.parametrize(("snippet", "says"), WRONG)
def test_what_is_wrong_with_the_policy_is_told(snippet: str, says: str) -> None:
    assert_told(POLICY, f"{snippet}\n", says)


def test_what_is_left_out_keeps_the_shipped_value() -> None:
    policy = playbook({POLICY: "burst: 2 seconds\n"}).policy
    assert policy.burst == timedelta(seconds=2)
    assert (policy.sms_segments, policy.idle, policy.quiet, policy.fetch_hosts) == (2, timedelta(minutes=20), {}, ())


def test_an_sms_has_a_price_where_it_is_written() -> None:
    assert playbook({POLICY: "sms: { price: 0.0725 }\n"}).policy.sms == SmsPrices(other=Decimal("0.0725"))
    assert playbook({POLICY: "sms: { segments: 3 }\n"}).policy.sms == SmsPrices()


def test_an_sms_has_a_price_by_country_in_the_currency_of_the_bill() -> None:
    written = "sms: { currency: USD, price: 0.1, prices: { FR: 0.0725, BE: 0.0990 } }\n"
    sms = playbook({POLICY: written}).policy.sms
    assert sms == SmsPrices(
        by_country={"FR": Decimal("0.0725"), "BE": Decimal("0.0990")}, other=Decimal("0.1"), currency="USD"
    )
