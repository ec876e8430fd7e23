"""Token buckets: a burst, then a pace, in bounded memory."""

from __future__ import annotations

from datetime import timedelta

import pytest
from starlette.requests import Request

from bot.web.limits import Buckets, is_private, network_of
from tests.web.doorway import NOW


def test_a_burst_is_let_through_and_then_a_pace() -> None:
    buckets = Buckets(rate=0.5, burst=3)
    assert [buckets.take("lea", NOW) for _ in range(4)] == [None, None, None, 2]
    assert buckets.take("lea", NOW + timedelta(seconds=1)) == 1
    assert buckets.take("lea", NOW + timedelta(seconds=2)) is None


def test_one_caller_does_not_slow_another() -> None:
    buckets = Buckets(rate=1, burst=1)
    assert buckets.take("lea", NOW) is None
    assert buckets.take("tom", NOW) is None
    assert buckets.take("lea", NOW) == 1


def test_a_clock_that_steps_back_gives_nothing_away() -> None:
    buckets = Buckets(rate=1, burst=1)
    buckets.take("lea", NOW)
    assert buckets.take("lea", NOW - timedelta(hours=1)) == 1


def test_a_rest_never_gives_more_than_the_burst() -> None:
    buckets = Buckets(rate=10, burst=2)
    buckets.take("lea", NOW)
    later = NOW + timedelta(days=1)
    assert [buckets.take("lea", later) for _ in range(3)] == [None, None, 1]


def test_a_crowd_of_strangers_does_not_fill_the_memory() -> None:
    buckets = Buckets(rate=1, burst=1, most=100)
    for number in range(10_000):
        buckets.take(f"stranger {number}", NOW)
    assert len(buckets) == 100


def test_what_is_left_comes_back_with_time() -> None:
    buckets = Buckets(rate=1, burst=3)
    assert buckets.left("lea", NOW) == 3
    buckets.take("lea", NOW)
    buckets.take("lea", NOW)
    assert buckets.left("lea", NOW) == 1
    assert buckets.left("lea", NOW + timedelta(seconds=1)) == 2
    assert buckets.left("lea", NOW + timedelta(seconds=60)) == 3


@pytest.mark.parametrize(
    ("peer", "forwarded", "counted"),
    [
        ("93.184.216.34", "", "93.184.216.34"),
        ("93.184.216.34", "198.51.100.7", "93.184.216.34"),
        ("127.0.0.1", "evil, 198.51.100.7", "198.51.100.7"),
        ("10.0.0.3", "198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("testclient", "198.51.100.7", "testclient"),
    ],
)
def test_a_caller_is_counted_by_their_own_address(peer: str, forwarded: str, counted: str) -> None:
    scope = {"type": "http", "client": (peer, 1), "headers": [(b"x-forwarded-for", forwarded.encode())]}
    assert network_of(Request(scope)) == counted


def test_our_own_network_is_told_from_the_world() -> None:
    assert [is_private(host) for host in ("127.0.0.1", "10.1.2.3", "::1", "8.8.8.8", "testclient")] == [
        True,
        True,
        True,
        False,
        False,
    ]
