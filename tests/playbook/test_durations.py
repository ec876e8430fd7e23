"""Durations read the same in the YAML of every language."""

from datetime import timedelta

import pytest

from bot.playbook.durations import parse, write


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("90 seconds", timedelta(seconds=90)),
        ("3 hours", timedelta(hours=3)),
        ("1 hour", timedelta(hours=1)),
        ("1.5 hours", timedelta(minutes=90)),
        ("2 days", timedelta(days=2)),
        ("6 weeks", timedelta(weeks=6)),
        ("10 months", timedelta(days=300)),
        ("2 years", timedelta(days=730)),
        ("  2   Days ", timedelta(days=2)),
    ],
)
def test_a_duration_is_a_number_and_a_unit(written: str, meant: timedelta) -> None:
    assert parse(written) == meant


@pytest.mark.parametrize("written", ["", "3", "days", "3 jours", "3days", "-3 days", "3 days 2 hours", "1e9 days"])
def test_anything_else_is_refused_with_the_units(written: str) -> None:
    with pytest.raises(ValueError, match="a number and one of seconds"):
        parse(written)


def test_a_duration_longer_than_a_century_is_refused() -> None:
    with pytest.raises(ValueError, match="100 years"):
        parse("101 years")


@pytest.mark.parametrize("written", ["90 seconds", "1 hour", "36 hours", "2 days", "6 weeks", "2 years", "45 minutes"])
def test_a_duration_is_written_as_it_was_read(written: str) -> None:
    assert write(parse(written)) == written


def test_no_duration_is_written_in_seconds() -> None:
    assert write(timedelta()) == "0 seconds"
