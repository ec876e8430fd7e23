from __future__ import annotations

import heapq
import random
from collections.abc import Callable

import pytest

from bot.work.sending.limiter import _SURE_AFTER, Pace, SenderLimit
from tests.emulators.limits import Limit, Punishing, StrictWindow, TokenBucket

KNOWN = 60  # messages after which the limiter knows the line


class Wire:
    """A provider at the end of a wire whose delays are drawn by chance; time is ours to turn."""

    def __init__(self, limit: Limit, there: Callable[[], float], back: Callable[[], float]) -> None:
        self.now = 0.0
        self.seen: list[float] = []
        self.refused = 0
        self._limit, self._there, self._back = limit, there, back

    def sends(self, count: int, sender: SenderLimit, chat: Callable[[int], str] = str) -> float:
        """Send so many, as fast as the limiter lets; return how long it took, once the line was known, to the last."""
        arriving: list[tuple[float, int]] = []
        answers: list[tuple[float, int]] = []
        departures = []
        sent = 0
        while sent < count or answers or arriving:
            while sent < count and sender.room() > 0 and chat(sent) not in sender.resting():
                departures.append(sender.leave(chat(sent)))
                arrival = self.now + self._there()
                heapq.heappush(arriving, (arrival, sent))
                heapq.heappush(answers, (arrival + self._back(), sent))
                sent += 1
            waits = [wait for wait in (sender.wait(), sender.rest()) if wait]
            due = [queue[0][0] for queue in (arriving, answers) if queue]
            if sent < count:
                due += [self.now + wait for wait in waits]
            self.now = max(self.now, min(due)) + 1e-9
            while arriving and arriving[0][0] <= self.now:
                at, _ = heapq.heappop(arriving)
                self.refused += self._limit.refuse(at) is not None
                self.seen.append(at)
            while answers and answers[0][0] <= self.now:
                sender.answered(departures[heapq.heappop(answers)[1]])
        return self.seen[-1] - self.seen[min(KNOWN, count // 2)]


def limiter(wire: Callable[[], Wire], rate: float, chat_rate: float | None = None) -> SenderLimit:
    return SenderLimit(rate, chat_rate, clock=lambda: wire().now)


KINDS: dict[str, Callable[[int], Limit]] = {
    "strict": lambda rate: StrictWindow(rate),
    "bucket": lambda rate: TokenBucket(rate, rate),
    "punishing": lambda rate: Punishing(rate),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("rate", [1, 25, 200])
@pytest.mark.parametrize("seed", range(4))
def test_no_server_is_sent_one_too_many_however_the_delays_vary(kind: str, rate: int, seed: int) -> None:
    chance = random.Random(seed)
    slow = [0.0]

    def there() -> float:
        if chance.random() < 0.02:
            slow[0] = chance.choice((0.0, 0.3))  # the line chokes for a while, and everything comes at once
        return 0.02 + slow[0] + chance.random() * 0.05

    wire = Wire(KINDS[kind](rate), there, lambda: 0.02 + chance.random() * 0.05)
    wire.sends(rate * 8 + 20, limiter(lambda: wire, rate))
    assert wire.refused == 0


@pytest.mark.parametrize("rate", [1, 25, 200])
@pytest.mark.parametrize("delay", [0.0005, 0.05, 0.2])
def test_a_steady_line_is_used_to_95_percent_of_the_limit(rate: int, delay: float) -> None:
    wire = Wire(StrictWindow(rate), lambda: delay / 2, lambda: delay / 2)
    count = rate * 20 + 100
    took = wire.sends(count, limiter(lambda: wire, rate))
    assert wire.refused == 0
    assert (count - 1 - KNOWN) / took >= 0.95 * rate


def test_departures_are_spread_evenly() -> None:
    wire = Wire(StrictWindow(25), lambda: 0.001, lambda: 0.001)
    wire.sends(50, limiter(lambda: wire, 25))
    gaps = [later - earlier for earlier, later in zip(wire.seen, wire.seen[1:], strict=False)]
    assert min(gaps) > 0.019


def test_one_chat_is_written_to_at_its_own_pace_and_holds_up_nobody() -> None:
    now = [0.0]
    sender = SenderLimit(25, 1, clock=lambda: now[0])
    first = sender.leave("7")
    assert sender.resting() == {"7"}
    now[0] = 0.05
    sender.answered(first)
    assert sender.room() == 1
    assert sender.resting() == {"7"}
    sender.answered(sender.leave("8"))
    assert sender.resting() == {"7", "8"}
    rest = sender.rest()
    assert rest is not None and 0.9 <= rest <= 1.05
    now[0] = 1.2
    assert sender.resting() == set()


def test_a_chat_that_rests_no_more_is_forgotten() -> None:
    now = [0.0]
    sender = SenderLimit(1000, 1, clock=lambda: now[0])
    for chat in range(500):
        now[0] += 0.01
        sender.answered(sender.leave(str(chat)))
    now[0] += 5
    assert sender.resting() == set()
    assert sender.rest() is None


def test_a_pause_of_the_sender_is_kept_to_the_second_and_the_longest_counts() -> None:
    now = [100.0]
    sender = SenderLimit(25, None, clock=lambda: now[0])
    sender.pause(600)
    sender.pause(2)
    assert (sender.room(), sender.wait()) == (0, 600)
    now[0] = 699.9
    assert sender.room() == 0
    now[0] = 700.0
    assert sender.room() == 1


def test_a_message_of_three_segments_takes_the_time_of_three() -> None:
    pace = Pace(1)
    pace.leave(0.0, cost=3)
    pace.answered(0.0, 0.1)
    assert pace.room(2.5) == 0
    assert pace.room(3.0) == 1


def test_while_nothing_is_answered_no_more_leave_than_the_limit() -> None:
    pace = Pace(5)
    now = 0.0
    left = 0
    while now < 10:
        if pace.room(now):
            pace.leave(now)
            left += 1
        now += 0.01
    assert left == 5
    assert pace.wait(now) is None, "only an answer can bring room"


def test_a_wake_up_a_moment_late_is_caught_up_on_and_a_pause_is_not() -> None:
    pace = Pace(100)
    pace.leave(0.0)
    pace.answered(0.0, 0.001)
    assert pace.room(0.105) == 10
    assert pace.room(5.0) == 1


def test_a_rate_below_one_a_second_is_kept_too() -> None:
    wire = Wire(StrictWindow(1, 4.0), lambda: 0.01, lambda: 0.01)
    took = wire.sends(6, limiter(lambda: wire, 0.25))
    assert wire.refused == 0
    assert took <= 3 * 4.0 / 0.95


def test_a_pace_is_idle_once_its_window_and_its_next_departure_are_free_and_no_sooner() -> None:
    pace = Pace(1.0)
    assert pace.is_idle(0.0)
    pace.leave(0.0, 3)
    assert not pace.is_idle(10.0), "it has not been answered"
    pace.answered(0.0, 0.0)
    assert not pace.is_idle(2.5), "three segments take three seconds"
    assert pace.is_idle(3.0)
    pace.leave(3.0)
    pace.answered(3.0, 3.5)
    assert not pace.is_idle(4.0), "its place is taken for as long as the provider may count it"
    assert pace.is_idle(60.0)


def test_a_chat_with_room_for_one_more_does_not_rest() -> None:
    now = 0.0
    sender = SenderLimit(100, 2.0, clock=lambda: now)
    sender.leave("a")
    assert sender.resting() == {"a"}
    now = 0.5
    assert sender.resting() == set()


def test_a_pause_is_over_in_the_very_second_that_it_ends() -> None:
    now = 0.0
    sender = SenderLimit(10, None, clock=lambda: now)
    sender.pause(5.0)
    now = 5.0
    assert sender.room() > 0
    assert not sender.wait()


def test_the_round_trip_is_believed_after_so_many_answers_and_not_one_sooner() -> None:
    pace, now = Pace(1.0), 0.0
    for _ in range(_SURE_AFTER - 1):
        pace.leave(now)
        pace.answered(now, now + 0.5)
        now += 10.0
    assert pace._kept() == pace._window
    pace.leave(now)
    pace.answered(now, now + 0.5)
    assert pace._kept() < pace._window
