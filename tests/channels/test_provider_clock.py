from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.provider_clock import ProviderClock

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def clock() -> ProviderClock:
    return ProviderClock(lambda: NOW)


def test_the_date_of_an_answer_tells_how_far_we_are_ahead() -> None:
    ours = clock()
    ours.asking("twilio")("Tue, 24 Nov 2026 09:59:20 GMT")
    ours.asking("telegram")("Tue, 24 Nov 2026 10:00:01 GMT")
    assert ours.skews == {"twilio": 40.0, "telegram": -1.0}
    assert ours.worst() == 40.0


def test_the_last_answer_counts() -> None:
    ours = clock()
    ours.asking("twilio")("Tue, 24 Nov 2026 09:00:00 GMT")
    ours.asking("twilio")("Tue, 24 Nov 2026 10:00:00 GMT")
    assert ours.worst() == 0.0


@pytest.mark.parametrize("date", [None, "", "yesterday", "Tue, 99 Nov 2026 10:00:00 GMT", "Tue, 24 Nov 2026 10:00:00"])
def test_no_date_or_a_strange_one_tells_nothing(date: str | None) -> None:
    ours = clock()
    ours.asking("twilio")(date)
    assert ours.worst() is None


@pytest.mark.parametrize(
    ("asked", "read", "skew"),
    [(-3, 0, 0.0), (-80, 0, 0.0), (-3, 86_400, 0.0), (45, 50, 45.0), (-90, -60, -60.0)],
)
def test_an_answer_was_written_between_its_question_and_our_reading_however_long_we_slept(
    asked: float, read: float, skew: float
) -> None:
    now = NOW + timedelta(seconds=asked)
    ours = ProviderClock(lambda: now)
    on_date = ours.asking("telegram")
    now = NOW + timedelta(seconds=read)
    on_date("Tue, 24 Nov 2026 10:00:00 GMT")
    assert ours.worst() == skew
