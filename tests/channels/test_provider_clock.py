from datetime import UTC, datetime

import pytest

from bot.channels.provider_clock import ProviderClock

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def clock() -> ProviderClock:
    return ProviderClock(lambda: NOW)


def test_the_date_of_an_answer_tells_how_far_we_are_ahead() -> None:
    ours = clock()
    ours.saw("twilio", "Tue, 24 Nov 2026 09:59:20 GMT")
    ours.saw("telegram", "Tue, 24 Nov 2026 10:00:01 GMT")
    assert ours.skews == {"twilio": 40.0, "telegram": -1.0}
    assert ours.worst() == 40.0


def test_the_last_answer_counts() -> None:
    ours = clock()
    ours.saw("twilio", "Tue, 24 Nov 2026 09:00:00 GMT")
    ours.saw("twilio", "Tue, 24 Nov 2026 10:00:00 GMT")
    assert ours.worst() == 0.0


@pytest.mark.parametrize("date", [None, "", "yesterday", "Tue, 99 Nov 2026 10:00:00 GMT", "Tue, 24 Nov 2026 10:00:00"])
def test_no_date_or_a_strange_one_tells_nothing(date: str | None) -> None:
    ours = clock()
    ours.saw("twilio", date)
    assert ours.worst() is None
