"""`policy.yaml`."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

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
    assert playbook({POLICY: "sms: { price: 0.0725 }\n"}).policy.sms_price == Decimal("0.0725")
    assert playbook({POLICY: "sms: { segments: 3 }\n"}).policy.sms_price is None
