"""What SMS cost: the segments that left, and nothing that is not known."""

from __future__ import annotations

from datetime import date

import pytest

from bot.store.sending_counts import Sent
from bot.web.console.sms_cost import cost_of
from tests.web.console.counter import book


def sms(state: str, segments: int, channel: str = "sms") -> Sent:
    return Sent(
        day=date(2026, 3, 2), channel=channel, purpose="service", state=state, why="", parts=1, segments=segments
    )


SENT = (sms("delivered", 900), sms("undelivered", 100), sms("dropped", 7), sms("abandoned", 2), sms("read", 5, "web"))


@pytest.mark.parametrize(
    ("language", "cost", "beside"),
    [
        ("en", "€72.50", "at €0.0725 a segment"),
        ("fr", "72,50\u00a0€", "à 0,0725\u00a0€ le segment"),
    ],
)
def test_what_left_costs_the_policy_s_price(language: str, cost: str, beside: str) -> None:
    playbook = book(**{"flows/policy.yaml": "sms: { price: 0.0725 }\n"})
    found = cost_of(playbook, SENT, language)
    assert (found["cost"], found["beside"]) == (cost, beside)
    assert found["segments"].replace("\u202f", ",") == "1,000"


@pytest.mark.parametrize("playbook", [None, book()])
def test_without_a_price_the_page_says_so(playbook: object) -> None:
    found = cost_of(playbook, SENT, "fr")  # type: ignore[arg-type]
    assert (found["segments"], found["cost"]) == ("1\u202f000", "")
    assert found["beside"].startswith("prix inconnu")
