import pytest

from bot.rules.contact.carrier_filter import must_stop


@pytest.mark.parametrize(
    ("counted", "blocked", "stops"),
    [(49, 49, False), (50, 1, False), (50, 2, True), (100, 2, False), (100, 3, True), (200, 4, False), (200, 5, True)],
)
def test_more_than_two_in_a_hundred_of_at_least_fifty_are_too_many(counted: int, blocked: int, stops: bool) -> None:
    assert must_stop(counted, blocked) is stops
