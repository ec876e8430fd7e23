"""What the outcome of a send means to the engine: an event for the inbox, or nothing.

The event's id comes from the part, so that telling it twice is telling it once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.channels.event_ids import event_id
from bot.model.arrivals import Arrival
from bot.model.events import ChatBlocked, DeliveryFailed, Event, OptOutReported
from bot.model.parts import Outcome, Part, Refused
from bot.model.staff import is_staffs
from bot.work.sending.dispatcher_check import Drop

SOURCE = "outbox"


def news_of_outcome(part: Part, outcome: Outcome, now: datetime) -> Sequence[Arrival]:
    """Return what the engine should hear of an outcome: a refusal is the only one that is final and no success.

    Of what was for staff it hears nothing: they are no customers.
    """
    if not isinstance(outcome, Refused) or is_staffs(part.customer):
        return ()
    key = event_id(SOURCE, part.id, "refused")
    event: Event
    if outcome.opted_out:
        event = OptOutReported(id=key, address=part.address, reason=outcome.reason)
    elif outcome.gone:
        event = ChatBlocked(id=key, address=part.address, reason=outcome.reason)
    else:
        event = DeliveryFailed(id=key, address=part.address, outbox_id=part.id, reason=outcome.reason)
    return (_arrival(part, event, now),)


def news_of_drop(part: Part, drop: Drop, now: datetime) -> Sequence[Arrival]:
    """Return what the engine should hear of a part that was dropped: only that it owes the customer something."""
    return (failure(part, drop.words, now),) if drop.failed and not is_staffs(part.customer) else ()


def failure(part: Part, reason: str, now: datetime) -> Arrival:
    """Return the event that a part will not arrive."""
    key = event_id(SOURCE, part.id, "failed")
    return _arrival(part, DeliveryFailed(id=key, address=part.address, outbox_id=part.id, reason=reason), now)


def _arrival(part: Part, event: Event, now: datetime) -> Arrival:
    return Arrival(event=event, received_at=now, customer=part.customer, source=SOURCE)
