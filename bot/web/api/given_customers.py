"""A customer as integrators get them, from the row that is kept."""

from __future__ import annotations

from typing import Final

import msgspec

from bot.model.conversation import Handover
from bot.model.customer import Customer as Document
from bot.store.database.script import Row
from bot.store.database.times import moment
from bot.web.api import given

_DOCUMENT: Final = msgspec.json.Decoder(Document)


def customer_of(row: Row) -> given.Customer:
    """Return a customer from their row; one whose first event was not met yet has nothing but an id."""
    created, id_, state, place = row
    d = _DOCUMENT.decode(state) if state else Document(id=id_, created_at=moment(created))
    return given.Customer(
        id=id_,
        created_at=moment(created),
        point_of_sale=place,
        language=d.language,
        timezone=d.timezone,
        country=d.country,
        addresses=[
            given.AddressGiven(channel=one.address.channel, id=one.address.id, reachable=one.reachable)
            for one in d.addresses
        ],
        facts=dict(d.facts),
        consents=[
            given.ConsentState(purpose=one.purpose, channel=one.channel, granted=one.granted, at=one.at)
            for one in d.grants
        ],
        opted_out_at=d.opted_out_at,
        handover=_handover(d.handover),
        last_in=d.last_in,
        last_out=d.last_out,
    )


def _handover(handover: Handover | None) -> given.HandoverGiven | None:
    if handover is None:
        return None
    return given.HandoverGiven(
        id=handover.id,
        team=handover.team,
        reason=handover.reason,
        priority=handover.priority,
        since=handover.since,
        staff=handover.staff,
    )
