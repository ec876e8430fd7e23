"""Times as tests write them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.studio.rehearsals.instants import parse, told

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2026-03-02 10:00 Europe/Paris", datetime(2026, 3, 2, 9, 0, tzinfo=UTC)),
        ("2026-03-02 10:00", datetime(2026, 3, 2, 9, 0, tzinfo=UTC)),
        ("2026-07-02T10:00:30", datetime(2026, 7, 2, 8, 0, 30, tzinfo=UTC)),
        ("2026-03-02 10:00 America/New_York", datetime(2026, 3, 2, 15, 0, tzinfo=UTC)),
        ("2026-03-02T10:00:00Z", datetime(2026, 3, 2, 10, 0, tzinfo=UTC)),
        ("2026-03-02", datetime(2026, 3, 1, 23, 0, tzinfo=UTC)),
    ],
)
def test_a_time_is_read_in_its_own_zone_or_in_the_one_before(written: str, instant: datetime) -> None:
    assert parse(written, PARIS)[0] == instant


def test_the_zone_of_a_time_is_kept_for_those_after_it() -> None:
    _, zone = parse("2026-03-02 10:00 Asia/Tokyo", PARIS)
    assert zone == ZoneInfo("Asia/Tokyo")


@pytest.mark.parametrize("written", ["", "demain", "2026-13-02 10:00", "10:00", "2026-03-02 10:00 Europe/Pari", "a/b"])
def test_what_is_no_time_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(ValueError, match="write"):
        parse(written, PARIS)


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "mardi 2026-03-03 11:05"), ("fr-CA", "mardi 2026-03-03 11:05"), ("en", "Tuesday 2026-03-03 11:05")],
)
def test_the_day_of_the_week_is_told_in_the_authors_language(language: str, words: str) -> None:
    assert told(datetime(2026, 3, 3, 11, 5, tzinfo=PARIS), language) == words
