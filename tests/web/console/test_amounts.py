"""Figures in the reader's language."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.rules.intervals import Lift, share
from bot.web.console import amounts


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (amounts.count(1234, "en"), "1,234"),
        (amounts.per_cent(0.561, "fr"), "56,1\u00a0%"),
        (amounts.per_cent(None, "fr"), "–"),
        (amounts.between(share(81, 263), "fr"), "entre 25,5 et 36,6"),
        (amounts.between(share(0, 0), "fr"), "–"),
        (amounts.points(-0.042, "fr"), "−4,2"),
        (amounts.points(0.0001, "en"), "±0"),
        (amounts.more_or_less(12, 1500, "en"), "−1,488"),
        (amounts.lift_bounds(Lift(0.1, -0.03, 0.16), "en"), "between −3.0 and +16.0"),
        (amounts.span(None, "fr"), "–"),
        (amounts.span(timedelta(seconds=42), "fr"), "42 s"),
        (amounts.span(timedelta(minutes=5), "fr"), "5 min"),
        (amounts.span(timedelta(hours=5, minutes=30), "fr"), "5,5 h"),
        (amounts.day(date(2026, 3, 2), "en"), "2 Mar"),
    ],
)
def test_a_figure_is_read_like_this(told: str, expected: str) -> None:
    assert told == expected
