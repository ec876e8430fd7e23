from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.provider_clock import ProviderClock

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def clock() -> ProviderClock:
    return ProviderClock(lambda: NOW, lambda: 0.0)


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
    ours = ProviderClock(lambda: now, lambda: now.timestamp())
    on_date = ours.asking("telegram")
    now = NOW + timedelta(seconds=read)
    on_date("Tue, 24 Nov 2026 10:00:00 GMT")
    assert ours.worst() == skew


class Machine:
    """A clock that somebody sets, and seconds that nobody does."""

    def __init__(self) -> None:
        self.seconds, self.wrong_by = 1000.0, 0.0
        self.clock = ProviderClock(self.now, lambda: self.seconds)

    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.seconds - 1000 + self.wrong_by)


@pytest.mark.parametrize("wrong_by", [5 * 3600.0, -5 * 3600.0])
def test_a_clock_that_is_set_is_known_to_be_wrong_before_anybody_answers(wrong_by: float) -> None:
    machine = Machine()
    machine.clock.asking("telegram")("Tue, 24 Nov 2026 10:00:00 GMT")
    machine.seconds += 600
    assert machine.clock.worst() == 0.0
    machine.wrong_by = wrong_by
    assert machine.clock.worst() == wrong_by
    assert machine.clock.theirs("telegram") == NOW + timedelta(minutes=10)
    machine.clock.asking("telegram")("Tue, 24 Nov 2026 10:10:00 GMT")
    assert machine.clock.worst() == wrong_by
    machine.wrong_by = 0.0
    assert machine.clock.worst() == 0.0


@pytest.mark.parametrize("wrong_by", [5 * 3600.0, -5 * 3600.0])
def test_a_clock_that_is_set_while_an_answer_is_waited_for(wrong_by: float) -> None:
    machine = Machine()
    on_date = machine.clock.asking("telegram")
    machine.seconds += 50  # the time that Telegram leaves a question open
    machine.wrong_by = wrong_by
    on_date("Tue, 24 Nov 2026 10:00:50 GMT")
    assert abs(machine.clock.skews["telegram"] - wrong_by) <= 50


def test_who_has_told_nothing_has_our_time() -> None:
    assert clock().theirs("twilio") == NOW
