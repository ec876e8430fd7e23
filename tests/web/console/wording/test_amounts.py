"""Figures in the reader's language."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.rules.intervals import Lift, share
from bot.web.console.wording import amounts
from bot.web.console.wording.amounts import change, lasted, number, percent


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


def test_numbers_are_the_readers() -> None:
    assert (number(1002, "fr"), number(1002, "en")) == ("1\u202f002", "1,002")
    assert (number(0.42, "fr"), number(0.42, "en")) == ("0,42", "0.42")
    assert [change(value, "fr") for value in (18, -5, 0, 0.5)] == ["+18", "−5", "±0", "+0,5"]
    assert (percent(1, 3, "fr").replace("\u202f", "\u00a0"), percent(1, 3, "en")) == ("33\u00a0%", "33%")
    assert percent(1, 0, "fr") == "–"


@pytest.mark.parametrize(
    ("span", "french", "english"),
    [
        (timedelta(days=3, hours=2), "3,1 j", "3.1 d"),
        (timedelta(days=31), "31 j", "31 d"),
        (timedelta(days=1), "1 j", "1 d"),
        (timedelta(hours=5, minutes=10), "5 h", "5 h"),
        (timedelta(minutes=12), "12 min", "12 min"),
    ],
)
def test_spans_are_told_in_few_letters(span: timedelta, french: str, english: str) -> None:
    assert (lasted(span, "fr"), lasted(span, "en")) == (french, english)
