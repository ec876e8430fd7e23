"""What is planned in a rehearsal: timers, and messages that wait for their hour.

What is planned for one instant happens in the order in which it was planned.
"""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from bot.model.effects import Send
from bot.model.events import TimerDue


class _Planned(Struct, frozen=True, order=True):
    due_at: datetime
    number: int
    key: str


class Agenda:
    """Timers by their id and messages by theirs; both are taken out when they happen."""

    def __init__(self) -> None:
        self._planned: dict[str, _Planned] = {}
        self._things: dict[str, TimerDue | Send] = {}
        self._number = 0

    def plan(self, due_at: datetime, thing: TimerDue | Send) -> None:
        """Plan a timer or a message; one with the same id takes the place of the earlier."""
        self._number += 1
        self._planned[thing.id] = _Planned(due_at, self._number, thing.id)
        self._things[thing.id] = thing

    def drop(self, *keys: str) -> None:
        """Forget timers, those that are still planned."""
        for key in keys:
            self._planned.pop(key, None)
            self._things.pop(key, None)

    def move(self, key: str, due_at: datetime) -> None:
        """Let a timer fire at another time, if it is still planned."""
        thing = self._things.get(key)
        if isinstance(thing, TimerDue):
            self.plan(due_at, replace(thing, due_at=due_at))

    def next_due(self) -> datetime | None:
        """Return when the next thing happens, or None when nothing is planned."""
        return min(self._planned.values()).due_at if self._planned else None

    def take(self) -> TimerDue | Send:
        """Take out what happens first. Raises `LookupError` when nothing is planned."""
        if not self._planned:
            raise LookupError("nothing is planned")
        key = min(self._planned.values()).key
        del self._planned[key]
        return self._things.pop(key)

    @property
    def timers(self) -> tuple[TimerDue, ...]:
        """All timers, in the order in which they will fire."""
        things = (self._things[planned.key] for planned in sorted(self._planned.values()))
        return tuple(thing for thing in things if isinstance(thing, TimerDue))
