"""Which hours are taken, for the turn that offers or has claimed one: filled into its event as it is met.

It is asked within the transaction of the turn, after the commit that the question was asked in: whether a claim has its
place is beyond doubt by then. The event is kept as it was met, so that a replay needs no book of appointments.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

import msgspec

from bot.model.events import AgendaAnswered, Event
from bot.store.appointments import answer
from bot.store.claims import Claimed, Waiting, event_of
from bot.store.script import Script

#: The source of the events that are answered here.
AGENDA = "agenda"


def look_up(claimed: Sequence[Claimed]) -> Script[dict[str, Event]]:
    """Return the events, by id, that wait for what is taken, each with it."""
    found: dict[str, Event] = {}
    for one in claimed:
        for row in one.waiting:
            event = _asking(row)
            if event is not None:
                found[row.id] = yield from answer(event)
    return found


def _asking(row: Waiting) -> AgendaAnswered | None:
    if row.source != AGENDA:
        return None
    with contextlib.suppress(msgspec.MsgspecError):  # a fault in it has its own turn
        event = event_of(row)
        return event if isinstance(event, AgendaAnswered) else None
    return None
