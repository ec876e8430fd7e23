"""A customer's recorded events run again: the same events give the same customer, the same words, the same decisions.

The inbox keeps each event as it came, when it was met, what was read of it, and with which later message it was read;
beside it stand the times of stages that the turn went by and the imported offers it was told of, as they were then.
With the playbooks of then that is all that a turn depends on, so no model, no clock and no provider is needed.

Customers who were taken for one and parted are run again together (`replay`): the turn that parts them makes
the document with which the other goes on, and no event of the other's own tells it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from bot.engine.advance import advance, new_customer
from bot.engine.listening.reading import merge
from bot.model.customer import Customer, PaceMet
from bot.model.effects import Absorb, Effect, SplitOff
from bot.model.events import CustomersMerged, Event, MergeUndone, MessageReceived
from bot.model.message import Reading
from bot.model.offer import OffersMet
from bot.playbook.compiled import Shelf
from bot.rules.journey.pace import Paces, Times
from bot.rules.offers.catalogue import Told
from bot.store.messages.inbox import MetEvent

_EVENT: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)
_PACES = msgspec.json.Decoder(tuple[PaceMet, ...])
_OFFERS = msgspec.json.Decoder(OffersMet)
_READING = msgspec.json.Decoder(Reading)

NOTHING = OffersMet()


class Recorded(Struct, frozen=True):
    """An event as the engine met it, the times of stages that it went by, and what it was told of imported offers."""

    event: Event
    paces: Paces
    offers: OffersMet = NOTHING


class Replayed(Struct, frozen=True):
    """A turn that was run again: the event as the engine met it, the customer after it, and what it asked for."""

    event: Event
    customer: Customer
    effects: tuple[Effect, ...]


def events_of(met: Sequence[MetEvent]) -> Iterator[Recorded]:
    """Give the events of turns as the engine met them: messages that were read together are one again."""
    waiting: dict[str, Event] = {}
    for row in met:
        event = _EVENT.decode(row.event)
        before = waiting.pop(row.event_id, None)
        if isinstance(before, MessageReceived) and isinstance(event, MessageReceived):
            event = merge(before, event)
        if row.merged_into is not None:
            together = waiting.get(row.merged_into)
            if isinstance(together, MessageReceived) and isinstance(event, MessageReceived):
                event = merge(together, event)
            waiting[row.merged_into] = event
            continue
        if row.reading is not None and isinstance(event, MessageReceived):
            event = replace(event, reading=_READING.decode(row.reading))
        paces = _PACES.decode(row.paces) if row.paces is not None else ()
        times = {(one.journey, one.stage): Times(one.known, one.median, one.slow) for one in paces}
        offers = _OFFERS.decode(row.offers) if row.offers is not None else NOTHING
        yield Recorded(replace(event, at=row.met_at), times, offers)


def replay(
    shelf: Shelf,
    customers: Mapping[str, datetime],
    events: Mapping[str, Sequence[Recorded]],
    erased: Mapping[str, datetime] | None = None,
) -> Iterator[Replayed]:
    """Give the turns of customers, by id with when each was made, in the order in which they were met.

    Who is absorbed by another has no turn until they are parted, and then goes on as the turn that parted them says.
    Of who was `erased`, and when, and has written again, no earlier turn says anything.
    """
    states = {id_: new_customer(id_, made) for id_, made in customers.items()}
    left = {id_: list(reversed(events.get(id_, ()))) for id_ in customers}
    absorbed, forgot = set[str](), erased or {}
    while ready := [id_ for id_ in customers if left[id_] and id_ not in absorbed]:
        first = min(ready, key=lambda id_: _met(left[id_][-1].event))
        turn = _again(shelf, states[first], left[first].pop())
        states[first] = turn.customer
        for effect in turn.effects:
            if (
                isinstance(effect, Absorb | SplitOff)
                and effect.other in forgot
                and turn.event.at <= forgot[effect.other]
            ):
                continue
            if isinstance(effect, Absorb):
                absorbed.add(effect.other)
            elif isinstance(effect, SplitOff):
                absorbed.discard(effect.other)
                states[effect.other] = msgspec.convert(effect.document, Customer)
        yield turn


def _met(event: Event) -> tuple[datetime, bool]:
    """At the same instant a merge is last: what was met of the other then was met before they were absorbed."""
    return event.at, isinstance(event, CustomersMerged | MergeUndone)


def _again(shelf: Shelf, state: Customer, recorded: Recorded) -> Replayed:
    catalogue = Told(recorded.offers, shelf.current.offers)
    turn = advance(replace(shelf, paces=recorded.paces, catalogue=catalogue), state, recorded.event)
    return Replayed(recorded.event, turn.customer, turn.effects)
