"""Intervals, held against published examples."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.intervals import lift, mean, share


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        # Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_a_share_has_wilsons_interval(count: int, of: int, low: float, high: float) -> None:
    found = share(count, of)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)
    assert found.value == count / of


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        # Newcombe, "Interval estimation for the difference between independent proportions", 1998, table II, method 10
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((5, 56), (0, 29), -0.0381, 0.1926),
    ],
)
def test_a_difference_has_newcombes(one: tuple[int, int], other: tuple[int, int], low: float, high: float) -> None:
    found = lift(share(*one), share(*other))
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)
    assert found.is_sure == (low > 0)


def test_nobody_asked_is_nothing_known() -> None:
    assert (share(0, 0).low, share(0, 0).high) == (0.0, 1.0)
    assert not lift(share(5, 10), share(0, 0)).is_sure
    assert mean({}).value is None
    assert (mean({5: 1}).value, mean({5: 1}).low) == (5, None)


def test_a_mean_is_between_its_bounds() -> None:
    """Ten answers, 1 to 10: mean 5.5, deviation 3.0277, so 1.96 * 0.9574 to each side."""
    found = mean(dict.fromkeys(range(1, 11), 1))
    assert (found.count, found.value) == (10, 5.5)
    assert found.low is not None
    assert found.high is not None
    assert (round(found.low, 3), round(found.high, 3)) == (3.623, 7.377)


def test_more_than_all_is_no_share() -> None:
    with pytest.raises(ValueError, match="3 of 2"):
        share(3, 2)


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_share_lies_within_its_bounds(yes: int, no: int) -> None:
    found = share(yes, yes + no)
    assert 0 <= found.low <= found.value <= found.high <= 1
