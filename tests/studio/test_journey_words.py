"""The words of the drawings."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.studio.journey_words import WORDS, customers, stage_name, time


@pytest.mark.parametrize(
    ("length", "french", "english"),
    [
        (timedelta(seconds=20), "1 min", "1 min"),
        (timedelta(minutes=40), "40 min", "40 min"),
        (timedelta(hours=5), "5 h", "5 h"),
        (timedelta(days=3, hours=5), "3,2 j", "3.2 d"),
        (timedelta(days=30), "30 j", "30 d"),
        (timedelta(days=120), "4 mois", "4 months"),
    ],
)
def test_lengths_of_time_are_short(length: timedelta, french: str, english: str) -> None:
    assert (time(length, "fr"), time(length, "en")) == (french, english)


def test_numbers_are_written_as_each_language_does() -> None:
    assert customers(12345, "fr") == "12\u202f345 clients"
    assert customers(12345, "en") == "12,345 customers"
    assert [customers(n, "fr") for n in (0, 1)] == ["0 client", "1 client"]
    assert [customers(n, "en") for n in (0, 1)] == ["0 customers", "1 customer"]


def test_both_languages_say_the_same_values() -> None:
    for french, english in WORDS.values():
        assert french.count("{") == english.count("{")


def test_a_stage_is_read_without_its_underscores() -> None:
    assert stage_name("after_sales") == "After sales"
