"""The hours that are taken, filled into the event of the turn that offers hours or has claimed one.

They are read within the transaction of that turn, after the commit of the turn that asked: by then it is certain
whether a claim got its place. The event is kept with what was filled in, so that a replay needs no appointments.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

import msgspec

from bot.model.events import AgendaAnswered, Event
from bot.store.database.script import Script
from bot.store.messages.claims import Claimed, Waiting, event_of
from bot.store.shop.appointments import answer

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
