"""The state of an order depends on what was said alone, never on the order of hearing it."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.model.message import Value
from bot.model.order import MILESTONES, Order, OrderNews
from bot.rules.order.order_news import order_news
from bot.rules.order.orders import (
    MOST_ORDERS,
    both_orders,
    counts,
    is_new,
    is_overtaken,
    is_same,
    joined,
    newest,
    order_of,
    reference_of,
    refunded,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LINES: list[Value] = [{"id": "a", "name": "Brio", "quantity": 1}, {"id": "b", "name": "Café", "quantity": 2}]


def news(name: str, hours: float = 0, event: str = "", **data: Any) -> OrderNews:
    at = NOON + timedelta(hours=hours)
    return order_news(f"order.{name}", {"id": "1", **data}, event or f"{name} {hours}", NOON + timedelta(days=9), at)


def back(id_: str, **line: Value) -> dict[str, Any]:
    """Return what a shop says of a return of one line."""
    return {"return": {"id": id_, "lines": [line]}}


def order(*told: OrderNews) -> Order:
    first, *others = told
    found = order_of(first, "k")
    for one in others:
        found = joined(found, order_of(one, "k"))
    return found


@pytest.mark.parametrize(
    ("told", "stands"),
    [
        ([news("created")], "created"),
        ([news("created"), news("confirmed", 1), news("paid", 2)], "paid"),
        ([news("shipped", 3), news("paid", 4)], "shipped"),  # paid at the door
        ([news("shipped", 3), news("ready_for_pickup", 5)], "ready_for_pickup"),
        ([news("delivered", 9), news("cancelled", 2)], "delivered"),  # the parcel had left already
        ([news("paid", 9), news("cancelled", 2)], "cancelled"),
        ([news("delivered", 3), news("cancelled", 9)], "cancelled"),
        ([news("delivered", 3), news("returned", 9)], "returned"),
        (
            [news("delivered", 3, lines=LINES), news("returned", 9, **back("r", id="b"))],
            "partly_returned",
        ),
        ([news("paid", 1, total=90), news("refunded", 9, refund={"id": "r", "amount": "12.50"})], "partly_refunded"),
        ([news("paid", 1, total=90), news("refunded", 9, refund={"id": "r", "amount": 90})], "refunded"),
        ([news("returned", 4), news("refunded", 9)], "refunded"),
        ([news("cancelled", 4), news("refunded", 9)], "cancelled"),
    ],
)
def test_an_order_stands_where_what_was_said_leads(told: list[OrderNews], stands: str) -> None:
    assert order(*told).status == order(*reversed(told)).status == stands


def test_all_lines_back_in_several_returns_is_a_return_of_the_whole() -> None:
    first = news("returned", 5, **back("1", id="a", quantity=1))
    second = news("returned", 6, **back("2", id="b", quantity=2))
    assert order(news("delivered", lines=LINES), first, first).status == "partly_returned"
    assert order(news("delivered", lines=LINES), first, second).status == "returned"


def test_refunds_add_up_each_once() -> None:
    one, two = (news("refunded", hour, refund={"id": str(hour), "amount": "0.10"}) for hour in (1, 2))
    assert refunded(order(one, two, one)) == Decimal("0.20")


SAID: list[dict[str, Any]] = [
    {},
    {"total": 1, "category": "machine", "number": "1001"},
    {"total": 2, "category": "coffee"},
    {"total": 3, "lines": LINES, "updated_at": "2026-03-02T12:00:00Z"},
    {"lines": LINES[:1], "tracking_url": "https://a.example/1"},
    {"tracking_url": "https://b.example/2", "updated_at": "2026-03-03T12:00:00+01:00"},
    {"fulfilment": {"kind": "relay", "cost": "4.90"}},
    {"fulfilment": {"kind": "in_store", "cost": 0}, "number": "1001"},
    {"refund": {"id": "x", "amount": 1}, "return": {"id": "x", "lines": LINES}},
    {"refund": {"id": "x", "amount": 2}, "return": {"id": "y", "lines": LINES[1:]}},
    {"refund": {"id": "y", "amount": 2}},
]
told = st.lists(
    st.tuples(st.sampled_from(MILESTONES), st.integers(0, 5), st.sampled_from(SAID)), min_size=1, max_size=8
).map(lambda said: [news(name, hours, f"{place}", **data) for place, (name, hours, data) in enumerate(said)])


@given(told, st.randoms(use_true_random=False))
def test_any_order_of_the_same_events_any_number_of_times_gives_the_same_order(
    said: list[OrderNews], chance: random.Random
) -> None:
    shuffled = said + chance.choices(said, k=3)
    chance.shuffle(shuffled)
    assert order(*shuffled) == order(*said)


@given(told, told)
def test_two_halves_of_what_was_said_are_the_whole_either_way(one: list[OrderNews], two: list[OrderNews]) -> None:
    assert joined(order(*one), order(*two)) == joined(order(*two), order(*one))


def test_an_order_is_known_by_our_key_the_shops_id_or_its_number() -> None:
    known = replace(order(news("created")), number="1001")
    assert is_same(known, news("paid"))
    assert not is_same(known, replace(news("paid"), id="2", number="1001"))
    assert is_same(known, replace(news("paid"), id="", number="1001"))
    assert is_same(known, replace(news("paid"), id="other", reference="k"))


def test_news_are_new_once_and_no_use_once_overtaken() -> None:
    known = order(news("confirmed"), news("delivered", 3))
    assert is_new(None, news("confirmed"))
    assert not is_new(known, news("delivered", 3))
    assert is_new(known, news("returned", 5))
    assert is_overtaken(order(news("shipped", 1), news("delivered", 3)), news("shipped", 1))
    assert not is_overtaken(known, news("confirmed"))
    back = order(news("refunded", 1, refund={"id": "x", "amount": 1}))
    assert is_new(back, news("refunded", 2, refund={"id": "y", "amount": 1}))
    assert not is_new(back, news("refunded", 2, refund={"id": "x", "amount": 1}))


def test_an_order_counts_from_its_confirmation_until_it_is_cancelled() -> None:
    assert not counts(order(news("created")))
    assert counts(order(news("created"), news("confirmed", 1)))
    assert not counts(order(news("confirmed"), news("cancelled", 1)))
    assert counts(order(news("paid"), news("returned", 1)))
    assert not counts(order(news("delivered")))


def test_the_newest_orders_stay_with_the_customer_and_two_who_are_one_have_each_once() -> None:
    many = [replace(order(news("confirmed", hour)), key=str(hour), id=str(hour)) for hour in range(MOST_ORDERS + 8)]
    assert [one.key for one in newest(reversed(many))] == [str(hour) for hour in range(8, MOST_ORDERS + 8)]
    mine, theirs = order(news("confirmed")), replace(order(news("delivered", 4)), key="theirs")
    [both] = both_orders((mine,), (theirs,))
    assert (both.key, both.status) == ("k", "delivered")


def test_a_reference_can_be_read_out_and_is_the_same_for_the_same_order() -> None:
    assert reference_of("a") == reference_of("a") != reference_of("b")
    assert len(reference_of("a")) == 6
    assert not set(reference_of("a")) & set("01IO")
