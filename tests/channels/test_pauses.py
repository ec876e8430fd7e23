from datetime import timedelta

from bot.channels.pauses import back_off


def test_pauses_double_up_to_a_minute_however_many_attempts() -> None:
    assert [back_off(attempts) / timedelta(seconds=1) for attempts in (0, 1, 2, 3, 4, 7, 8, 5000)] == [
        1, 1, 2, 4, 8, 60, 60, 60,
    ]  # fmt: skip
