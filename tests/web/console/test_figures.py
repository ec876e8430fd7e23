"""Numbers as reports write them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.web.console.figures import change, lasted, number, percent


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
