"""What a restored database must not do by itself, since the world has gone on after the copy was made.

Parts that were on their way may have left since: they are `unknown`, for staff to release, and nobody sends them again
unasked. Timers that came due since may have been met, and have said what they had to say: they are dead letters, which
staff may revive. Those that say nothing (a conversation that falls idle, a thread given back) are met late, as after
any outage. So is a message that waited in the copy, for as long as a turn takes: it is owed an answer, which it may
have had in the life that is lost. What customers wrote since the copy was made comes again only as far as a provider
still has it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

import msgspec
from msgspec import Struct

from bot.model.events import Event, TimerDue
from bot.store.database.script import Script, listed, once, query
from bot.store.database.statements import statements
from bot.store.database.times import micros

SQL = statements("restored")
SAY_NOTHING: Final = frozenset({"idle", "expire", "give_back"})
#: Positions that readers of the lost database have seen are not given again: "what came after" must find what is new.
POSITIONS_LEFT_OUT: Final = 1_000_000
_EVENT: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


#: The cursor with the instant of the last restore: what a sweep finds from before it may have been answered in the life
#: that is lost.
RESTORED: Final = "restored"


class Held(Struct, frozen=True):
    """How many parts and timers wait for staff's word."""

    parts: int
    timers: int


def hold(now: datetime) -> Script[Held]:
    """Hold what may have happened since the copy was made."""
    at = micros(now)
    [(parts,)] = yield query(SQL["count_parts"])
    yield once(SQL["hold_parts"], at)
    due = yield query(SQL["due_timers"], at)
    speaking = [position for position, event in due if _may_speak(event)]
    yield once(SQL["hold_timers"], listed(speaking), at)
    yield once(SQL["restored"], RESTORED, str(at))
    return Held(parts, len(speaking))


def _may_speak(event: str) -> bool:
    timer = _EVENT.decode(event)
    return not isinstance(timer, TimerDue) or timer.kind not in SAY_NOTHING
