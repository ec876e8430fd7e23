"""What flows see of the thing of theirs that a customer speaks of."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.engine.order.bought_values import bought_shown, days_since
from tests.engine.order.test_guarantee_values import order, run
from tests.engine.test_advance import NOW


def test_the_only_thing_is_meant_with_its_order_and_its_days() -> None:
    shown = bought_shown(run(order("aroma", NOW - timedelta(days=40))))
    assert shown is not None
    assert (shown["name"], shown["order"], shown["days"], shown["category"]) == ("Aroma 2", "MM-aroma", 40, "machine")


def test_of_several_the_one_that_they_name_is_meant_and_none_where_it_may_be_either() -> None:
    bought = order("aroma", NOW - timedelta(days=40)), order("jug", NOW - timedelta(days=3))
    assert bought_shown(run(*bought)) is None
    shown = bought_shown(run(*bought, said="je veux rendre le pichet"))
    assert shown is not None
    assert (shown["name"], shown["days"]) == ("Pichet", 3)


def test_what_was_bought_twice_is_the_newest_and_what_was_cancelled_is_not_had() -> None:
    twice = order("jug", NOW - timedelta(days=90)), replace(order("jug", NOW - timedelta(days=3)), key="again")
    shown = bought_shown(run(*twice))
    assert shown is not None
    assert shown["days"] == 3
    assert bought_shown(run(replace(order("jug", NOW), status="cancelled"))) is None


def test_a_day_that_nobody_knows_is_none() -> None:
    assert days_since(run(), None) is None
