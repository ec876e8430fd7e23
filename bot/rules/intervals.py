"""How sure a share is: intervals of 95 % for a share and for the difference of two, from counts alone.

A share's is Wilson's score interval (E. B. Wilson, "Probable inference, the law of succession, and statistical
inference", JASA 22, 1927): it stays between 0 and 1 and is right for small counts too. A difference's is Newcombe's
hybrid of two of them (R. G. Newcombe, "Interval estimation for the difference between independent proportions",
Statistics in Medicine 17, 1998, method 10). A mean's is the usual one, its spread told by the counts of each value.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import Final

from msgspec import Struct

Z: Final = 1.959963984540054
"""Of the normal distribution, at 97.5 %."""


class Share(Struct, frozen=True):
    """`count` of `of`; all three figures between 0 and 1. Where nobody was asked, `value` is 0 and nothing is known."""

    count: int
    of: int
    value: float
    low: float
    high: float


class Lift(Struct, frozen=True):
    """The difference of two shares, first less second, between -1 and 1."""

    value: float
    low: float
    high: float

    @property
    def is_sure(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low > 0 or self.high < 0


class Mean(Struct, frozen=True):
    """A mean with its interval; None where nobody has answered, and no bounds for one answer alone."""

    count: int
    value: float | None
    low: float | None
    high: float | None


def share(count: int, of: int) -> Share:
    """Return a share with Wilson's interval. Raises `ValueError` for more than all, or less than none."""
    if not 0 <= count <= of:
        raise ValueError(f"{count} of {of} is no share")
    if of == 0:
        return Share(0, 0, 0.0, 0.0, 1.0)
    value, squared = count / of, Z * Z
    middle = (value + squared / (2 * of)) / (1 + squared / of)
    half = Z * sqrt(value * (1 - value) / of + squared / (4 * of * of)) / (1 + squared / of)
    low = 0.0 if count == 0 else max(0.0, middle - half)
    high = 1.0 if count == of else min(1.0, middle + half)
    return Share(count, of, value, low, high)


def lift(one: Share, other: Share) -> Lift:
    """Return how much higher the first share is than the second, with Newcombe's interval."""
    value = one.value - other.value
    low = value - sqrt((one.value - one.low) ** 2 + (other.high - other.value) ** 2)
    high = value + sqrt((one.high - one.value) ** 2 + (other.value - other.low) ** 2)
    return Lift(value, max(-1.0, low), min(1.0, high))


def mean(counts: Mapping[float, int]) -> Mean:
    """Return the mean of values that were given so often each; its interval from two answers on."""
    known = {value: count for value, count in counts.items() if count > 0}
    total = sum(known.values())
    if total == 0:
        return Mean(0, None, None, None)
    middle = sum(value * count for value, count in known.items()) / total
    if total == 1:
        return Mean(1, middle, None, None)
    spread = sum(count * (value - middle) ** 2 for value, count in known.items()) / (total - 1)
    half = Z * sqrt(spread / total)
    return Mean(total, middle, middle - half, middle + half)
