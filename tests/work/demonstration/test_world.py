"""Providers and the shop's systems of a demonstration."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from bot.model.address import Address
from bot.model.effects import Fetch
from bot.model.parts import Accepted, Part, PartBody, Refused, RetryAt, Unknown
from bot.work.demonstration.world import delivered_to_shop, fetched, outcome_of, reports_of
from tests.work.demonstration.lives import NOW


def part(channel: str = "sms") -> Part:
    address = Address(channel, "+33639980001")  # type: ignore[arg-type]
    return Part(
        id="p",
        customer="c",
        address=address,
        body=PartBody("x"),
        purpose="care",
        position=1,
        created_at=NOW,
        due_at=NOW,
    )


def test_sending_ends_in_every_way_and_mostly_well() -> None:
    ends = [type(outcome_of(part(), Random(seed), NOW)) for seed in range(2000)]
    assert set(ends) == {Accepted, RetryAt, Refused, Unknown}
    assert ends.count(Accepted) > 1800
    assert {type(outcome_of(part("web"), Random(seed), NOW)) for seed in range(200)} == {Accepted}


def test_reports_come_in_the_order_of_time() -> None:
    reports = reports_of(part("whatsapp"), "x", Random(1), NOW)
    assert [one.state for one in reports][:2] == ["sent", "delivered"]
    assert NOW < reports[0].at < reports[1].at


def test_the_shop_answers_and_at_times_does_not() -> None:
    errand = Fetch(id="f", conversation="c", method="GET", url="https://api.example/stock")
    assert {fetched(errand, Random(seed)).ok for seed in range(200)} == {True, False}


def test_a_delivery_to_the_shop_is_tried_again_and_given_up_last() -> None:
    tries = [delivered_to_shop(Random(seed), NOW, NOW + timedelta(days=1)) for seed in range(300)]
    assert {each[-1][1] for each in tries} >= {"delivered", "given_up"}
    assert all(outcome == "again" for each in tries for _, outcome, _ in each[:-1])
    assert delivered_to_shop(Random(1), NOW, NOW) == []
