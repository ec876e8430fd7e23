import pytest

from tests.emulators.limits import Limit, Punishing, StrictWindow, TokenBucket


def test_a_strict_window_takes_so_many_in_any_second_wherever_it_begins() -> None:
    window = StrictWindow(3)
    assert [window.refuse(at) is None for at in (0.0, 0.5, 0.9, 0.95, 1.0, 1.01, 1.5)] == [
        True, True, True, False, True, False, True,
    ]  # fmt: skip


def test_a_bucket_takes_a_burst_of_its_size_and_then_its_rate() -> None:
    bucket = TokenBucket(2, 3)
    assert [bucket.refuse(0.0) is None for _ in range(4)] == [True, True, True, False]
    assert bucket.refuse(0.5) is None
    assert bucket.refuse(0.6) == pytest.approx(0.4)


def test_a_punishing_server_shuts_out_longer_each_time_even_for_asking() -> None:
    server = Punishing(1, first=2.0)
    assert server.refuse(0.0) is None
    assert server.refuse(0.5) == 2.0
    assert server.refuse(2.4) == 4.0
    assert server.refuse(6.5) is None


@pytest.mark.parametrize("limit", [StrictWindow(5), TokenBucket(5, 5), Punishing(5)])
def test_who_keeps_the_rate_is_never_refused(limit: Limit) -> None:
    assert all(limit.refuse(number * 0.2001) is None for number in range(100))
