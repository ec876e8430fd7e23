"""The bot falls silent in the very turn in which a person takes the thread: what it was about to answer does not leave.

What has left or is being sent has been said before them; what follows comes from the person alone. The rest of what
waits is looked at before its socket opens (`dispatcher_check`): an offer is dropped, news of an order waits.
"""

from __future__ import annotations

from typing import Final

from bot.model.events import Event, StaffTookOver, StaffWrote
from bot.store.database.statements import statements
from bot.store.database.times import micros
from bot.store.messages.record import Record

SQL = statements("silencing")
WORDS: Final = "a person took the thread before it had left"


def silence_bot(record: Record, customer: str, event: Event) -> None:
    """Put in the record that the bot's answers which still wait are given up, where staff wrote or took over."""
    if not isinstance(event, StaffWrote | StaffTookOver):
        return
    at = micros(event.at)
    record.add(SQL["silence"], customer, at, WORDS)
    record.add(SQL["note"], customer, at, WORDS)
