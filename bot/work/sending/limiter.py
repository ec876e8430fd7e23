"""The pace of sending: evenly, never over a provider's limit as the provider counts it, no chat holding up another.

Theory of operation
-------------------
A limit is "so many a second", counted at the provider, which sees a message some time after it left here and before its
answer came back. Two rules keep it, whatever the network does in between:

* **Pace**: departures are spread evenly, `1 / rate` apart. A wake-up that comes a moment late is caught up on; a pause
  is not.
* **Window**: of `n` messages in a second (`n` is the rate, whole), the next leaves only when the provider has surely
  seen the first of them a second ago. It had seen it when it answered. So a place is taken until a second after the
  *answer*, less most of the shortest round trip ever seen: by so much was the first one seen before its answer came, or
  will the next one be seen after it leaves. Delays that grow or pile up slow us down a little; they never bunch
  messages.

A provider that says "wait" (429) pauses that chat (its part is due later) or the whole sender, for as long as it says.

Seconds are those of a monotonic clock, which the wiring hands in. Nothing here waits, sends or knows a channel.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

#: Seconds by which a wake-up may be late and still be made up for: a busy machine's usual delays.
_LATE: Final = 0.2
#: How much of the shortest round trip is trusted: the two directions may have had their best moments apart. And after
#: how many answers: the first ones open connections, or meet a line that is slow just then.
_TRUSTED: Final = 0.8
_SURE_AFTER: Final = 30
_NEVER: Final = float("-inf")


class Pace:
    """One limit: so many a second. All times are the monotonic clock's seconds."""

    def __init__(self, rate: float) -> None:
        self._interval = 1.0 / rate
        self._places = max(1, int(rate))
        self._window = self._places / rate
        self._next = _NEVER
        self._in_flight = 0
        self._answers: deque[float] = deque()  # when the messages were answered whose places are still taken
        self._round_trip = float("inf")
        self._answered = 0

    def room(self, now: float) -> int:
        """Return how many messages may leave now."""
        return max(0, min(self._due(now), self._free(now)))

    def wait(self, now: float) -> float | None:
        """Return in how many seconds there may be room; None when that depends on an answer under way."""
        if self._free(now) > 0:
            return max(0.0, self._next - now)
        return max(self._answers[0] + self._kept() - now, self._next - now) if self._answers else None

    def leave(self, now: float, cost: int = 1) -> None:
        """A message leaves; one of several segments takes the time of several."""
        self._next = self._slot(now) + self._interval * cost
        self._in_flight += 1

    def answered(self, left: float, now: float) -> None:
        """The message that left at `left` has been answered, or nothing more is expected of it."""
        self._in_flight -= 1
        self._answered += 1
        self._round_trip = min(self._round_trip, now - left)
        self._answers.append(now)

    def is_idle(self, now: float) -> bool:
        """Tell whether forgetting this would change nothing."""
        return self._free(now) == self._places and self._next <= now

    def _due(self, now: float) -> int:
        """Return how many departures the pace allows."""
        since = now - self._slot(now)
        return int(since / self._interval + 1e-6) + 1 if since >= 0 else 0

    def _slot(self, now: float) -> float:
        """When the next departure is, or was, due."""
        return self._next if now - self._next <= _LATE else now

    def _free(self, now: float) -> int:
        """Return how many places the window has."""
        while self._answers and self._answers[0] + self._kept() <= now:
            self._answers.popleft()
        return self._places - self._in_flight - len(self._answers)

    def _kept(self) -> float:
        """How long a place stays taken after the answer; shorter the surer we are of the way there and back."""
        if self._answered < _SURE_AFTER:
            return self._window
        return max(0.0, self._window - _TRUSTED * self._round_trip)


@dataclass(frozen=True, slots=True)
class Departure:
    """A message on its way: to whom, and when it left."""

    chat: str
    left: float


class SenderLimit:
    """One sender's limits: over all its chats, and to each."""

    def __init__(self, rate: float, chat_rate: float | None, *, clock: Callable[[], float]) -> None:
        self._all = Pace(rate)
        self._chat_rate = chat_rate
        self._chats: dict[str, Pace] = {}
        self._paused_until = _NEVER
        self._clock = clock

    def room(self) -> int:
        """Return how many messages may leave now, to different chats."""
        now = self._clock()
        return 0 if now < self._paused_until else max(0, self._all.room(now))

    def resting(self) -> set[str]:
        """Return the chats that may not be written to just now."""
        now = self._clock()
        for chat in [chat for chat, pace in self._chats.items() if pace.is_idle(now)]:
            del self._chats[chat]
        return {chat for chat, pace in self._chats.items() if pace.room(now) < 1}

    def wait(self) -> float | None:
        """Return in how many seconds the sender may have room; None when only an answer can bring it."""
        now = self._clock()
        return self._paused_until - now if now < self._paused_until else self._all.wait(now)

    def rest(self) -> float | None:
        """Return in how many seconds the next of the resting chats may be written to; None where none rests."""
        now = self._clock()
        waits = [wait for pace in self._chats.values() if (wait := pace.wait(now))]
        return min(waits, default=None)

    def leave(self, chat: str, cost: int = 1) -> Departure:
        """A message leaves for `chat`."""
        now = self._clock()
        self._all.leave(now, cost)
        if self._chat_rate is not None:
            self._chats.setdefault(chat, Pace(self._chat_rate)).leave(now, cost)
        return Departure(chat, now)

    def answered(self, departure: Departure) -> None:
        """The provider has answered, or nothing more is expected of it."""
        now = self._clock()
        self._all.answered(departure.left, now)
        if departure.chat in self._chats:
            self._chats[departure.chat].answered(departure.left, now)

    def pause(self, seconds: float) -> None:
        """Nothing leaves for so long: the provider said so of the whole sender."""
        self._paused_until = max(self._paused_until, self._clock() + seconds)
